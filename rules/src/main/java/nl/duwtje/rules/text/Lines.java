package nl.duwtje.rules.text;

import java.util.Arrays;

/** The lines of a text and how often each separator stands in each: one pass. A quoted cell may run over several lines. */
final class Lines {

    private static final int KINDS = Separator.values().length;
    /** Per line: start, end, the count of each separator, and of commas with a space behind. */
    private static final int WIDTH = 3 + KINDS;
    private static final int LONGEST_QUOTE = 2_000;

    private final String text;
    private final int to;
    private int[] data;
    private int count;

    Lines(String text, int from, int to) {
        this.text = text;
        this.to = to;
        int lines = 1;
        for (int i = text.indexOf('\n', from, to); i >= 0; i = text.indexOf('\n', i + 1, to)) {
            lines++;
        }
        data = new int[WIDTH * lines];
        int start = from;
        while (start < to) {
            start = read(start);
        }
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
        return data[line * WIDTH + 3 + separator.ordinal()];
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
            char c = text.charAt(i);
            if (c > ' ' && c != '-' && c != '=' && c != '_' && c != '+' && c != '|' && c != '\u00a0') {
                return false;
            }
        }
        return true;
    }

    /** Whether a line without text has a ruling. */
    boolean isRuled(int line) {
        for (int i = start(line); i < end(line); i++) {
            if (text.charAt(i) > ' ') {
                return true;
            }
        }
        return false;
    }

    boolean hasDigit(int line) {
        for (int i = start(line); i < end(line); i++) {
            if (Character.isDigit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Where the cells start that are cut by gaps, counted from the line's start. */
    int[] gapStarts(int line) {
        int[] starts = new int[countOf(line, Separator.GAP) + 1];
        while (start(line) + starts[0] < end(line) && text.charAt(start(line) + starts[0]) == ' ') {
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
        int gaps = 0;
        char before = ';';
        int i = start;
        int length = to;
        for (; i < length; i++) {
            char c = text.charAt(i);
            if (c > ';' && c != '|') {
                before = c;
                continue;
            }
            if (c == '\n' || c == '\r') {
                break;
            }
            switch (c) {
                case '\t' -> tabs++;
                case ';' -> semicolons++;
                case '|' -> bars++;
                case ',' -> commas++;
                case ' ' -> {
                    spaced += before == ',' ? 1 : 0;
                    gaps += i > start && before > ' ' && i + 2 < length && text.charAt(i + 1) == ' ' && endsInText(i + 2) ? 1 : 0;
                }
                case '"' -> {
                    if (before == ';' || before == ',' || before == '\t' || before == '|') {
                        i = behindQuote(text, i, length) - 1;
                    }
                }
                default -> {
                    // nothing to count
                }
            }
            before = c;
        }
        int at = count * WIDTH;
        data[at] = start;
        data[at + 1] = i;
        data[at + 2] = spaced;
        data[at + 3] = tabs;
        data[at + 4] = semicolons;
        data[at + 5] = bars;
        data[at + 6] = commas;
        data[at + 7] = gaps;
        count++;
        return i + 1 < length && text.charAt(i) == '\r' && text.charAt(i + 1) == '\n' ? i + 2 : i + 1;
    }

    private boolean endsInText(int from) {
        int i = from;
        while (i < to && text.charAt(i) == ' ') {
            i++;
        }
        return i < to && text.charAt(i) > ' ';
    }

    /** Behind the quoted cell that opens at {@code open}; behind its quote alone when it does not close soon, or not before a separator. */
    static int behindQuote(String text, int open, int end) {
        int last = Math.min(end, open + LONGEST_QUOTE);
        for (int i = open + 1; i < last; i++) {
            if (text.charAt(i) == '"') {
                if (i + 1 < end && text.charAt(i + 1) == '"') {
                    i++;
                } else {
                    return i + 1;
                }
            }
        }
        return open + 1;
    }
}
