package nl.duwtje.rules.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Paragraphs and tables of WordprocessingML and of the text in slides (DrawingML), which name them alike: p, t, tbl, tr, tc. Deleted text that is
 * still tracked counts: the recipient can bring it back.
 */
final class WordText {

    private static final int MAX_SPAN = 100;

    private final String place;
    private final Blocks blocks;
    private final StringBuilder prose = new StringBuilder();
    private final Deque<Open> tables = new ArrayDeque<>();
    private int count;
    private boolean inText;

    WordText(String place, Blocks blocks) {
        this.place = place;
        this.blocks = blocks;
    }

    /** A table that has begun. */
    private static final class Open {
        private final Table.Builder table = new Table.Builder();
        private final StringBuilder cell = new StringBuilder();
        private int row = -1;
        private int column;
        private int span = 1;
    }

    void read(InputStream in) throws IOException {
        try (Xml xml = new Xml(in)) {
            while (xml.next()) {
                if (xml.isStart()) {
                    start(xml);
                } else if (xml.isEnd()) {
                    end(xml.name());
                } else if (inText && xml.isText()) {
                    xml.appendTo(sink());
                    blocks.budget().checkChars(sink().length());
                }
            }
        } finally {
            while (!tables.isEmpty()) {
                endTable();
            }
            if (!prose.toString().isBlank()) {
                blocks.add(new Prose(place, "paragraph", prose));
            }
        }
    }

    private StringBuilder sink() {
        return tables.isEmpty() ? prose : tables.peek().cell;
    }

    private void start(Xml xml) throws IOException {
        switch (xml.name()) {
            case "t", "delText" -> inText = true;
            // the same shapes again, for programs of before 2010; and tab stops, which are no text
            case "Fallback", "tabs" -> xml.skip();
            case "tab" -> sink().append('\t');
            case "br", "cr" -> sink().append('\u000b');
            case "noBreakHyphen" -> sink().append('-');
            case "tbl" -> tables.push(new Open());
            case "tr" -> {
                if (!tables.isEmpty()) {
                    tables.peek().row++;
                    tables.peek().column = 0;
                }
            }
            case "tc" -> {
                if (!tables.isEmpty()) {
                    tables.peek().cell.setLength(0);
                    tables.peek().span = span(xml.attribute("gridSpan"));
                }
            }
            case "gridSpan" -> {
                if (!tables.isEmpty()) {
                    tables.peek().span = span(xml.attribute("val"));
                }
            }
            default -> {
                // formatting
            }
        }
    }

    private void end(String name) throws IOException {
        switch (name) {
            case "t", "delText" -> inText = false;
            case "p" -> sink().append('\n');
            case "tc" -> {
                if (!tables.isEmpty()) {
                    Open open = tables.peek();
                    open.table.add(Math.max(0, open.row), open.column, open.cell.toString().strip());
                    open.column += open.span;
                    open.span = 1;
                    open.cell.setLength(0);
                    blocks.budget().checkChars(open.table.length() + 4L * open.table.size());
                }
            }
            case "tbl" -> {
                if (!tables.isEmpty()) {
                    endTable();
                }
            }
            default -> {
                // formatting
            }
        }
        blocks.budget().checkTime();
    }

    private void endTable() throws IOException {
        Open open = tables.pop();
        blocks.add(open.table.build(Block.join(place, "table " + ++count)));
    }

    private static int span(String columns) {
        return columns.length() == 1 || columns.length() == 2 ? Math.clamp(digits(columns), 1, MAX_SPAN) : 1;
    }

    private static int digits(String text) {
        int n = 0;
        for (char c : text.toCharArray()) {
            n = n * 10 + Character.digit(c, 10);
        }
        return n;
    }
}
