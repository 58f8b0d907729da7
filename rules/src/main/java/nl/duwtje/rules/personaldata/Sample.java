package nl.duwtje.rules.personaldata;

/** A value with its middle hidden, so that it can be shown. */
final class Sample {

    private Sample() {}

    /** "123•••782": the first and the last letters and digits, fewer when there are few, nothing else of it. */
    static String of(char[] text, int start, int end, int most) {
        StringBuilder all = new StringBuilder();
        for (int i = start; i < end; i++) {
            char folded = Characters.folded(text[i]);
            if (folded != 0) {
                all.append(folded);
            }
        }
        int shown = all.length() / 3;
        int head = Math.min(most, shown);
        return all.substring(0, head) + "•••" + all.substring(all.length() - Math.min(3, shown));
    }
}
