/**
 * Sets of papers for the scanner, written one after the other from the issue and the law books, each run once before anything was mended: the
 * templates are text files under {@code src/test/resources}, so that who knows other letters can add them without Java.
 */
package nl.duwtje.rules.personaldata.quality;
