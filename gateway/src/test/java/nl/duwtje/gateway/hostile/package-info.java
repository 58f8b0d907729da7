/**
 * Attachments that mean harm: healthy files with a list of citizens, hurt by chance; files made to swell, to hang or to slip through; the public
 * regression files of a reader of documents. All random choices come from a seed.
 */
package nl.duwtje.gateway.hostile;
