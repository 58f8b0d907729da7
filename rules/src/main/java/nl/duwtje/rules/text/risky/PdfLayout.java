package nl.duwtje.rules.text.risky;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import nl.duwtje.rules.text.Prose;
import nl.duwtje.rules.text.Sink;
import nl.duwtje.rules.text.Table;

/**
 * Running text and tables out of the lines of a page. Lines with cells that stand above one another are a table; a table that goes on over the page
 * keeps its header. Everything else is text. Not safe for several threads.
 */
final class PdfLayout {

    private static final int FEWEST_ROWS = 3;
    private static final int FEWEST_ROWS_OF_TWO = 4;

    /** Some words without a wide gap between them. */
    static final class Cell {
        private final StringBuilder text;
        private final float start;
        float end;

        Cell(StringBuilder text, float start) {
            this.text = text;
            this.start = start;
        }

        StringBuilder text() {
            return text;
        }

        float start() {
            return start;
        }
    }

    private final Sink sink;
    private List<String> header = List.of();

    PdfLayout(Sink sink) {
        this.sink = sink;
    }

    void page(int number, List<List<Cell>> lines) throws IOException {
        String page = "page " + number;
        StringBuilder prose = new StringBuilder();
        int tables = 0;
        List<String> carried = header;
        header = List.of();
        for (int at = 0; at < lines.size();) {
            int to = endOfRun(lines, at);
            List<List<Cell>> run = lines.subList(at, Math.max(to, at + 1));
            float[] borders = isTable(run) ? borders(run) : new float[0];
            if (borders.length > 0) {
                tables++;
                carried = table(page + ", table " + tables, run, borders, carried);
                header = carried;
                // the lines of the page keep their numbers
                prose.append("\n".repeat(run.size()));
            } else {
                for (List<Cell> line : run) {
                    line.forEach(cell -> prose.append(prose.isEmpty() || prose.charAt(prose.length() - 1) == '\n' ? "" : "\t").append(
                            cell.text));
                    prose.append('\n');
                }
            }
            at += run.size();
        }
        if (!prose.toString().isBlank()) {
            sink.add(new Prose(page, "line", prose));
        }
    }

    private static int endOfRun(List<List<Cell>> lines, int from) {
        int to = from;
        while (to < lines.size() && lines.get(to).size() >= 2) {
            to++;
        }
        return to;
    }

    /** A form of labels and values is none: its label stands beside the value, not above it. */
    private static boolean isTable(List<List<Cell>> run) {
        int widest = run.stream().mapToInt(List::size).max().orElse(0);
        if (run.size() < FEWEST_ROWS || widest < 2) {
            return false;
        }
        long labelled = run.stream().filter(line -> line.get(0).text.charAt(line.get(0).text.length() - 1) == ':').count();
        return labelled * 4 < run.size() && (widest > 2 || run.size() >= FEWEST_ROWS_OF_TWO && noDigits(run.get(0)));
    }

    private static boolean noDigits(List<Cell> line) {
        return line.stream().allMatch(cell -> cell.text.chars().noneMatch(Character::isDigit));
    }

    /** Where a column begins: behind each strip of the paper that no cell of the run covers. None when there are no two columns. */
    private static float[] borders(List<List<Cell>> run) {
        List<Cell> cells = new ArrayList<>();
        run.forEach(cells::addAll);
        cells.sort((a, b) -> Float.compare(a.start, b.start));
        float[] borders = new float[cells.size()];
        int count = 0;
        float covered = Float.NEGATIVE_INFINITY;
        for (Cell cell : cells) {
            if (cell.start > covered) {
                borders[count++] = cell.start;
            }
            covered = Math.max(covered, cell.end);
        }
        return count < 2 ? new float[0] : java.util.Arrays.copyOf(borders, count);
    }

    /** @return the header, for where the table goes on */
    private List<String> table(String place, List<List<Cell>> run, float[] borders, List<String> carried) throws IOException {
        Table.Builder table = new Table.Builder();
        int row = 0;
        boolean goesOn = carried.size() == borders.length && !noDigits(run.get(0));
        if (goesOn) {
            for (int i = 0; i < carried.size(); i++) {
                table.add(0, i, carried.get(i));
            }
            row++;
        }
        List<String> first = new ArrayList<>();
        for (List<Cell> line : run) {
            String[] texts = new String[borders.length];
            for (Cell cell : line) {
                int column = column(borders, cell.start);
                texts[column] = texts[column] == null ? cell.text.toString() : texts[column] + " " + cell.text;
            }
            for (int i = 0; i < texts.length; i++) {
                table.add(row, i, texts[i] == null ? "" : texts[i]);
                if (line == run.get(0)) {
                    first.add(texts[i] == null ? "" : texts[i]);
                }
            }
            row++;
        }
        sink.add(table.build(place));
        return goesOn ? carried : first;
    }

    private static int column(float[] borders, float start) {
        int column = 0;
        while (column + 1 < borders.length && borders[column + 1] <= start) {
            column++;
        }
        return column;
    }
}
