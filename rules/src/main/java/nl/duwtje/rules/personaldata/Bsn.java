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

    /** The same for {@code n} digits, at most nine: leading zeros may be left out. */
    static boolean passes(int[] d, int n) {
        int sum = -d[n - 1];
        int any = d[n - 1];
        for (int i = 0; i < n - 1; i++) {
            sum += (n - i) * d[i];
            any |= d[i];
        }
        return any != 0 && sum % 11 == 0;
    }

    /** "123•••782": the three digits at each end, the middle hidden. */
    static String sample(int number) {
        char[] shown = {digit(number, 100_000_000), digit(number, 10_000_000), digit(number, 1_000_000), '•', '•', '•', digit(number, 100),
                digit(number, 10), digit(number, 1)};
        return new String(shown);
    }

    private static char digit(int number, int place) {
        return (char) ('0' + number / place % 10);
    }
}
