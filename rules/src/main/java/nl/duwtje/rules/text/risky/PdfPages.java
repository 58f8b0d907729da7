package nl.duwtje.rules.text.risky;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import nl.duwtje.rules.text.NotInspected;
import nl.duwtje.rules.text.Sink;
import org.apache.pdfbox.contentstream.operator.MissingOperandException;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.state.EmptyGraphicsStackException;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.MissingResourceException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageTree;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDTransparencyGroup;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;

/** The text of pages as lines of cells, by where it stands on the paper; fields and stamps are read as they are drawn. Not safe for several threads. */
final class PdfPages extends PDFTextStripper {

    /** A gap wider than so many spaces is the border of a cell. */
    private static final float CELL_GAP = 2.5f;
    private static final int TIME_CHECK = 0xff;
    /** More glyphs than any page holds that people read; each takes some 300 bytes until its page is over. */
    private static final int MOST_GLYPHS = 400_000;
    /** Forms in forms; PDFBox leaves out what is deeper. */
    private static final int DEEPEST_FORM = 50;
    /** What draws lines, areas and pictures (ISO 32000-2, table 50). */
    private static final Set<String> PAINTS = Set.of("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "BI", "Do");
    /** So many glyphs one after another of which nobody can say what they are could be a number. */
    private static final int NAMELESS = 6;

    private final Sink sink;
    private final PdfLayout layout;
    private final PdfContents contents;
    private List<PdfLayout.Cell> line = new ArrayList<>();
    private List<List<PdfLayout.Cell>> lines = new ArrayList<>();
    private float lastEnd;
    private int positions;
    private boolean blank = true;
    private int nameless;
    private int number;
    private int operators;
    private boolean painted;
    private boolean pictures;
    private PDPage page;

    PdfPages(Sink sink) {
        this.sink = sink;
        this.layout = new PdfLayout(sink);
        this.contents = new PdfContents(sink);
        setSortByPosition(true);
    }

    void read(PDDocument document) throws IOException {
        writeText(document, Writer.nullWriter());
    }

    /** No text on any page. */
    boolean areBlank() {
        return blank;
    }

    /** Some page shows a picture and no text. */
    boolean havePictures() {
        return pictures;
    }

    @Override
    protected void processPages(PDPageTree pages) throws IOException {
        for (PDPage each : pages) {
            sink.spendEntry();
            number++;
            page = contents.page(each);
            painted = false;
            processPage(page);
        }
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        if ((++operators & TIME_CHECK) == 0) {
            within(sink::checkTime);
        }
        painted |= PAINTS.contains(operator.getName());
        super.processOperator(operator, operands);
    }

    /** What draws nothing in any program is nothing; anything else that PDFBox would go on after is a part that was not read. */
    @Override
    protected void operatorException(Operator operator, List<COSBase> operands, IOException broken) throws IOException {
        if (!(broken instanceof MissingOperandException || broken instanceof MissingResourceException
                || broken instanceof EmptyGraphicsStackException)) {
            sink.problem(NotInspected.CORRUPT);
        }
        super.operatorException(operator, operands, broken);
    }

    @Override
    public void showForm(PDFormXObject form) throws IOException {
        checkLevel();
        super.showForm(contents.form(form));
    }

    @Override
    public void showTransparencyGroup(PDTransparencyGroup group) throws IOException {
        checkLevel();
        super.showTransparencyGroup(contents.group(group));
    }

    @Override
    public PDAppearanceStream getAppearance(PDAnnotation annotation) {
        return contents.appearance(super.getAppearance(annotation));
    }

    private void checkLevel() {
        if (getLevel() >= DEEPEST_FORM) {
            sink.problem(NotInspected.TOO_DEEP);
        }
    }

    /** Fields, stamps and comments stand on top of the page. */
    @Override
    protected void writePage() throws IOException {
        for (PDAnnotation annotation : page.getAnnotations()) {
            if (!annotation.isHidden() && !annotation.isNoView()) {
                showAnnotation(annotation);
            }
        }
        super.writePage();
    }

    /** A limit, as something that PDFBox does not forgive. */
    private interface Limit {
        void check() throws NotInspected;
    }

    private static void within(Limit limit) {
        try {
            limit.check();
        } catch (NotInspected over) {
            throw new UncheckedIOException(over);
        }
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
            within(sink::checkTime);
            within(() -> sink.checkChars(positions));
        }
        if (positions > MOST_GLYPHS) {
            throw new UncheckedIOException(new NotInspected(NotInspected.TOO_LARGE));
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
        pictures |= lines.isEmpty() && painted;
        layout.page(number, lines);
        lines = new ArrayList<>();
    }
}
