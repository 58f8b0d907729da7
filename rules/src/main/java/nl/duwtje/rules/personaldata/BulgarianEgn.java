package nl.duwtje.rules.personaldata;

/**
 * The Bulgarian EGN: YYMMDD, the month 20 higher before 1900 and 40 from 2000 on, and a check digit modulo 11.
 */
final class BulgarianEgn {

    private static final int[] WEIGHTS = {2, 4, 8, 5, 10, 9, 7, 3, 6};

    private BulgarianEgn() {}

    /** Whether the digits are one. */
    static boolean passes(int[] d) {
        int month = Check.two(d, 2) > 40 ? Check.two(d, 2) - 40 : Check.two(d, 2) > 20 ? Check.two(d, 2) - 20 : Check.two(d, 2);
        return Check.isDay(month, Check.two(d, 4)) && Check.sum(d, WEIGHTS) % 11 % 10 == d[9];
    }
}
