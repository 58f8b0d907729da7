/**
 * What is in a message's bytes: headers and parts with their offsets, decoded text, what stands encoded where the structure shows none
 * ({@link nl.duwtje.rules.mime.Embedded}), and splices. Never rewrites: a change is a
 * {@link nl.duwtje.rules.mime.Splice}. Walls off mime4j.
 */
package nl.duwtje.rules.mime;
