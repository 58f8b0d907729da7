package nl.duwtje.rules.personaldata;

/**
 * The German identity card or passport number: nine of the digits and the letters CFGHJKLMNPRTVWXYZ and the check digit of ICAO 9303.
 */
final class GermanCard {

    private GermanCard() {}

    /** Whether the letters (upper case) and digits are one. */
    static boolean passes(char[] c) {
        if ("CFGHJKLMNPRTVWXYZ".indexOf(c[0]) < 0) {
            return false;
        }
        for (int i = 1; i < 9; i++) {
            if (c[i] >= 'A' && "CFGHJKLMNPRTVWXYZ".indexOf(c[i]) < 0) {
                return false;
            }
        }
        return c[9] - '0' == Check.icao(c, 0, 9);
    }
}
