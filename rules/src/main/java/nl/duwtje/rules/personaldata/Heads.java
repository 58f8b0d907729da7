package nl.duwtje.rules.personaldata;

import java.util.Locale;

/**
 * What the name of a column or a field is about. The number of a thing (an order, a case) may pass the test of the BSN by chance or by design and is
 * none; one of a person that always passes is one, whatever it is called.
 */
final class Heads {

    private static final int LONGEST = 60;
    private static final String[] PEOPLE = {"client", "cliënt", "persoon", "person", "registratie", "inwoner", "burger", "citizen", "ident",
            "servicenummer",
            "bewoner", "deelnemer", "leerling", "patient", "patiënt", "zorgvrager", "aanvrager", "kandidaat", "rechthebbende",
            "belanghebbende"};

    private Heads() {}

    /** Whether {@code from..to} names the number of a person: "Cliëntnr". */
    static boolean isOfPeople(char[] text, int from, int to) {
        if (to - from > LONGEST) {
            return false;
        }
        String head = new String(text, from, to - from).toLowerCase(Locale.ROOT);
        for (String word : PEOPLE) {
            if (head.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it only says that something is a number: "ID". */
    static boolean isPlain(char[] text, int from, int to) {
        int letters = 0;
        int id = 0;
        for (int i = from; i < to; i++) {
            letters += Characters.isLetter(text[i]) ? 1 : 0;
            id += Fields.isAt(text, i, "id") ? 1 : 0;
        }
        return letters == 2 && id == 1;
    }
}
