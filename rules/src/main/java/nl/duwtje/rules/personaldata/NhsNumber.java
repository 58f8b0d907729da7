package nl.duwtje.rules.personaldata;

/**
 * The NHS number of England, Wales and the Isle of Man: ten digits, weights 10 to 2, modulo 11.
 */
final class NhsNumber {

    private NhsNumber() {}

    /** Whether the digits are one. */
    static boolean passes(int[] d) {
        int sum = 10 * d[0] + 9 * d[1] + 8 * d[2] + 7 * d[3] + 6 * d[4] + 5 * d[5] + 4 * d[6] + 3 * d[7] + 2 * d[8];
        int check = (11 - sum % 11) % 11;
        return check != 10 && check == d[9] && (sum != 0 || check != 0);
    }
}
