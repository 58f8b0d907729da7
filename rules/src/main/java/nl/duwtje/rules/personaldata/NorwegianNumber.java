package nl.duwtje.rules.personaldata;

/**
 * The Norwegian fødselsnummer, and the D number whose day is 40 higher: DDMMYY, a serial number and two check digits modulo 11.
 */
final class NorwegianNumber {

    private NorwegianNumber() {}

    /** Whether the digits are one. */
    static boolean passes(int[] d) {
        int day = Check.two(d, 0) % 40;
        if (!Check.isDay(Check.two(d, 2) % 40, day)) {
            return false;
        }
        int first = (11 - (3 * d[0] + 7 * d[1] + 6 * d[2] + d[3] + 8 * d[4] + 9 * d[5] + 4 * d[6] + 5 * d[7] + 2 * d[8]) % 11) % 11;
        int second = (11
                - (5 * d[0] + 4 * d[1] + 3 * d[2] + 2 * d[3] + 7 * d[4] + 6 * d[5] + 5 * d[6] + 4 * d[7] + 3 * d[8] + 2 * first) % 11)
                % 11;
        return first == d[9] && second == d[10];
    }
}
