package nl.duwtje.rules.personaldata;

/**
 * The Estonian isikukood and the Lithuanian asmens kodas: sex and century, YYMMDD, a serial number and a check digit modulo 11 in two rounds.
 */
final class BalticCode {

    private BalticCode() {}

    /** Whether the digits are one. */
    static boolean passes(int[] d) {
        if (d[0] < 1 || d[0] > 8 || !Check.isDay(Check.two(d, 3), Check.two(d, 5))) {
            return false;
        }
        int check = round(d, 1) % 11;
        if (check == 10) {
            check = round(d, 3) % 11 % 10;
        }
        return check == d[10];
    }

    /** The sum with weights that count from {@code first} to 9 and on from 1. */
    private static int round(int[] d, int first) {
        int sum = 0;
        for (int i = 0; i < 10; i++) {
            sum += d[i] * ((first + i - 1) % 9 + 1);
        }
        return sum;
    }
}
