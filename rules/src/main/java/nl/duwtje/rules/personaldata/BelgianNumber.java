package nl.duwtje.rules.personaldata;

/**
 * The Belgian rijksregisternummer, and the BIS number whose month is 20 or 40 higher: YYMMDD, a serial number and 97 minus the nine digits
 * modulo 97, with a 2 before them for who was born from 2000 on.
 */
final class BelgianNumber {

    private BelgianNumber() {}

    /** Whether the digits are one. */
    static boolean passes(int[] d) {
        int month = Check.two(d, 2) % 20;
        int day = Check.two(d, 4);
        if (Check.two(d, 2) >= 60 || month > 12 || day > 31 || month != 0 && day != 0 && !Check.isDay(month, day)) {
            return false;
        }
        long nine = Check.number(d, 0, 9);
        int check = Check.two(d, 9);
        return nine != 0 && (check == 97 - nine % 97 || check == 97 - (2_000_000_000L + nine) % 97);
    }
}
