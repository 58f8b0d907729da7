/**
 * Envelope + bytes -> facts. Cheap facts first; content is read only when an outsider is among the recipients and the mail is not machine traffic.
 * Decides nothing, writes nothing. Walls off nothing: it joins {@code mime}, {@code text} and {@code personaldata} into {@code fact}.
 */
package nl.duwtje.rules.inspect;
