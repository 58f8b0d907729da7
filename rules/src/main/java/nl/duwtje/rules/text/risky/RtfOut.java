package nl.duwtje.rules.text.risky;

import java.io.IOException;
import nl.duwtje.rules.text.Block;
import nl.duwtje.rules.text.Prose;
import nl.duwtje.rules.text.Sink;
import nl.duwtje.rules.text.Table;

/** One stream of text in a RTF file (the body, a header, the footnotes) as paragraphs and tables. Not safe for several threads. */
final class RtfOut {

    private final String place;
    private final Sink sink;
    private final StringBuilder prose = new StringBuilder();
    private final StringBuilder pending = new StringBuilder();
    private Table.Builder table;
    private int tables;
    private int row;
    private int column;

    RtfOut(String place, Sink sink) {
        this.place = place;
        this.sink = sink;
    }

    void append(CharSequence text) throws IOException {
        pending.append(text);
        if (pending.length() > 1 << 16) {
            sink.checkChars((long) pending.length() + prose.length());
        }
    }

    void endParagraph(boolean inTable) throws IOException {
        if (inTable) {
            pending.append('\n');
            return;
        }
        endTable();
        prose.append(pending).append('\n');
        pending.setLength(0);
        sink.checkChars(prose.length());
    }

    void endCell() throws IOException {
        if (table == null) {
            table = new Table.Builder();
            row = 0;
            column = 0;
        }
        table.add(row, column++, pending.toString().strip());
        pending.setLength(0);
        sink.checkChars(table.length() + 4L * table.size());
    }

    void endRow() {
        row++;
        column = 0;
    }

    private void endTable() throws IOException {
        if (table != null) {
            Table done = table.build(Block.join(place, "table " + ++tables));
            table = null;
            sink.add(done);
        }
    }

    void end() throws IOException {
        endTable();
        prose.append(pending);
        pending.setLength(0);
        if (!prose.toString().isBlank()) {
            sink.add(new Prose(place, "paragraph", prose));
        }
    }
}
