package nl.duwtje.rules.personaldata;

/**
 * The burgerservicenummer: nine digits of which 9·d1 + 8·d2 + ... + 2·d8 - d9 is a multiple of 11, not all of them zero. A company's RSIN passes
 * the same test, so the test is never enough.
 */
final class Bsn {

    static final int DIGITS = 9;

    private Bsn() {}

    /** Whether a number of nine digits, leading zeros included, passes the test. */
    static boolean passes(int number) {
        if (number <= 0 || number > 999_999_999) {
            return false;
        }
        int sum = -(number % 10);
        int rest = number / 10;
        for (int weight = 2; weight <= 9; weight++) {
            sum += weight * (rest % 10);
            rest /= 10;
        }
        return sum % 11 == 0;
    }

    /** "123•••782": the three digits at each end, the middle hidden. */
    static String sample(int number) {
        int head = number / 1_000_000;
        int tail = number % 1000;
        return three(head) + "•••" + three(tail);
    }

    private static String three(int n) {
        return "" + (char) ('0' + n / 100) + (char) ('0' + n / 10 % 10) + (char) ('0' + n % 10);
    }
}
