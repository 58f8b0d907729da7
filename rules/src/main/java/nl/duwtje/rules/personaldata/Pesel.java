package nl.duwtje.rules.personaldata;

/**
 * The Polish PESEL: a birth date whose month holds the century, a serial number and a check digit (weights 1, 3, 7, 9).
 */
final class Pesel {

    private Pesel() {}

    /** Whether the digits are one. */
    static boolean passes(int[] d) {
        int month = Check.two(d, 2) % 20;
        int sum = Check.sum(d, new int[]{1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1});
        return Check.isDay(month, Check.two(d, 4)) && sum % 10 == 0;
    }
}
