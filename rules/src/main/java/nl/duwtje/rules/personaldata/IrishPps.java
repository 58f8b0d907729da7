package nl.duwtje.rules.personaldata;

/** The Irish PPS number: seven digits, a check letter modulo 23 and, since 2013, perhaps a second letter that counts nine times. */
final class IrishPps {

    private IrishPps() {}

    /** Whether the first n letters (upper case) and digits, 8 or 9, are one. */
    static boolean passes(char[] c, int n) {
        int sum = 0;
        for (int i = 0; i < 7; i++) {
            if (c[i] > '9') {
                return false;
            }
            sum += (8 - i) * (c[i] - '0');
        }
        if (n == 9) {
            if (c[8] < 'A' || c[8] > 'I' && c[8] != 'W' && c[8] != 'T' && c[8] != 'X') {
                return false;
            }
            sum += 9 * (c[8] == 'W' || c[8] == 'T' || c[8] == 'X' ? 0 : c[8] - 'A' + 1);
        }
        return "WABCDEFGHIJKLMNOPQRSTUV".charAt(sum % 23) == c[7];
    }
}
