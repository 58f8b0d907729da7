package nl.duwtje.rules.text;

import java.io.IOException;
import java.io.InputStream;

/** The comments on the cells of a worksheet, old (ECMA-376 part 1, section 18.7) and threaded: a table in which each stands in its cell. */
final class CommentText {

    private CommentText() {}

    static void read(InputStream in, String place, Blocks blocks) throws IOException {
        Table.Builder table = new Table.Builder();
        StringBuilder text = new StringBuilder();
        boolean inText = false;
        String cell = "";
        try (Xml xml = new Xml(in)) {
            while (xml.next()) {
                if (xml.isStart()) {
                    switch (xml.name()) {
                        case "comment", "threadedComment" -> cell = xml.attribute("ref");
                        case "t", "text" -> inText = true;
                        case "rPh", "author" -> xml.skip();
                        default -> {
                            // formatting
                        }
                    }
                } else if (xml.isEnd()) {
                    inText = false;
                    if (xml.name().equals("comment") || xml.name().equals("threadedComment")) {
                        table.add(Math.max(0, CellReference.row(cell)), Math.max(0, CellReference.column(cell)), text.toString().strip());
                        text.setLength(0);
                    }
                } else if (inText && xml.isText()) {
                    xml.appendTo(text);
                    blocks.budget().checkChars(table.length() + (long) text.length() + 4L * table.size());
                }
            }
        } finally {
            blocks.add(table.build(place));
        }
    }
}
