package nl.duwtje.rules.text.risky;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nl.duwtje.rules.text.Block;
import nl.duwtje.rules.text.NotInspected;
import nl.duwtje.rules.text.Prose;
import nl.duwtje.rules.text.Sink;
import nl.duwtje.rules.text.Table;
import org.apache.poi.hssf.OldExcelFormatException;
import org.apache.poi.hssf.eventusermodel.HSSFEventFactory;
import org.apache.poi.hssf.eventusermodel.HSSFRequest;
import org.apache.poi.hssf.extractor.OldExcelExtractor;
import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.hssf.record.DateWindow1904Record;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.ExtendedFormatRecord;
import org.apache.poi.hssf.record.FormatRecord;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.HeaderFooterBase;
import org.apache.poi.hssf.record.LabelRecord;
import org.apache.poi.hssf.record.LabelSSTRecord;
import org.apache.poi.hssf.record.NumberRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.RecordInputStream;
import org.apache.poi.hssf.record.RecordFactory;
import org.apache.poi.hssf.record.RKRecord;
import org.apache.poi.hssf.record.MulRKRecord;
import org.apache.poi.hssf.record.HeaderRecord;
import org.apache.poi.hssf.record.FooterRecord;
import org.apache.poi.hssf.record.FilePassRecord;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.hssf.record.StringRecord;
import org.apache.poi.hssf.record.TextObjectRecord;
import org.apache.poi.poifs.filesystem.DirectoryNode;

/** Sheets of Excel 97-2003, hidden ones too, cell by cell as records pass by; Excel 95 and older as lines. */
final class XlsText {

    /** [MS-XLS] section 2.1.7.20.3: it comes right after the start of the workbook. */
    private static final int FILEPASS_WITHIN = 10;
    private static final Set<Short> WITH_TEXT = Set.of(BOFRecord.sid, EOFRecord.sid, BoundSheetRecord.sid, SSTRecord.sid,
            LabelSSTRecord.sid,
            LabelRecord.sid, NumberRecord.sid, RKRecord.sid, MulRKRecord.sid, FormulaRecord.sid, StringRecord.sid, TextObjectRecord.sid,
            HeaderRecord.sid, FooterRecord.sid, FormatRecord.sid, ExtendedFormatRecord.sid, DateWindow1904Record.sid);

    private final Sink sink;
    private final String place;
    private final List<BoundSheetRecord> sheets = new ArrayList<>();
    private List<BoundSheetRecord> inFile;
    private final XlsDates dates = new XlsDates();
    private SSTRecord strings;
    private FormulaRecord awaitsText;
    private int nesting;
    private int passed;
    private Table.Builder table;
    private StringBuilder texts = new StringBuilder();
    private String sheet = "";

    XlsText(Sink sink, String place) {
        this.sink = sink;
        this.place = place;
    }

    void read(DirectoryNode root) throws IOException {
        if (!root.hasEntryCaseInsensitive("Workbook")) {
            old(root);
            return;
        }
        try {
            if (isLocked(root)) {
                HSSFRequest all = new HSSFRequest();
                all.addListenerForAllRecords(this::take);
                new HSSFEventFactory().processWorkbookEvents(all, root);
            } else {
                open(root);
            }
        } catch (OldExcelFormatException old) {
            old(root);
        } finally {
            endSheet();
        }
    }

    /** Not closed: that would close the file that it is part of. */
    private void old(DirectoryNode root) throws IOException {
        String text = new OldExcelExtractor(root).getText();
        sink.checkChars(text.length());
        sink.add(new Prose(place, "line", text.lines().map(Sink::whole).collect(Collectors.joining("\n"))));
    }

    /** Also a workbook that Excel itself protects with a password that everyone knows; POI knows it too. */
    private static boolean isLocked(DirectoryNode root) throws IOException {
        try (InputStream in = workbook(root)) {
            RecordInputStream records = new RecordInputStream(in);
            for (int i = 0; i < FILEPASS_WITHIN && records.hasNextRecord(); i++) {
                records.nextRecord();
                if (records.getSid() == FilePassRecord.sid) {
                    return true;
                }
                records.readRemainder();
            }
            return false;
        }
    }

    private static InputStream workbook(DirectoryNode root) throws IOException {
        return root.createDocumentInputStream(root.getEntryCaseInsensitive("Workbook"));
    }

    /** Only the records that hold text: what is odd about another one, as in the workbook behind a chart, is no reason to stop. */
    private void open(DirectoryNode root) throws IOException {
        try (InputStream in = workbook(root)) {
            RecordInputStream records = new RecordInputStream(in);
            while (records.hasNextRecord()) {
                records.nextRecord();
                if (WITH_TEXT.contains(records.getSid())) {
                    for (Record record : RecordFactory.createRecord(records)) {
                        take(record);
                    }
                }
                records.readRemainder();
            }
        }
    }

    private void take(Record record) {
        try {
            record(record);
        } catch (IOException limit) {
            throw new UncheckedIOException(limit);
        }
    }

    private void record(Record record) throws IOException {
        sink.checkTime();
        switch (record) {
            case BOFRecord start -> {
                if (nesting++ == 0 && start.getType() != BOFRecord.TYPE_WORKBOOK) {
                    startSheet();
                }
            }
            case EOFRecord end -> {
                if (--nesting == 0) {
                    endSheet();
                }
            }
            case BoundSheetRecord bound -> sheets.add(bound);
            case FormatRecord format -> dates.add(format);
            case ExtendedFormatRecord style -> dates.add(style);
            case DateWindow1904Record window -> {
                if (window.getWindowing() == 1) {
                    dates.since1904();
                }
            }
            case SSTRecord shared -> strings = shared;
            case LabelSSTRecord cell -> {
                if (strings == null || cell.getSSTIndex() >= strings.getNumUniqueStrings()) {
                    throw new NotInspected(NotInspected.CORRUPT);
                }
                cell(cell.getRow(), cell.getColumn(), strings.getString(cell.getSSTIndex()).getString());
            }
            case LabelRecord cell -> cell(cell.getRow(), cell.getColumn(), cell.getValue());
            case NumberRecord cell -> cell(cell.getRow(), cell.getColumn(), dates.shown(cell.getValue(), cell.getXFIndex()));
            case FormulaRecord cell -> {
                if (cell.hasCachedResultString()) {
                    awaitsText = cell;
                } else {
                    cell(cell.getRow(), cell.getColumn(), dates.shown(cell.getValue(), cell.getXFIndex()));
                }
            }
            case StringRecord text -> {
                if (awaitsText != null) {
                    cell(awaitsText.getRow(), awaitsText.getColumn(), text.getString());
                    awaitsText = null;
                }
            }
            case TextObjectRecord box -> beside(box.getStr() == null ? "" : box.getStr().getString());
            case HeaderFooterBase header -> beside(header.getText());
            default -> {
                // formatting
            }
        }
    }

    /** The sheets stand in the file in an order of their own ([MS-XLS] section 2.4.28, lbPlyPos). */
    private void startSheet() throws IOException {
        sink.spendEntry();
        if (inFile == null) {
            inFile = sheets.stream().sorted(Comparator.comparingInt(BoundSheetRecord::getPositionOfBof)).toList();
        }
        BoundSheetRecord bound = passed < inFile.size() ? inFile.get(passed) : null;
        passed++;
        sheet = bound == null ? "sheet" : "sheet " + (sheets.indexOf(bound) + 1) + " (" + Sink.shown(bound.getSheetname()) + ")";
        table = new Table.Builder();
    }

    private void endSheet() throws IOException {
        if (table != null) {
            Table cells = table.build(Block.join(place, sheet));
            table = null;
            sink.add(cells);
        }
        if (!texts.isEmpty()) {
            Prose beside = new Prose(Block.join(Block.join(place, sheet), "comments"), "", texts);
            texts = new StringBuilder();
            sink.add(beside);
        }
    }

    private void cell(int row, int column, String text) throws IOException {
        if (table != null && text != null) {
            sink.checkChars(table.length() + (long) text.length() + 4L * table.size());
            table.add(row, column, text);
        }
    }

    private void beside(String text) throws IOException {
        if (text != null && !text.isBlank()) {
            texts.append(text).append('\n');
            sink.checkChars(texts.length());
        }
    }
}
