/**
 * The mails we write to people, and their words: {@code config/texts}, sentences for what was seen, the draft that goes back. Decides
 * nothing and sends nothing: it makes bytes that the outbox sends from the null sender. Walls off Jakarta Mail's composing side (Angus).
 */
package nl.duwtje.gateway.notice;
