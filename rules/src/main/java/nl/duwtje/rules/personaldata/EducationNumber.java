package nl.duwtje.rules.personaldata;

/**
 * The Dutch onderwijsnummer: nine digits that start with 10, of which the weighted sum of the BSN is 5 modulo 11.
 */
final class EducationNumber {

    private EducationNumber() {}

    /** Whether the digits are one. */
    static boolean passes(int[] d) {
        if (d[0] != 1 || d[1] != 0) {
            return false;
        }
        int sum = -d[8];
        for (int i = 0; i < 8; i++) {
            sum += (9 - i) * d[i];
        }
        return Math.floorMod(sum, 11) == 5;
    }
}
