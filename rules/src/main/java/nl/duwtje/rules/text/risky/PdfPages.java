package nl.duwtje.rules.text.risky;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import nl.duwtje.rules.text.NotInspected;
import nl.duwtje.rules.text.Sink;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;

/** The text of pages as lines of cells, by where it stands on the paper. Not safe for several threads. */
final class PdfPages extends PDFTextStripper {

    /** A gap wider than so many spaces is the border of a cell. */
    private static final float CELL_GAP = 2.5f;
    private static final int TIME_CHECK = 0xff;
    /** So many glyphs one after another of which nobody can say what they are could be a number. */
    private static final int NAMELESS = 6;

    private final Sink sink;
    private final PdfLayout layout;
    private List<PdfLayout.Cell> line = new ArrayList<>();
    private List<List<PdfLayout.Cell>> lines = new ArrayList<>();
    private float lastEnd;
    private int positions;
    private boolean blank = true;
    private int nameless;

    PdfPages(Sink sink) {
        this.sink = sink;
        this.layout = new PdfLayout(sink);
        setSortByPosition(true);
    }

    void read(PDDocument document) throws IOException {
        writeText(document, Writer.nullWriter());
    }

    /** No text on any page. */
    boolean areBlank() {
        return blank;
    }

    /** A composite font may show glyphs without saying which characters they are. */
    @Override
    protected void showGlyph(Matrix matrix, PDFont font, int code, Vector displacement) throws IOException {
        nameless = font instanceof PDType0Font && font.toUnicode(code) == null ? nameless + 1 : 0;
        if (nameless == NAMELESS) {
            sink.problem(NotInspected.UNSUPPORTED);
        }
        super.showGlyph(matrix, font, code, displacement);
    }

    @Override
    protected void processTextPosition(TextPosition text) {
        if ((++positions & TIME_CHECK) == 0) {
            try {
                sink.checkTime();
                sink.checkChars(positions);
            } catch (NotInspected over) {
                throw new UncheckedIOException(over);
            }
        }
        super.processTextPosition(text);
    }

    @Override
    protected void startPage(PDPage page) {
        positions = 0;
    }

    @Override
    protected void writeString(String text, List<TextPosition> word) {
        if (text.isEmpty() || word.isEmpty()) {
            return;
        }
        TextPosition first = word.get(0);
        TextPosition last = word.get(word.size() - 1);
        float start = first.getXDirAdj();
        float space = Math.max(first.getWidthOfSpace(), first.getFontSizeInPt() / 5);
        PdfLayout.Cell open = line.isEmpty() ? null : line.get(line.size() - 1);
        if (open == null || start - lastEnd > CELL_GAP * space || start < open.start()) {
            line.add(new PdfLayout.Cell(new StringBuilder(text), start));
            open = line.get(line.size() - 1);
        } else {
            open.text().append(' ').append(text);
        }
        lastEnd = last.getXDirAdj() + last.getWidthDirAdj();
        open.end = lastEnd;
    }

    @Override
    protected void writeLineSeparator() {
        if (!line.isEmpty()) {
            lines.add(line);
            line = new ArrayList<>();
        }
    }

    @Override
    protected void endPage(PDPage page) throws IOException {
        writeLineSeparator();
        blank &= lines.isEmpty();
        layout.page(getCurrentPageNo(), lines);
        lines = new ArrayList<>();
    }
}
