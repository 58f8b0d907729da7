/**
 * The side Exchange talks to: SubEthaSMTP's accept loop, sessions and session threads, with every verb our own. Hands complete messages to an
 * {@link nl.duwtje.gateway.smtp.Intake}; decides nothing about content. Walls off SubEthaSMTP.
 *
 * <p>
 * How the parts fit: {@code Listener} accepts and wraps each connection in a {@code WireSocket}, so that SubEthaSMTP reads only bare verbs and
 * never sees an argument, a body or a line of more than eight bytes. {@code Wire} holds the bytes and the deadlines, {@code Conversation} what a
 * session knows, {@code Transaction} what MAIL and RCPT said, {@code Body} and {@code BodyScanner} what DATA and BDAT bring, {@code Blocks} the
 * memory that both read into. A body is always read to its end before a refusal is sent, because what follows a half-read body would be taken for commands.
 */
package nl.duwtje.gateway.smtp;
