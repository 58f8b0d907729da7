package nl.duwtje.rules.personaldata;

/**
 * The NHS number of England, Wales and the Isle of Man: ten digits, weights 10 to 2, modulo 11.
 */
final class NhsNumber {

    private NhsNumber() {}

    /** Whether the digits are one. */
    static boolean passes(int[] d) {
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += (10 - i) * d[i];
        }
        int check = (11 - sum % 11) % 11;
        return check != 10 && check == d[9] && Check.number(d, 0, 10) != 0;
    }
}
