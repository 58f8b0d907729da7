package nl.duwtje.rules.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the tables in plain text: lines that follow one another and are cut alike by tabs, semicolons, bars, commas or wide gaps. Quoted cells
 * (RFC 4180) may hold the separator and line ends. Stateless.
 */
public final class DelimitedText {

    /** A table and the stretch of text it takes, whole lines. */
    public record Region(int start, int end, Table table) {}

    private DelimitedText() {}

    /** The tables of a text, in order, without overlap. */
    public static List<Region> find(String text) {
        Lines lines = new Lines(text);
        List<Region> regions = new ArrayList<>();
        int line = 0;
        while (line < lines.count()) {
            int next = line + 1;
            for (Separator separator : Separator.IN_ORDER) {
                int behind = lines.countOf(line, separator) == 0 ? line : run(lines, line, separator);
                if (behind - line >= separator.fewestLines(lines, line, behind)) {
                    regions.add(region(text, lines, line, behind, separator));
                    next = behind;
                    break;
                }
            }
            line = next;
        }
        return regions;
    }

    /** The first line behind {@code line} that is not cut like it. */
    private static int run(Lines lines, int line, Separator separator) {
        int expected = lines.countOf(line, separator);
        int behind = line + 1;
        while (behind < lines.count() && separator.isAlike(expected, lines.countOf(behind, separator))) {
            behind++;
        }
        return behind;
    }

    private static Region region(String text, Lines lines, int first, int behind, Separator separator) {
        Table.Builder table = new Table.Builder(text);
        for (int line = first; line < behind; line++) {
            cells(text, lines.start(line), lines.end(line), line - first, separator, table);
        }
        return new Region(lines.start(first), lines.end(behind - 1), table.build(""));
    }

    private static void cells(String text, int start, int end, int row, Separator separator, Table.Builder table) {
        int column = 0;
        int from = start;
        int i = start;
        while (i < end) {
            if (text.charAt(i) == '"' && isBlank(text, from, i)) {
                i = Lines.behindQuote(text, i, end);
                continue;
            }
            int width = separator.width(text, i, end);
            if (width > 0) {
                cell(text, from, i, row, column++, table);
                from = i + width;
                i = from;
            } else {
                i++;
            }
        }
        cell(text, from, end, row, column, table);
    }

    private static boolean isBlank(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != ' ') {
                return false;
            }
        }
        return true;
    }

    private static void cell(String text, int start, int end, int row, int column, Table.Builder table) {
        int from = start;
        int to = end;
        while (from < to && isEdge(text.charAt(from))) {
            from++;
        }
        while (to > from && isEdge(text.charAt(to - 1))) {
            to--;
        }
        table.add(row, column, from, to);
    }

    private static boolean isEdge(char c) {
        return c <= ' ' || c == '"' || c == '\u00a0';
    }
}
