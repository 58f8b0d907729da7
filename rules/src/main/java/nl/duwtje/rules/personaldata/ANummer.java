package nl.duwtje.rules.personaldata;

/**
 * The administration number of the Dutch register of persons (BRP): ten digits, the first not 0, no two neighbours alike; the sum is 0 or 5
 * modulo 11 and so is, at 0, the sum with weights 1, 2, 4 ... 512. Of random numbers 6 in a thousand pass.
 */
final class ANummer {

    private ANummer() {}

    /** Whether the digits are one. */
    static boolean passes(int[] d) {
        if (d[0] == 0) {
            return false;
        }
        int sum = 0;
        int weighted = 0;
        for (int i = 0; i < 10; i++) {
            if (i > 0 && d[i] == d[i - 1]) {
                return false;
            }
            sum += d[i];
            weighted += d[i] << i;
        }
        return (sum % 11 == 0 || sum % 11 == 5) && weighted % 11 == 0;
    }
}
