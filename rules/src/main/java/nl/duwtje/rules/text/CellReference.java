package nl.duwtje.rules.text;

/** "C7" as workbooks write it (ECMA-376 part 1, section 18.18.7). Counts from 0. */
final class CellReference {

    private static final int MOST_LETTERS = 3;
    private static final int HIGHEST = 100_000_000;

    private CellReference() {}

    /** -1 when it does not say. */
    static int column(String reference) {
        int letters = 0;
        int named = 0;
        while (letters < reference.length() && letters < MOST_LETTERS && isLetter(reference.charAt(letters))) {
            named = named * 26 + reference.charAt(letters++) - 'A' + 1;
        }
        return named - 1;
    }

    /** -1 when it does not say. */
    static int row(String reference) {
        int from = 0;
        while (from < reference.length() && isLetter(reference.charAt(from))) {
            from++;
        }
        return Math.max(-1, number(reference, from) - 1);
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z';
    }

    /** A whole number that stands behind {@code from}; -1 when it is none. */
    static int number(String text, int from) {
        int n = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9' || n > HIGHEST) {
                return -1;
            }
            n = n * 10 + c - '0';
        }
        return text.length() <= from ? -1 : n;
    }
}
