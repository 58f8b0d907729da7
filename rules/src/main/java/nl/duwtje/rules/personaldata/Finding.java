package nl.duwtje.rules.personaldata;

import nl.duwtje.rules.fact.Strength;

/**
 * One piece of personal data in a text.
 *
 * @param type     "BSN", "IBAN"
 * @param start    UTF-16 offset of its first character in the text that was scanned
 * @param end      offset behind its last character
 * @param strength how sure
 * @param value    stands for the value when counting distinct ones, however it was written; not to be stored or shown
 * @param sample   the value with its middle hidden: "123•••782"
 */
public record Finding(String type, int start, int end, Strength strength, long value, String sample) {}
