package nl.duwtje.rules.personaldata;

/**
 * The Portuguese NIF: nine digits, weights 9 to 2, modulo 11; 1, 2, 3 or 45 first for people.
 */
final class PortugueseNif {

    private PortugueseNif() {}

    /** Whether the digits are one. */
    static boolean passes(int[] d) {
        if (d[0] < 1 || d[0] > 4 || d[0] == 4 && d[1] != 5) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 8; i++) {
            sum += (9 - i) * d[i];
        }
        return (11 - sum % 11) % 11 % 10 == d[8];
    }
}
