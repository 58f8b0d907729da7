package nl.duwtje.rules.personaldata;

/** A value with its middle hidden, so that it can be shown. */
final class Sample {

    private static final int HIDDEN = 3;

    private Sample() {}

    /** "123•••782": the first and the last letters and digits, fewer when there are few, nothing else of it. */
    static String of(char[] text, int start, int end, int most) {
        int n = 0;
        for (int i = start; i < end; i++) {
            n += Characters.folded(text[i]) != 0 ? 1 : 0;
        }
        int head = Math.min(most, n / 3);
        int tail = Math.min(3, n / 3);
        char[] shown = new char[head + HIDDEN + tail];
        java.util.Arrays.fill(shown, head, head + HIDDEN, '•');
        int at = 0;
        for (int i = start; i < end; i++) {
            char folded = Characters.folded(text[i]);
            if (folded != 0) {
                if (at < head) {
                    shown[at] = folded;
                } else if (at >= n - tail) {
                    shown[head + HIDDEN + at - (n - tail)] = folded;
                }
                at++;
            }
        }
        return new String(shown);
    }
}
