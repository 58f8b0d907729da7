package nl.duwtje.rules.personaldata;

import nl.duwtje.rules.fact.Strength;

/**
 * One piece of personal data in a text.
 *
 * @param type     "BSN", "IBAN", ...: the list is in {@code config/policy.yaml}; or the name of an identifier of the organisation's own
 * @param start    UTF-16 offset of its first character in the text that was scanned
 * @param end      offset behind its last character
 * @param strength how sure
 * @param value    stands for the value when counting distinct ones, however it was written; not to be stored or shown
 * @param counts   false when it is listed and never counted: the account in the foot of a letter, what stands in a signature
 */
public record Finding(String type, int start, int end, Strength strength, long value, boolean counts) {

    /** @return the value with its middle hidden, so that it can be shown: "123•••782"; made anew each time, from the text that was scanned */
    public String sample(CharSequence text) {
        return Sample.of(this, text);
    }

    /** The same, listed and not counted. */
    Finding uncounted() {
        return new Finding(type, start, end, strength, value, false);
    }
}
