package nl.duwtje.rules.personaldata;

/**
 * The number of a Dutch passport or identity card: two letters, six letters or digits, a digit; no letter O. The last digit is the check of ICAO
 * 9303 on documents since 2020, before that it was not on all: it adds to the evidence and does not decide.
 */
final class IdDocument {

    private IdDocument() {}

    /** Whether the first nine letters (upper case) and digits have the shape. */
    static boolean isShaped(char[] c) {
        for (int i = 0; i < 9; i++) {
            if (c[i] == 'O' || (i < 2 ? c[i] < 'A' : i == 8 && c[i] > '9')) {
                return false;
            }
        }
        return true;
    }

    /** Whether the last of nine is the check digit of the others. */
    static boolean isChecked(char[] c) {
        return c[8] - '0' == Check.icao(c, 0, 8);
    }

    /** A residence document since October 2019: V and eight letters or digits without O and 0. */
    static boolean isResidence(char[] c) {
        boolean digit = false;
        for (int i = 1; i < 9; i++) {
            if (c[i] == 'O' || c[i] == '0') {
                return false;
            }
            digit |= c[i] <= '9';
        }
        return c[0] == 'V' && digit;
    }
}
