package nl.duwtje.rules.personaldata;

/**
 * The Greek AMKA: DDMMYY, a serial number and a Luhn digit.
 */
final class GreekAmka {

    private GreekAmka() {}

    /** Whether the digits are one. */
    static boolean passes(int[] d) {
        return Check.isDay(Check.two(d, 2), Check.two(d, 0)) && Check.luhn(d, 0, 11);
    }
}
