package nl.duwtje.rules.personaldata;

/**
 * The Italian codice fiscale: sixteen letters and digits (where digits stand, the letters LMNPQRSTUV may take their place) of which the last is a
 * check over the others, those at odd places by a table.
 */
final class CodiceFiscale {

    private CodiceFiscale() {}

    /** Whether the letters (upper case) and digits are one. */
    static boolean passes(char[] c) {
        for (int i = 0; i < 16; i++) {
            boolean letter = i < 6 || i == 8 || i == 11 || i == 15;
            if (letter ? c[i] < 'A' : c[i] >= 'A' && LOST_DIGITS.indexOf(c[i]) < 0) {
                return false;
            }
        }
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            int v = c[i] >= 'A' ? c[i] - 'A' : c[i] - '0';
            sum += i % 2 == 0 ? ODD[v] : v;
        }
        int day = digit(c[9]) * 10 + digit(c[10]);
        return "ABCDEHLMPRST".indexOf(c[8]) >= 0 && day % 40 >= 1 && day % 40 <= 31 && day <= 71 && 'A' + sum % 26 == c[15];
    }

    private static final String LOST_DIGITS = "LMNPQRSTUV";
    private static final int[] ODD = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};

    private static int digit(char c) {
        return c >= 'A' ? LOST_DIGITS.indexOf(c) : c - '0';
    }
}
