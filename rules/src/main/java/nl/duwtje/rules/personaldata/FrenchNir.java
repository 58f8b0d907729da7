package nl.duwtje.rules.personaldata;

/**
 * The French numéro de sécurité sociale with its key: sex, year, month, département, commune, order, and 97 minus the number modulo 97. In
 * Corsica the département is 2A or 2B, counted as 19 and 18.
 */
final class FrenchNir {

    private FrenchNir() {}

    /** Whether the digits are one. */
    static boolean passes(int[] d) {
        int month = Check.two(d, 3);
        boolean shape = (d[0] == 1 || d[0] == 2 || d[0] == 7 || d[0] == 8)
                && (month >= 1 && month <= 12 || month >= 20 && month <= 42 || month >= 50);
        return shape && Check.two(d, 5) != 0 && Check.number(d, 10, 13) != 0 && Check.two(d, 13) == 97 - Check.number(d, 0, 13) % 97;
    }
}
