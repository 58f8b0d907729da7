package nl.duwtje.rules.personaldata;

/**
 * The Croatian OIB: eleven digits, ISO 7064 mod 11,10.
 */
final class CroatianOib {

    private CroatianOib() {}

    /** Whether the digits are one. */
    static boolean passes(int[] d) {
        return Check.number(d, 0, 11) != 0 && Check.mod11and10(d, 11);
    }
}
