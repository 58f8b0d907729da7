package nl.duwtje.rules.personaldata;

/**
 * The Czech and Slovak rodné číslo: YYMMDD, the month of women 50 higher (since 2004 also 20 or 70), four digits; a multiple of 11, or, until
 * 1985, a first nine digits that leave 10 with a check digit 0.
 */
final class CzechNumber {

    private CzechNumber() {}

    /** Whether the digits are one. */
    static boolean passes(int[] d) {
        int month = Check.two(d, 2) % 50;
        month = month > 20 ? month - 20 : month;
        if (!Check.isDay(month, Check.two(d, 4))) {
            return false;
        }
        long n = Check.number(d, 0, 10);
        return n % 11 == 0 || n / 10 % 11 == 10 && d[9] == 0;
    }
}
