package nl.duwtje.rules.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * Paragraphs and tables of WordprocessingML and of the text in slides and charts (DrawingML), which name them alike: p, t, tbl, tr, tc. Deleted
 * text that is still tracked counts, because the recipient can bring it back: a paragraph that was changed is followed by what it said before. Text
 * boxes are texts of their own, and so are the codes of fields.
 */
final class WordText {

    private static final int MAX_SPAN = 100;

    private final String place;
    private final Blocks blocks;
    private final Deque<Flow> flows = new ArrayDeque<>();
    private final StringBuilder fields = new StringBuilder();
    private int tables;
    private int deletions;
    private int insertions;
    private boolean inText;
    private boolean inField;

    WordText(String place, Blocks blocks) {
        this.place = place;
        this.blocks = blocks;
        flows.push(new Flow());
    }

    /** Text that runs on: the document, a text box, or the cells of a table one after another. */
    private static final class Flow {
        private final StringBuilder now = new StringBuilder();
        /** The paragraph as it was before the changes that are tracked. */
        private final StringBuilder before = new StringBuilder();
        private boolean changed;
        /** Null when it is no table. */
        private final Table.Builder table;
        private int row = -1;
        private int column;
        private int span = 1;

        Flow() {
            table = null;
        }

        Flow(Table.Builder table) {
            this.table = table;
        }

        void endParagraph() {
            if (changed && !before.isEmpty()) {
                now.append('\u000b').append(before);
            }
            now.append('\n');
            before.setLength(0);
            changed = false;
        }

        long length() {
            return now.length() + (long) before.length() + (table == null ? 0 : table.length() + 4L * table.size());
        }
    }

    void read(InputStream in) throws IOException {
        try (Xml xml = new Xml(in)) {
            while (xml.next()) {
                if (xml.isStart()) {
                    start(xml);
                } else if (xml.isEnd()) {
                    end(xml.name());
                } else if (inText && xml.isText()) {
                    text(xml);
                }
            }
        } finally {
            while (flows.size() > 1) {
                endFlow();
            }
            prose(flows.peek(), place);
            if (!fields.isEmpty()) {
                blocks.addBeside(new Prose(Block.join(place, "fields"), "", fields));
            }
        }
    }

    private void text(Xml xml) throws IOException {
        Flow flow = flows.peek();
        if (inField) {
            xml.appendTo(fields);
            blocks.budget().checkChars(fields.length());
            return;
        }
        if (deletions == 0) {
            xml.appendTo(flow.now);
        }
        if (insertions == 0) {
            xml.appendTo(flow.before);
        }
        flow.changed |= deletions > 0;
        blocks.budget().checkChars(flow.length());
    }

    private void append(char c) {
        flows.peek().now.append(c);
        flows.peek().before.append(c);
    }

    private void start(Xml xml) throws IOException {
        Flow flow = flows.peek();
        switch (xml.name()) {
            case "t", "text", "v" -> inText = true;
            case "delText" -> inText = true;
            case "instrText", "delInstrText" -> {
                inText = true;
                inField = true;
            }
            case "fldSimple" -> fields.append(xml.attribute("instr")).append('\n');
            case "docVar" -> fields.append(xml.attribute("name")).append(": ").append(xml.attribute("val")).append('\n');
            case "docPr", "cNvPr" -> described(xml);
            case "del", "moveFrom" -> deletions++;
            case "ins", "moveTo" -> insertions++;
            // the same shapes again, for programs of before 2010; and tab stops, which are no text
            case "Fallback", "tabs" -> xml.skip();
            case "footnote", "endnote" -> {
                // the line above the notes is kept as a note
                if (xml.attribute("type").toLowerCase(Locale.ROOT).endsWith("separator")) {
                    xml.skip();
                }
            }
            case "tab" -> append('\t');
            case "br", "cr" -> append('\u000b');
            case "noBreakHyphen" -> append('-');
            case "txbxContent" -> flows.push(new Flow());
            case "tbl" -> flows.push(new Flow(new Table.Builder()));
            case "tr" -> {
                if (flow.table != null) {
                    flow.row++;
                    flow.column = 0;
                }
            }
            case "tc" -> {
                if (flow.table != null) {
                    flow.now.setLength(0);
                    flow.span = span(xml.attribute("gridSpan"));
                }
            }
            case "gridSpan" -> flow.span = span(xml.attribute("val"));
            default -> {
                // formatting
            }
        }
    }

    /** What is read aloud for a picture. */
    private void described(Xml xml) throws IOException {
        for (String name : new String[]{"title", "descr"}) {
            String value = xml.attribute(name);
            if (!value.isEmpty()) {
                fields.append(value).append('\n');
                blocks.budget().checkChars(fields.length());
            }
        }
    }

    private void end(String name) throws IOException {
        switch (name) {
            case "t", "delText" -> inText = false;
            case "text", "v" -> {
                inText = false;
                append('\n');
            }
            case "instrText", "delInstrText" -> {
                inText = false;
                inField = false;
                // the code of one field comes in pieces
            }
            case "del", "moveFrom" -> deletions--;
            case "ins", "moveTo" -> insertions--;
            case "p" -> {
                flows.peek().endParagraph();
                if (!fields.isEmpty() && fields.charAt(fields.length() - 1) != '\n') {
                    fields.append('\n');
                }
            }
            case "tc" -> endCell(flows.peek());
            case "tbl", "txbxContent" -> {
                if (flows.size() > 1 && (flows.peek().table != null) == name.equals("tbl")) {
                    endFlow();
                }
            }
            default -> {
                // formatting
            }
        }
        blocks.budget().checkTime();
    }

    private void endCell(Flow flow) throws IOException {
        if (flow.table != null) {
            flow.table.add(Math.max(0, flow.row), flow.column, flow.now.toString().strip());
            flow.column += flow.span;
            flow.span = 1;
            flow.now.setLength(0);
            flow.before.setLength(0);
            blocks.budget().checkChars(flow.length());
        }
    }

    private void endFlow() throws IOException {
        Flow flow = flows.pop();
        if (flow.table != null) {
            blocks.add(flow.table.build(Block.join(place, "table " + ++tables)));
        } else {
            prose(flow, Block.join(place, "text box"));
        }
    }

    private void prose(Flow flow, String where) throws IOException {
        if (flow.changed) {
            flow.endParagraph();
        }
        if (!flow.now.toString().isBlank()) {
            blocks.add(new Prose(where, "paragraph", flow.now));
        }
    }

    private static int span(String columns) {
        int n = CellReference.number(columns, 0);
        return n < 1 ? 1 : Math.min(n, MAX_SPAN);
    }
}
