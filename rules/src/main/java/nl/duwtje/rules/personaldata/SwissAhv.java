package nl.duwtje.rules.personaldata;

/**
 * The Swiss AHV number: 756, nine digits and the check digit of an EAN-13.
 */
final class SwissAhv {

    private SwissAhv() {}

    /** Whether the digits are one. */
    static boolean passes(int[] d) {
        int sum = 0;
        for (int i = 0; i < 13; i++) {
            sum += d[i] * (i % 2 == 0 ? 1 : 3);
        }
        return d[0] == 7 && d[1] == 5 && d[2] == 6 && sum % 10 == 0;
    }
}
