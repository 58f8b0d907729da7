/** The side Exchange talks to: SubEthaSMTP's accept loop, sessions and TLS with our own EHLO, MAIL, RCPT, DATA, BDAT, RSET and STARTTLS. Hands complete messages to an {@link nl.duwtje.gateway.smtp.Intake}. Walls off SubEthaSMTP. */
package nl.duwtje.gateway.smtp;
