package nl.duwtje.rules.personaldata;

/** A value with its middle hidden, so that it can be shown. */
final class Sample {

    private static final int HIDDEN = 3;
    private static final int TAIL = 3;

    private Sample() {}

    /** "123•••782": the first and the last letters and digits, fewer when there are few, nothing else of it. */
    static String of(char[] text, int start, int end, int most) {
        int enough = 3 * Math.max(most, TAIL);
        int n = 0;
        for (int i = start; i < end && n < enough; i++) {
            n += Characters.folded(text[i]) != 0 ? 1 : 0;
        }
        int head = Math.min(most, n / 3);
        int tail = Math.min(TAIL, n / 3);
        char[] shown = new char[head + HIDDEN + tail];
        for (int at = 0, i = start; at < head; i++) {
            char folded = Characters.folded(text[i]);
            if (folded != 0) {
                shown[at++] = folded;
            }
        }
        java.util.Arrays.fill(shown, head, head + HIDDEN, '•');
        for (int at = shown.length, i = end - 1; at > head + HIDDEN; i--) {
            char folded = Characters.folded(text[i]);
            if (folded != 0) {
                shown[--at] = folded;
            }
        }
        return new String(shown);
    }
}
