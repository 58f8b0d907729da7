/** Envelope + bytes -> facts. Cheap facts first; content is read only when an outsider is among the recipients and the mail is not machine traffic. */
package nl.duwtje.rules.inspect;
