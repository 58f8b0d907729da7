/**
 * Readers of the formats whose parsers have a history of endless loops and full heaps: PDF, old Office, MSG, TNEF, RTF, 7z. Pure: bytes in, blocks
 * out, no files, no sockets. Not where the safety is: that is the child JVM these run in, with its own heap and a time limit. What they find inside
 * a file (an attachment of a mail, an entry of an archive) goes back through the ordinary reading. Walls off PDFBox, POI and commons-compress.
 */
package nl.duwtje.rules.text.risky;
