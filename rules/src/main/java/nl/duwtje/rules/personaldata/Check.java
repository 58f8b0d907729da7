package nl.duwtje.rules.personaldata;

/** The check digit systems that several identifiers share, over digits d[from..to). Stateless. */
final class Check {

    private Check() {}

    /** The Luhn test (ISO/IEC 7812-1 annex B): every second digit from the right doubled. */
    static boolean luhn(int[] d, int from, int to) {
        int sum = 0;
        boolean twice = false;
        for (int i = to - 1; i >= from; i--) {
            int v = twice ? 2 * d[i] : d[i];
            sum += v > 9 ? v - 9 : v;
            twice = !twice;
        }
        return sum % 10 == 0;
    }

    /** ISO 7064 mod 11,10. */
    static boolean mod11and10(int[] d, int n) {
        int check = 5;
        for (int i = 0; i < n; i++) {
            check = ((check == 0 ? 10 : check) * 2 % 11 + d[i]) % 10;
        }
        return check == 1;
    }

    /** The sum of digits times weights. */
    static int sum(int[] d, int[] weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += d[i] * weights[i];
        }
        return sum;
    }

    /** The number that digits from..to stand for. */
    static long number(int[] d, int from, int to) {
        long n = 0;
        for (int i = from; i < to; i++) {
            n = n * 10 + d[i];
        }
        return n;
    }

    static int two(int[] d, int at) {
        return d[at] * 10 + d[at + 1];
    }

    /** A day of the calendar as far as can be told without the century: 29 February always is one. */
    static boolean isDay(int month, int day) {
        return month >= 1 && month <= 12 && day >= 1
                && day <= (month == 2 ? 29 : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31);
    }

    /** The value of a letter or digit in ICAO 9303: A is 10. */
    static int icao(char c) {
        return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'Z' ? c - 'A' + 10 : 0;
    }

    /** The check digit of ICAO 9303 part 3 section 4.9: weights 7, 3, 1. */
    static int icao(char[] c, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            int place = (i - from) % 3;
            sum += icao(c[i]) * (place == 0 ? 7 : place == 1 ? 3 : 1);
        }
        return sum % 10;
    }
}
