package nl.duwtje.rules.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the tables in plain text: lines that follow one another and are cut alike by tabs, semicolons, bars, commas or wide gaps; HTML rows that are
 * written out; and tables that fell apart into one cell a line. Quoted cells (RFC 4180) may hold the separator and line ends; blank and ruled lines
 * do not end a table. Not safe for several threads; {@link #find} is.
 */
public final class DelimitedText {

    /** A table and the stretch of text it takes. */
    public record Region(int start, int end, Table table) {}

    /** So many lines are a table, whatever separates. */
    private static final int ENOUGH = 4;
    private static final int MOST_GAPS = 100;
    private static final int LONGEST_HEAD = 4_000;

    private final Lines lines = new Lines();
    private final Stacked stacked = new Stacked(lines);
    private Stretch whole;
    private char[] text;
    private List<Region> regions;

    /** Room to work in, to be used again and again. */
    public DelimitedText() {}

    /** The tables of a text, in order, without overlap. */
    public static List<Region> find(String text) {
        return new DelimitedText().in(Stretch.of(text), text.toCharArray());
    }

    /** The same, for a text whose characters stand at the start of {@code units} too. */
    public List<Region> in(Stretch text, char[] units) {
        this.whole = text;
        this.text = units;
        this.regions = new ArrayList<>(0);
        int at = 0;
        for (Region markup : MarkupRows.find(text)) {
            read(at, markup.start());
            regions.add(markup);
            at = markup.end();
        }
        read(at, text.length());
        return regions;
    }

    /** How many lines it has room for by now. */
    public int room() {
        return lines.room();
    }

    private void read(int from, int to) {
        lines.read(text, from, to);
        int line = 0;
        int taken = 0;
        int tried = 0;
        while (line < lines.count()) {
            int next = line + 1;
            if (lines.isCut(line)) {
                next = cut(line, taken);
                taken = next > line + 1 ? next : taken;
            }
            if (next == line + 1 && taken != next && line >= tried) {
                boolean table = stacked.begins(text, line);
                tried = stacked.behind();
                if (table) {
                    regions.add(stacked.region(whole.text()));
                    next = tried;
                    taken = tried;
                }
            }
            line = next;
        }
    }

    /** Adds the table that begins with this line, if one does, and gives the line behind it; else the next line. */
    private int cut(int line, int taken) {
        for (Separator separator : Separator.IN_ORDER) {
            int behind = lines.countOf(line, separator) == 0 ? line : run(line, separator);
            if (behind > line && behind - line >= separator.fewestLines(lines, line, behind)) {
                region(line > taken && isHead(line - 1, separator) ? line - 1 : line, behind, separator);
                return behind;
            }
        }
        return line + 1;
    }

    /** The first line behind {@code line} that is not cut like it. */
    private int run(int line, Separator separator) {
        int behind = line + 1;
        while (behind < lines.count()) {
            int next = behind;
            while (next < lines.count() && next - behind < 3 && lines.isEmpty(next)) {
                next++;
            }
            if (next >= lines.count() || !isAlike(line, next, separator)) {
                break;
            }
            boolean apart = next > behind && !lines.isRuled(behind);
            if (apart && (lines.countOf(next, separator) != lines.countOf(line, separator)
                    || behind - line < ENOUGH && behind - line < separator.fewestLines(lines, line, behind) || !lines.hasDigit(next))) {
                break; // a line cut otherwise, or a head, below a blank line begins something else
            }
            behind = next + 1;
        }
        return behind;
    }

    private boolean isAlike(int first, int line, Separator separator) {
        int expected = lines.countOf(first, separator);
        int other = lines.countOf(line, separator);
        return separator.isAlike(expected, other)
                || separator == Separator.GAP && other > 0 && other < expected && expected <= MOST_GAPS
                        && lines.end(first) - lines.start(first) <= LONGEST_HEAD && Separator.isAligned(lines, first, line);
    }

    /** Names of columns above rows that have more separators than they do: "107.635,27" where the comma separates. */
    private boolean isHead(int line, Separator separator) {
        return separator == Separator.COMMA && lines.countOf(line, separator) > 0 && !lines.hasDigit(line)
                && !lines.looksLikeSentences(line, line + 1);
    }

    private void region(int first, int behind, Separator separator) {
        Table.Builder table = new Table.Builder(whole.text(), expected(first, behind, separator));
        int[] starts = separator == Separator.GAP ? lines.gapStarts(first) : null;
        int row = 0;
        for (int line = first; line < behind; line++) {
            if (!lines.isEmpty(line)) {
                boolean gaps = starts != null && lines.countOf(line, separator) < starts.length - 1;
                cells(lines.start(line), lines.end(line), row++, separator, gaps ? starts : null, table);
            }
        }
        regions.add(new Region(lines.start(first), lines.end(behind - 1), table.build("")));
    }

    /** How many cells there will be: as many in each line as in the first, each with a separator. */
    private int expected(int first, int behind, Separator separator) {
        long cells = (long) (behind - first) * (lines.countOf(first, separator) + 1);
        return (int) Math.min(cells, (lines.end(behind - 1) - lines.start(first)) / 2 + 1);
    }

    /** @param starts where the columns start, for a line that leaves some empty; else null */
    private void cells(int start, int end, int row, Separator separator, int[] starts, Table.Builder table) {
        int column = 0;
        int from = start;
        while (starts != null && from < end && text[from] == ' ') {
            from++;
        }
        char sign = separator.sign();
        int i = from;
        while (i < end) {
            char c = text[i];
            if (c == '"' && isBlank(text, from, i)) {
                i = Lines.behindQuote(text, i, end);
                continue;
            }
            int width = sign != 0 ? c == sign ? 1 : 0 : separator.width(text, i, end);
            if (width > 0) {
                cell(from, i, row, starts == null ? column++ : Separator.nearest(starts, from - start), table);
                from = i + width;
                i = from;
            } else {
                i++;
            }
        }
        cell(from, end, row, starts == null ? column : Separator.nearest(starts, from - start), table);
    }

    private static boolean isBlank(char[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] != ' ') {
                return false;
            }
        }
        return true;
    }

    private void cell(int start, int end, int row, int column, Table.Builder table) {
        int from = start;
        int to = end;
        while (from < to && isEdge(text[from])) {
            from++;
        }
        while (to > from && isEdge(text[to - 1])) {
            to--;
        }
        table.add(row, column, from, to);
    }

    private static boolean isEdge(char c) {
        return c <= ' ' || c == '"' || c == '\u00a0';
    }
}
