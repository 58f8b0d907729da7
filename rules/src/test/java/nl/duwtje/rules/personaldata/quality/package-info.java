/**
 * A third set of papers for the scanner, written from the issue and the law books only, before its author had read the scanner: the
 * templates are text files under {@code src/test/resources}, so that who knows other letters can add them without Java.
 */
package nl.duwtje.rules.personaldata.quality;
