package nl.duwtje.rules.personaldata;

/**
 * The Swedish personnummer, and the samordningsnummer whose day is 60 higher: YYMMDD, three digits and a Luhn digit, from d[from].
 */
final class SwedishNumber {

    private SwedishNumber() {}

    /** Whether the digits are one. */
    static boolean passes(int[] d, int from) {
        int day = Check.two(d, from + 4);
        return Check.isDay(Check.two(d, from + 2), day > 60 ? day - 60 : day) && Check.luhn(d, from, from + 10);
    }
}
