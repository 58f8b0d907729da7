package nl.duwtje.rules.text.risky;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import nl.duwtje.rules.text.Block;
import nl.duwtje.rules.text.NotInspected;
import nl.duwtje.rules.text.Prose;
import nl.duwtje.rules.text.Sink;
import nl.duwtje.rules.text.Table;
import org.apache.poi.hslf.exceptions.OldPowerPointFormatException;
import org.apache.poi.hslf.usermodel.HSLFComment;
import org.apache.poi.hslf.usermodel.HSLFGroupShape;
import org.apache.poi.hslf.usermodel.HSLFMasterSheet;
import org.apache.poi.hslf.usermodel.HSLFObjectData;
import org.apache.poi.hslf.usermodel.HSLFObjectShape;
import org.apache.poi.hslf.usermodel.HSLFPictureShape;
import org.apache.poi.hslf.usermodel.HSLFShape;
import org.apache.poi.hslf.usermodel.HSLFSlide;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.apache.poi.hslf.usermodel.HSLFTable;
import org.apache.poi.hslf.usermodel.HSLFTextShape;
import org.apache.poi.poifs.filesystem.DirectoryNode;

/** Slides of PowerPoint 97-2003 with their tables, notes, comments and embedded files; also what stands on their masters. */
final class PptText {

    private static final int DEEPEST = 30;

    private final Sink sink;
    private final String place;
    private int tables;
    private boolean picture;

    PptText(Sink sink, String place) {
        this.sink = sink;
        this.place = place;
    }

    /** Leaves the presentation open: closing it would close the file that it is part of. */
    void read(DirectoryNode root) throws IOException {
        HSLFSlideShow show;
        try {
            show = new HSLFSlideShow(root);
        } catch (OldPowerPointFormatException powerPoint95) {
            throw new NotInspected(NotInspected.UNSUPPORTED);
        }
        int number = 0;
        for (HSLFSlide slide : show.getSlides()) {
            sink.spendEntry();
            slide(slide, Block.join(place, "slide " + ++number));
        }
        masters(show);
        int object = 0;
        for (HSLFObjectData embedded : show.getEmbeddedObjects()) {
            object++;
            byte[] bytes;
            try (InputStream in = embedded.getInputStream()) {
                bytes = in.readAllBytes();
            } catch (IOException | RuntimeException broken) {
                sink.problem(NotInspected.CORRUPT);
                continue;
            }
            sink.spendBytes(bytes.length);
            sink.object(bytes, Block.join(place, "embedded " + object));
        }
    }

    private void masters(HSLFSlideShow show) throws IOException {
        int number = 0;
        List<HSLFMasterSheet> masters = new ArrayList<>(show.getSlideMasters());
        masters.addAll(show.getTitleMasters());
        for (HSLFMasterSheet master : masters) {
            sink.spendEntry();
            String where = Block.join(place, "slidemaster " + ++number);
            tables = 0;
            prose(where, shapes(master.getShapes(), where, DEEPEST));
        }
    }

    private void slide(HSLFSlide slide, String where) throws IOException {
        tables = 0;
        picture = false;
        StringBuilder text = shapes(slide.getShapes(), where, DEEPEST);
        if (picture && tables == 0 && text.toString().isBlank()) {
            sink.problem(NotInspected.IMAGE);
        }
        prose(where, text);
        if (slide.getNotes() != null) {
            String notes = Block.join(where, "notes");
            prose(notes, shapes(slide.getNotes().getShapes(), notes, DEEPEST));
        }
        StringBuilder comments = new StringBuilder();
        for (HSLFComment comment : slide.getComments()) {
            comments.append(comment.getText()).append('\n');
        }
        if (slide.getHeadersFooters() != null && slide.getHeadersFooters().getFooterText() != null) {
            comments.append(slide.getHeadersFooters().getFooterText()).append('\n');
        }
        prose(Block.join(where, "comments"), comments);
    }

    private void prose(String where, StringBuilder text) throws IOException {
        if (!text.toString().isBlank()) {
            sink.add(new Prose(where, "", text));
        }
    }

    private StringBuilder shapes(List<HSLFShape> shapes, String where, int deeper) throws IOException {
        if (deeper == 0) {
            throw new NotInspected(NotInspected.TOO_DEEP);
        }
        StringBuilder text = new StringBuilder();
        for (HSLFShape shape : shapes) {
            sink.checkTime();
            switch (shape) {
                case HSLFTable table -> table(table, where);
                case HSLFGroupShape group -> text.append(shapes(group.getShapes(), where, deeper - 1));
                case HSLFTextShape box -> text.append(box.getText().replace('\r', '\n')).append('\n');
                case HSLFObjectShape object -> {
                    // a picture of something that is read
                }
                case HSLFPictureShape scan -> picture = true;
                default -> {
                    // lines and areas
                }
            }
            sink.checkChars(text.length());
        }
        return text;
    }

    private void table(HSLFTable table, String where) throws IOException {
        Table.Builder cells = new Table.Builder();
        for (int row = 0; row < table.getNumberOfRows(); row++) {
            for (int column = 0; column < table.getNumberOfColumns(); column++) {
                cells.add(row, column, table.getCell(row, column) == null ? "" : table.getCell(row, column).getText().strip());
            }
            sink.checkChars(cells.length());
        }
        sink.add(cells.build(Block.join(where, "table " + ++tables)));
    }
}
