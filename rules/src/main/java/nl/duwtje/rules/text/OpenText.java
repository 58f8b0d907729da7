package nl.duwtje.rules.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The text of one OpenDocument part: paragraphs, tables with their sheets and cells, slides, headers. Notes, comments, text boxes and deleted text are
 * texts of their own. A number counts as it is stored, not as it is shown.
 */
final class OpenText {

    private static final int MOST_SPACES = 100;
    private static final int MOST_REPEATED = 10_000_000;

    private final String place;
    private final String kind;
    private final Blocks blocks;
    private final Deque<Flow> flows = new ArrayDeque<>();
    private final StringBuilder fields = new StringBuilder();
    private String page = "";
    private int pages;
    private int sheets;
    private int tables;
    private int inParagraph;
    private boolean picture;
    private boolean inSheets;

    OpenText(String place, String kind, Blocks blocks) {
        this.place = place;
        this.kind = kind;
        this.blocks = blocks;
        flows.push(new Flow("", "", null));
    }

    /** Text that runs on until {@code element} ends. */
    private static final class Flow {
        private final String element;
        private final String place;
        private final StringBuilder text = new StringBuilder();
        private final Table.Builder table;
        private int row = -1;
        private int rowsRepeated = 1;
        private int column;
        private int columnsRepeated = 1;
        private String value = "";
        private int outerParagraphs;

        Flow(String element, String place, Table.Builder table) {
            this.element = element;
            this.place = place;
            this.table = table;
        }
    }

    void read(InputStream in) throws IOException {
        blocks.page();
        try (Xml xml = new Xml(in)) {
            while (xml.next()) {
                if (xml.isStart()) {
                    start(xml);
                } else if (xml.isEnd()) {
                    end(xml.name());
                } else if (inParagraph > 0 && xml.isText()) {
                    xml.appendTo(flows.peek().text);
                    blocks.budget().checkChars(length());
                }
            }
        } finally {
            while (!flows.isEmpty()) {
                endFlow();
            }
            blocks.endPage(picture && !kind.equals("styles"));
            if (!fields.isEmpty()) {
                blocks.add(new Prose(Block.join(place, "fields"), "", fields));
            }
        }
    }

    private long length() {
        Flow flow = flows.peek();
        return flow.text.length() + (flow.table == null ? 0 : flow.table.length() + 4L * flow.table.size());
    }

    private void start(Xml xml) throws IOException {
        Flow flow = flows.peek();
        switch (xml.name()) {
            case "p", "h" -> inParagraph++;
            case "s" -> flow.text.repeat(' ', Math.min(number(xml.attribute("c")), MOST_SPACES));
            case "tab" -> flow.text.append('\t');
            case "line-break" -> flow.text.append('\u000b');
            case "table" -> flows.push(inside("table", tablePlace(xml), new Table.Builder()));
            case "table-row" -> {
                if (flow.table != null) {
                    flow.row += flow.rowsRepeated;
                    flow.rowsRepeated = Math.min(number(xml.attribute("number-rows-repeated")), MOST_REPEATED);
                    flow.column = 0;
                }
            }
            case "table-cell", "covered-table-cell" -> startCell(xml, flow);
            case "page" -> {
                page = "slide " + ++pages;
                picture = false;
                blocks.page();
                flows.push(inside("page", page, null));
            }
            case "notes" -> flows.push(inside("notes", Block.join(page, "notes"), null));
            case "note-body" -> flows.push(inside("note-body", "notes", null));
            case "note-citation", "shapes" -> {
                if (xml.name().equals("note-citation")) {
                    xml.skip();
                }
            }
            case "image" -> {
                // beside an object stands its picture, and the object is read
                picture |= !xml.attribute("href").contains("ObjectReplacements");
                values(xml);
            }
            case "annotation" -> flows.push(inside("annotation", Block.join(cellPlace(flow), "comments"), null));
            case "spreadsheet" -> inSheets = true;
            case "meta" -> {
                // of a document in one file; in a paragraph it is a remark to a word
                if (flows.size() == 1 && inParagraph == 0) {
                    flows.push(inside("meta", "properties", null));
                    inParagraph = 1;
                }
            }
            case "user-defined" -> flow.text.append(flow.element.equals("meta") ? xml.attribute("name") + ": " : "");
            case "text-box" -> flows.push(inside("text-box", page.isEmpty() ? Block.join(flow.place, "text box") : flow.place, null));
            case "tracked-changes" -> flows.push(inside("tracked-changes", "deleted text", null));
            case "header", "header-left", "header-first" -> flows.push(inside(xml.name(), "header", null));
            case "footer", "footer-left", "footer-first" -> flows.push(inside(xml.name(), "footer", null));
            default -> values(xml);
        }
    }

    /** Text that hides in attributes: of fields, forms and links, and cells that a tracked change has replaced. */
    private void values(Xml xml) throws IOException {
        for (int i = 0; i < xml.attributes(); i++) {
            String name = xml.attributeName(i);
            boolean text = name.equals("string-value") || name.equals("value") || name.equals("current-value") || name.equals("href")
                    && (xml.attributeValue(i).startsWith("mailto:") || xml.attributeValue(i).startsWith("http"));
            if (text && fields.length() < Integer.MAX_VALUE / 2) {
                String of = xml.attribute("name");
                fields.append(of).append(of.isEmpty() ? "" : ": ").append(xml.attributeValue(i)).append('\n');
                blocks.budget().checkChars(fields.length());
            }
        }
    }

    private Flow inside(String element, String where, Table.Builder table) throws IOException {
        blocks.budget().checkTime();
        Flow flow = new Flow(element, where, table);
        flow.outerParagraphs = inParagraph;
        inParagraph = 0;
        return flow;
    }

    private String tablePlace(Xml xml) {
        String name = Zip.shown(xml.attribute("name"));
        String outer = flows.peek().place;
        if (inSheets && flows.size() == 1) {
            return "sheet " + ++sheets + " (" + name + ")";
        }
        return Block.join(outer, "table " + ++tables + (name.isEmpty() ? "" : " (" + name + ")"));
    }

    /** Where in a table a comment hangs. */
    private static String cellPlace(Flow flow) {
        return flow.table == null
                ? flow.place
                : Block.join(flow.place, "cell " + Table.columnName(flow.column) + (Math.max(0, flow.row) + 1));
    }

    private void startCell(Xml xml, Flow flow) {
        if (flow.table == null) {
            return;
        }
        flow.text.setLength(0);
        flow.columnsRepeated = Math.min(number(xml.attribute("number-columns-repeated")), MOST_REPEATED);
        flow.value = switch (xml.attribute("value-type")) {
            case "float", "currency", "percentage" -> SheetText.whole(xml.attribute("value"));
            case "date" -> day(xml.attribute("date-value"));
            case "string" -> xml.attribute("string-value");
            default -> "";
        };
    }

    /** "1980-01-31T00:00:00" as "31-01-1980"; anything else as it is. */
    private static String day(String date) {
        return date.length() >= 10 && date.charAt(4) == '-' && date.charAt(7) == '-'
                ? date.substring(8, 10) + '-' + date.substring(5, 7) + '-' + date.substring(0, 4)
                : date;
    }

    private void end(String name) throws IOException {
        Flow flow = flows.peek();
        switch (name) {
            case "p", "h" -> {
                if (inParagraph > 0) {
                    inParagraph--;
                    flow.text.append('\n');
                }
            }
            case "table-cell", "covered-table-cell" -> endCell(flow);
            default -> {
                if (flows.size() > 1 && name.equals(flow.element)) {
                    endFlow();
                    if (name.equals("page")) {
                        blocks.endPage(picture);
                        picture = false;
                    }
                } else if (flow.element.equals("meta")) {
                    flow.text.append('\n');
                }
            }
        }
        blocks.budget().checkTime();
    }

    /** A cell that is repeated is the same cell: it is read once, and those behind it move on. */
    private void endCell(Flow flow) throws IOException {
        if (flow.table != null) {
            String shown = flow.text.toString().strip();
            String value = flow.value.isEmpty() ? shown : flow.value;
            flow.table.add(Math.max(0, flow.row), flow.column, value);
            flow.column = Math.min(flow.column + flow.columnsRepeated, MOST_REPEATED);
            flow.row = Math.min(flow.row, MOST_REPEATED);
            flow.text.setLength(0);
            blocks.budget().checkChars(length());
        }
    }

    private void endFlow() throws IOException {
        Flow flow = flows.pop();
        inParagraph = flow.outerParagraphs;
        String where = Block.join(place, flow.place);
        if (flow.table != null) {
            blocks.add(flow.table.build(where));
        } else if (!flow.text.toString().isBlank()) {
            boolean counted = flow.place.isEmpty() && !kind.equals("odp");
            blocks.add(new Prose(where, counted ? "paragraph" : "", flow.text));
        }
    }

    /** At least 1. */
    private static int number(String text) {
        return Math.max(1, CellReference.number(text, 0));
    }
}
