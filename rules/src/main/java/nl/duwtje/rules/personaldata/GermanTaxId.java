package nl.duwtje.rules.personaldata;

/**
 * The German Steuer-Identifikationsnummer: eleven digits, the first not 0; among the first ten one stands twice or thrice (not three in a row), the
 * others at most once; ISO 7064 mod 11,10.
 */
final class GermanTaxId {

    private GermanTaxId() {}

    /** Whether the digits are one. */
    static boolean passes(int[] d) {
        int repeated = 0;
        for (int digit = 0; digit < 10; digit++) {
            int count = 0;
            for (int i = 0; i < 10; i++) {
                count += d[i] == digit ? 1 : 0;
                if (i > 1 && d[i] == digit && d[i - 1] == digit && d[i - 2] == digit) {
                    return false;
                }
            }
            if (count > 3) {
                return false;
            }
            repeated += count > 1 ? 1 : 0;
        }
        return d[0] != 0 && repeated == 1 && Check.mod11and10(d, 11);
    }
}
