package nl.duwtje.rules.personaldata;

/** The Dutch licence plate: six letters and digits in the groups of side codes 1 to 11 (RDW), without the letters that are not given out. */
final class LicencePlate {

    /** Side codes as letters (X) and digits (9). */
    private static final String CODES = "XX9999 9999XX 99XX99 XX99XX XXXX99 99XXXX 99XXX9 9XXX99 XX999X X999XX XXX99X";

    private LicencePlate() {}

    /** Whether the first six letters (upper case) and digits are one; groups are the lengths of the parts as a number: 222, 231. */
    static boolean passes(char[] c, int groups) {
        int code = 0;
        for (int at = 0; at < CODES.length(); at += 7) {
            if (fits(c, at)) {
                code = at / 7 + 1;
            }
        }
        boolean grouped = groups == 6 || groups == (code == 7 || code == 9 ? 231 : code == 8 || code == 10 ? 132 : code == 11 ? 321 : 222);
        return code > 0 && grouped;
    }

    private static boolean fits(char[] c, int at) {
        for (int i = 0; i < 6; i++) {
            if (CODES.charAt(at + i) == 'X' != c[i] >= 'A') {
                return false;
            }
        }
        return true;
    }
}
