package nl.duwtje.rules.text;

/** What may stand between the cells of a line of text. */
enum Separator {
    TAB('\t'), SEMICOLON(';'), BAR('|'), COMMA(','), GAP('\0');

    private static final int NEAR = 3;
    /** Not to be written to. An array: every line of every text is asked for each of them. */
    static final Separator[] IN_ORDER = values();

    private final char sign;

    Separator(char sign) {
        this.sign = sign;
    }

    /** How long the separator at {@code i} is; 0 when none stands there. A gap is two spaces or more within a line. */
    int width(char[] text, int i, int end) {
        return this == GAP ? gap(text, i, end) : text[i] == sign ? 1 : 0;
    }

    /** The character it is; 0 for a gap. */
    char sign() {
        return sign;
    }

    private static int gap(char[] text, int i, int end) {
        int behind = i;
        while (behind < end && text[behind] == ' ') {
            behind++;
        }
        return behind - i >= 2 && behind < end && i > 0 && text[i - 1] > ' ' ? behind - i : 0;
    }

    /** Whether a line with {@code other} of them can belong to a table whose first line has {@code first}. */
    boolean isAlike(int first, int other) {
        return switch (this) {
            case TAB, SEMICOLON, BAR -> other > 0;
            case COMMA, GAP -> other == first;
        };
    }

    /** Whether every cell of a line stands under one of the first line: some of its columns are empty. */
    static boolean isAligned(Lines lines, int first, int line) {
        int[] columns = lines.gapStarts(first);
        for (int start : lines.gapStarts(line)) {
            if (Math.abs(columns[nearest(columns, start)] - start) > NEAR) {
                return false;
            }
        }
        return true;
    }

    /** The column that starts nearest to a place. */
    static int nearest(int[] starts, int place) {
        int best = 0;
        for (int i = 1; i < starts.length; i++) {
            best = Math.abs(starts[i] - place) < Math.abs(starts[best] - place) ? i : best;
        }
        return best;
    }

    /** How many lines make it a table: sentences have commas too, but seldom three times the same number, and with a space behind. */
    int fewestLines(Lines lines, int first, int behind) {
        return switch (this) {
            case TAB, SEMICOLON, BAR -> 2;
            case GAP -> 3;
            case COMMA -> lines.looksLikeSentences(first, behind) ? 4 : lines.countOf(first, this) > 1 ? 2 : 3;
        };
    }
}
