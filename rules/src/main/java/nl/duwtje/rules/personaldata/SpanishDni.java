package nl.duwtje.rules.personaldata;

/**
 * The Spanish DNI (eight digits and a letter) and NIE (X, Y or Z, seven digits and a letter): the letter is the number modulo 23.
 */
final class SpanishDni {

    private SpanishDni() {}

    /** Whether the letters (upper case) and digits are one. */
    static boolean passes(char[] c) {
        int number = c[0] >= 'X' && c[0] <= 'Z' ? c[0] - 'X' : c[0] <= '9' ? c[0] - '0' : -1;
        if (number < 0) {
            return false;
        }
        for (int i = 1; i < 8; i++) {
            if (c[i] > '9') {
                return false;
            }
            number = number * 10 + c[i] - '0';
        }
        return "TRWAGMYFPDXBNJZSQVHLCKE".charAt(number % 23) == c[8];
    }
}
