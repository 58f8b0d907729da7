package nl.duwtje.rules.personaldata;

/**
 * The Danish CPR number: DDMMYY and four digits. The check modulo 11 has not held for all since 2007: a label decides.
 */
final class DanishCpr {

    private DanishCpr() {}

    /** Whether the digits are one. */
    static boolean passes(int[] d) {
        return Check.isDay(Check.two(d, 2), Check.two(d, 0));
    }
}
