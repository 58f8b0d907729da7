package nl.duwtje.rules.personaldata;

/**
 * The German Sozialversicherungsnummer: area, DDMMYY, the first letter of the name at birth, a serial number and a check digit over digit sums.
 */
final class GermanInsurance {

    private GermanInsurance() {}

    /** Whether the letters (upper case) and digits are one. */
    static boolean passes(char[] c) {
        if (c[8] < 'A' || c[8] > 'Z') {
            return false;
        }
        int[] weights = {2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1};
        int sum = 0;
        int place = 0;
        for (int i = 0; i < 11; i++) {
            int v = i == 8 ? c[i] - 'A' + 1 : c[i] - '0';
            if (i != 8 && c[i] > '9') {
                return false;
            }
            if (i == 8) {
                sum += digitSum(v / 10 * weights[place++]);
                v %= 10;
            }
            sum += digitSum(v * weights[place++]);
        }
        int month = (c[4] - '0') * 10 + c[5] - '0';
        return month >= 1 && month <= 12 && c[11] - '0' == sum % 10;
    }

    private static int digitSum(int n) {
        return n / 10 + n % 10;
    }
}
