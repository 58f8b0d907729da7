package nl.duwtje.rules.fact;

/**
 * Personal data of one type, of one strength, in one place.
 *
 * @param type     BSN, IBAN, ... (the list in the personal data documentation)
 * @param strength how sure
 * @param place    SUBJECT, BODY, ATTACHMENT or MESSAGE
 * @param where    for people: "" for subject, body and message; for attachments the file and the place in it: "lijst.xlsx, sheet 2, column C"
 * @param count    number of distinct values, at least 1
 * @param persons  whether that many persons are meant: each value is a person's own number and all stand in rows of tables, or rows were counted
 * @param sample   one value, masked: "123•••782"
 */
public record PersonalData(String type, Strength strength, Place place, String where, int count, boolean persons,
        String sample) {

    /** The part of a message that was looked at; MESSAGE is all of it, for what is many only when its parts are added up. */
    public enum Place {
        SUBJECT, BODY, ATTACHMENT, MESSAGE
    }
}
