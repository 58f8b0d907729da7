package nl.duwtje.rules.personaldata;

/**
 * The British National Insurance number: two letters, six digits, A to D; no check, but not all letters (HMRC NIM39110).
 */
final class Nino {

    private Nino() {}

    /** Whether the letters (upper case) and digits are one. */
    static boolean passes(char[] c) {
        for (int i = 2; i < 8; i++) {
            if (c[i] > '9') {
                return false;
            }
        }
        String pair = "" + c[0] + c[1];
        return c[0] >= 'A' && c[1] >= 'A' && "DFIQUV".indexOf(c[0]) < 0 && "DFIQUVO".indexOf(c[1]) < 0 && c[8] >= 'A' && c[8] <= 'D'
                && !"BG GB KN NK NT TN ZZ".contains(pair);
    }
}
