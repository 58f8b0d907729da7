package nl.duwtje.rules.text;

/**
 * A table that fell apart into one cell a line, as happens when it is pasted as text: long numbers return every so many lines. Also a list of
 * numbers, one a line. The cells of the first row may be the names of the columns. Serves one line after the other; not safe for several threads.
 */
final class Stacked {

    private static final int LONGEST_LINE = 80;
    private static final int MOST_COLUMNS = 12;
    private static final int FEWEST_ROWS = 3;
    private static final int FEWEST_IN_LIST = 5;

    private final Lines lines;
    private char[] text;
    private int first;
    private int behind;
    private int columns;

    Stacked(Lines lines) {
        this.lines = lines;
    }

    /** Whether the short lines from {@code line} on, up to a blank one, are a table. */
    boolean begins(char[] units, int line) {
        text = units;
        first = line;
        columns = 0;
        behind = line;
        while (behind < lines.count() && lines.end(behind) - lines.start(behind) <= LONGEST_LINE
                && (!lines.isEmpty(behind) || goesOn(text, lines, behind))) {
            behind++;
        }
        behind = Math.max(behind, line + 1);
        measure();
        return columns > 0;
    }

    /** Whether a list of numbers goes on below an empty line. */
    private static boolean goesOn(char[] text, Lines lines, int line) {
        return line > 0 && line + 1 < lines.count() && isNumber(text, lines, line - 1) && isNumber(text, lines, line + 1);
    }

    /** Behind the last line that was looked at. */
    int behind() {
        return behind;
    }

    /** @param whole the text as what the table's cells are cut from */
    DelimitedText.Region region(CharSequence whole) {
        Table.Builder table = new Table.Builder(whole);
        int at = 0;
        for (int line = first; line < behind; line++) {
            if (columns > 1 || !lines.isEmpty(line)) {
                table.add(at / columns, at % columns, lines.start(line), trimmed(line));
                at++;
            }
        }
        return new DelimitedText.Region(lines.start(first), lines.end(behind - 1), table.build(""));
    }

    private int trimmed(int line) {
        int end = lines.end(line);
        while (end > lines.start(line) && text[end - 1] <= ' ') {
            end--;
        }
        return end;
    }

    private void measure() {
        int one = -1;
        int all = 0;
        for (int line = first; line < behind; line++) {
            if (isNumber(text, lines, line)) {
                one = one < 0 ? line - first : one;
                all++;
            }
        }
        if (all < FEWEST_ROWS) {
            return;
        }
        boolean[] number = new boolean[behind - first];
        for (int i = one; i < number.length; i++) {
            number[i] = isNumber(text, lines, first + i);
        }
        for (int k = 1; k <= MOST_COLUMNS; k++) {
            int rows = 0;
            int hits = 0;
            for (int i = one; i < number.length; i += k) {
                rows += k == 1 && lines.isEmpty(first + i) ? 0 : 1;
                hits += number[i] ? 1 : 0;
            }
            if (hits >= (k == 1 ? FEWEST_IN_LIST : FEWEST_ROWS) && hits * 10 >= rows * 8) {
                columns = k;
                return;
            }
        }
    }

    /** Whether the line is one long number: eight to thirteen digits and what people write between, no date. */
    private static boolean isNumber(char[] text, Lines lines, int line) {
        int digits = 0;
        int others = 0;
        for (int i = lines.start(line); i < lines.end(line); i++) {
            char c = text[i];
            if (Character.isDigit(c)) {
                digits++;
            } else if (c == '.' || c == '-' || c == ' ' || c == '\u00a0' || c == '"') {
                others++;
            } else if (c > ' ') {
                return false;
            }
        }
        return digits >= 8 && digits <= 13 && !(digits == 8 && others == 2 && text[lines.start(line)] != '"');
    }
}
