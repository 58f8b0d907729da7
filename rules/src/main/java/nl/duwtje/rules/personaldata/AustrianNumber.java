package nl.duwtje.rules.personaldata;

/**
 * The Austrian Sozialversicherungsnummer: a serial number (not below 100), a check digit and DDMMYY; weights 3, 7, 9, 5, 8, 4, 2, 1, 6.
 */
final class AustrianNumber {

    private AustrianNumber() {}

    /** Whether the digits are one. */
    static boolean passes(int[] d) {
        int month = Check.two(d, 6);
        if (d[0] == 0 || Check.two(d, 4) < 1 || Check.two(d, 4) > 31 || month < 1 || month > 15) {
            return false;
        }
        int sum = 3 * d[0] + 7 * d[1] + 9 * d[2] + 5 * d[4] + 8 * d[5] + 4 * d[6] + 2 * d[7] + d[8] + 6 * d[9];
        return sum % 11 == d[3];
    }
}
