package nl.duwtje.rules.personaldata;

/**
 * The Romanian CNP: sex and century, YYMMDD, a county, a serial number and a check digit (weights 279146358279).
 */
final class RomanianCnp {

    private RomanianCnp() {}

    /** Whether the digits are one. */
    static boolean passes(int[] d) {
        int county = Check.two(d, 7);
        int check = Check.sum(d, new int[]{2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9}) % 11;
        return d[0] != 0 && Check.isDay(Check.two(d, 3), Check.two(d, 5)) && (county >= 1 && county <= 52 || county == 70)
                && (check == 10 ? 1 : check) == d[12];
    }
}
