package nl.duwtje.rules.text.risky;

import java.io.IOException;
import nl.duwtje.rules.text.Block;
import nl.duwtje.rules.text.NotInspected;
import nl.duwtje.rules.text.Prose;
import nl.duwtje.rules.text.Sink;
import nl.duwtje.rules.text.Table;
import org.apache.poi.hwpf.HWPFDocument;
import org.apache.poi.hwpf.OldWordFileFormatException;
import org.apache.poi.hwpf.extractor.Word6Extractor;
import org.apache.poi.hwpf.usermodel.Paragraph;
import org.apache.poi.hwpf.usermodel.Range;
import org.apache.poi.hwpf.usermodel.TableCell;
import org.apache.poi.hwpf.usermodel.TableRow;
import org.apache.poi.poifs.filesystem.DirectoryNode;

/** Paragraphs and tables of Word 97-2003, with its headers, notes, comments and text boxes; Word 6 and 95 as paragraphs. */
final class DocText {

    /** Stand in the text where a picture does ([MS-DOC] section 2.8.25, sprmCFSpec). */
    private static final char PICTURE = '\u0001';
    private static final char DRAWN = '\b';

    private final Sink sink;
    private final String place;
    private int tables;

    DocText(Sink sink, String place) {
        this.sink = sink;
        this.place = place;
    }

    /** Leaves the document open: closing it would close the file that it is part of. */
    void read(DirectoryNode root) throws IOException {
        HWPFDocument document;
        try {
            document = new HWPFDocument(root);
        } catch (OldWordFileFormatException old) {
            sink.add(new Prose(place, "paragraph", clean(new Word6Extractor(root).getText())));
            return;
        }
        body(document.getRange());
        side("headers and footers", document.getHeaderStoryRange());
        side("footnotes", document.getFootnoteRange());
        side("endnotes", document.getEndnoteRange());
        side("comments", document.getCommentsRange());
        side("text boxes", document.getMainTextboxRange());
    }

    private void body(Range range) throws IOException {
        StringBuilder prose = new StringBuilder();
        boolean pictures = false;
        try {
            for (int i = 0; i < range.numParagraphs(); i++) {
                sink.checkTime();
                Paragraph paragraph = range.getParagraph(i);
                if (paragraph.isInTable()) {
                    org.apache.poi.hwpf.usermodel.Table table = range.getTable(paragraph);
                    table(table);
                    i += Math.max(1, table.numParagraphs()) - 1;
                } else {
                    String text = paragraph.text();
                    pictures |= text.indexOf(PICTURE) >= 0 || text.indexOf(DRAWN) >= 0;
                    prose.append(clean(Range.stripFields(text)));
                    sink.checkChars(prose.length());
                }
            }
        } finally {
            sink.add(new Prose(place, "paragraph", prose));
            if (pictures && sink.isBlank()) {
                sink.problem(NotInspected.IMAGE);
            }
        }
    }

    private void table(org.apache.poi.hwpf.usermodel.Table table) throws IOException {
        Table.Builder cells = new Table.Builder();
        for (int r = 0; r < table.numRows(); r++) {
            TableRow row = table.getRow(r);
            for (int c = 0; c < row.numCells(); c++) {
                TableCell cell = row.getCell(c);
                cells.add(r, c, clean(Range.stripFields(cell.text())).strip());
            }
            sink.checkChars(cells.length() + 4L * cells.size());
            sink.checkTime();
        }
        sink.add(cells.build(Block.join(place, "table " + ++tables)));
    }

    private void side(String name, Range range) throws IOException {
        if (range != null && range.getEndOffset() > range.getStartOffset()) {
            String text = clean(Range.stripFields(range.text()));
            if (!text.isBlank()) {
                sink.add(new Prose(Block.join(place, name), "paragraph", text));
            }
        }
    }

    /** Word's own marks ([MS-DOC] section 2.4.1) as what they stand for. */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\r', '\n', '\f' -> clean.append('\n');
                case '\u0007' -> clean.append('\t');
                case '\u001e' -> clean.append('-');
                case '\t', '\u000b' -> clean.append(c);
                default -> {
                    if (c >= ' ') {
                        clean.append(c);
                    }
                }
            }
        }
        return clean.toString();
    }
}
