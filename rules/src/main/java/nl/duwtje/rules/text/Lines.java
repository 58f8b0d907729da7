package nl.duwtje.rules.text;

import java.util.Arrays;

/** The lines of a text and how often each separator stands in each: one pass, and a second one for gaps. A quoted cell may run over several lines. */
final class Lines {

    private static final int KINDS = Separator.values().length;
    /** Per line: start, end, the count of each separator, and of commas with a space behind. */
    private static final int WIDTH = 3 + KINDS;
    private static final int LONGEST_QUOTE = 2_000;
    private static final int STRETCH = 1024;
    /** Gaps are counted when somebody asks. */
    private static final int UNKNOWN = -1;

    /** What is counted, or ends a line; of what lies beyond ASCII some is looked at for nothing. */
    private static final boolean[] COUNTED = new boolean[128];

    static {
        for (char c : new char[]{'\n', '\r', '\t', ';', '|', ',', '"'}) {
            COUNTED[c] = true;
        }
    }

    private char[] text;
    private int from;
    private int to;
    /** Whether two spaces stand together anywhere, once that was {@link #looked} at: most tables are cut by something else. */
    private boolean gaps;
    private boolean looked;
    private int[] data = new int[WIDTH * 64];
    private int count;

    /** Reads the lines in {@code from..to}. */
    void read(char[] text, int from, int to) {
        this.text = text;
        this.from = from;
        this.to = to;
        looked = false;
        count = 0;
        int start = from;
        while (start < to) {
            start = read(start);
        }
    }

    /** How many lines there is room for. */
    int room() {
        return data.length / WIDTH;
    }

    int count() {
        return count;
    }

    int start(int line) {
        return data[line * WIDTH];
    }

    int end(int line) {
        return data[line * WIDTH + 1];
    }

    int countOf(int line, Separator separator) {
        int at = line * WIDTH + 3 + separator.ordinal();
        if (data[at] == UNKNOWN) {
            data[at] = hasGaps() ? gaps(start(line), end(line)) : 0;
        }
        return data[at];
    }

    private boolean hasGaps() {
        if (!looked) {
            gaps = hasGap(text, from, to);
            looked = true;
        }
        return gaps;
    }

    /** Whether two spaces stand together; without branches, so that many characters are compared at once. */
    private static boolean hasGap(char[] units, int from, int to) {
        for (int start = from; start + 1 < to; start += STRETCH) {
            int end = Math.min(to - 1, start + STRETCH);
            int found = 0;
            for (int i = start; i < end; i++) {
                found |= (units[i] ^ ' ' | units[i + 1] ^ ' ') - 1;
            }
            if (found < 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether any separator stands in the line. */
    boolean isCut(int line) {
        int at = line * WIDTH + 3;
        // all but the gaps, which are looked for only where nothing else stands
        return data[at] + data[at + 1] + data[at + 2] + data[at + 3] > 0 || countOf(line, Separator.GAP) > 0;
    }

    /** Whether more than half of the commas have a space behind. */
    boolean looksLikeSentences(int first, int behind) {
        long commas = 0;
        long spaced = 0;
        for (int line = first; line < behind; line++) {
            commas += countOf(line, Separator.COMMA);
            spaced += data[line * WIDTH + 2];
        }
        return spaced * 2 > commas;
    }

    /** Whether nothing stands in the line, or a ruling. */
    boolean isEmpty(int line) {
        for (int i = start(line); i < end(line); i++) {
            char c = text[i];
            if (c > ' ' && c != '-' && c != '=' && c != '_' && c != '+' && c != '|' && c != '\u00a0') {
                return false;
            }
        }
        return true;
    }

    /** Whether a line without text has a ruling. */
    boolean isRuled(int line) {
        for (int i = start(line); i < end(line); i++) {
            if (text[i] > ' ') {
                return true;
            }
        }
        return false;
    }

    boolean hasDigit(int line) {
        for (int i = start(line); i < end(line); i++) {
            if (Character.isDigit(text[i])) {
                return true;
            }
        }
        return false;
    }

    /** Where the cells start that are cut by gaps, counted from the line's start. */
    int[] gapStarts(int line) {
        int[] starts = new int[countOf(line, Separator.GAP) + 1];
        while (start(line) + starts[0] < end(line) && text[start(line) + starts[0]] == ' ') {
            starts[0]++;
        }
        int n = 1;
        for (int i = start(line); i < end(line) && n < starts.length; i++) {
            int width = Separator.GAP.width(text, i, end(line));
            if (width > 0) {
                i += width - 1;
                starts[n++] = i + 1 - start(line);
            }
        }
        return starts;
    }

    private int read(int start) {
        if ((count + 1) * WIDTH > data.length) {
            data = Arrays.copyOf(data, data.length * 2);
        }
        int tabs = 0;
        int semicolons = 0;
        int bars = 0;
        int commas = 0;
        int spaced = 0;
        char[] units = text;
        boolean[] counted = COUNTED;
        int length = to;
        int i = start;
        for (; i < length; i++) {
            if (!counted[units[i] & 127]) {
                continue;
            }
            char c = units[i];
            if (c == '\n' || c == '\r') {
                break;
            }
            switch (c) {
                case '\t' -> tabs++;
                case ';' -> semicolons++;
                case '|' -> bars++;
                case ',' -> {
                    commas++;
                    spaced += i + 1 < length && units[i + 1] == ' ' ? 1 : 0;
                }
                case '"' -> i = i == start || isSeparator(units[i - 1]) ? behindQuote(units, i, length) - 1 : i;
                default -> {
                    // beyond ASCII
                }
            }
        }
        int at = count * WIDTH;
        data[at] = start;
        data[at + 1] = i;
        data[at + 2] = spaced;
        data[at + 3] = tabs;
        data[at + 4] = semicolons;
        data[at + 5] = bars;
        data[at + 6] = commas;
        data[at + 7] = UNKNOWN;
        count++;
        return i + 1 < length && text[i] == '\r' && text[i + 1] == '\n' ? i + 2 : i + 1;
    }

    private static boolean isSeparator(char c) {
        return c == ';' || c == ',' || c == '\t' || c == '|';
    }

    private int gaps(int start, int end) {
        int found = 0;
        for (int i = start < end && text[start] == '"' ? behindQuote(text, start, to) : start + 1; i + 2 < to && i < end; i++) {
            if (text[i] == '"' && isSeparator(text[i - 1])) {
                i = behindQuote(text, i, to) - 1;
            } else if (text[i] == ' ' && text[i + 1] == ' ' && text[i - 1] > ' ' && endsInText(i + 2)) {
                found++;
            }
        }
        return found;
    }

    private boolean endsInText(int from) {
        int i = from;
        while (i < to && text[i] == ' ') {
            i++;
        }
        return i < to && text[i] > ' ';
    }

    /** Behind the quoted cell that opens at {@code open}; behind its quote alone when it does not close soon, or not before a separator. */
    static int behindQuote(char[] text, int open, int end) {
        int last = Math.min(end, open + LONGEST_QUOTE);
        for (int i = open + 1; i < last; i++) {
            if (text[i] == '"') {
                if (i + 1 < end && text[i + 1] == '"') {
                    i++;
                } else {
                    return i + 1;
                }
            }
        }
        return open + 1;
    }
}
