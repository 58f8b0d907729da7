package nl.duwtje.rules.text.risky;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import nl.duwtje.rules.text.Block;
import nl.duwtje.rules.text.ExtractLimits;
import nl.duwtje.rules.text.Extracted;
import nl.duwtje.rules.text.Extraction;
import nl.duwtje.rules.text.OfficeFiles;
import nl.duwtje.rules.text.ReadBefore;
import org.apache.poi.hpsf.PropertySetFactory;
import org.apache.poi.hpsf.SummaryInformation;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.Test;

/** Mails that Outlook saved, and files that were put into old documents: read, or said not to be. */
class FilesInFilesTest {

    private static final byte[] LIST = OfficeFiles.xlsx(Map.of("Leden", List.of(List.of("BSN"), List.of(123456782))));
    private static final byte[] TEXT = "BSN 111222333".getBytes(StandardCharsets.UTF_8);

    private static Extracted extract(byte[] bytes) {
        return new Extraction(ExtractLimits.defaults(), new RiskyFormats(), ReadBefore.nothing()).extractor(System::nanoTime).extract(bytes,
                "", "");
    }

    private static String place(Extracted extracted, String text) {
        for (Block block : extracted.blocks()) {
            int at = block.text().toString().indexOf(text);
            if (at >= 0) {
                return block.where(at);
            }
        }
        return "not found";
    }

    /** [MS-OLEDS] 2.3.6 and what Windows' packager puts into it. */
    private static byte[] dropped(String name, byte[] file) {
        byte[] names = (name + "\0C:\\" + name + "\0").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer data = ByteBuffer.allocate(names.length + file.length + 22).order(ByteOrder.LITTLE_ENDIAN);
        data.putInt(data.capacity() - 4).putShort((short) 2).put(names).putShort((short) 0).putShort((short) 3);
        data.putInt(4).putInt(0).putInt(file.length).put(file);
        return data.array();
    }

    @Test
    void everyBodyOfASavedMailIsRead() {
        Extracted text = extract(new MsgFiles().subject("Over BSN 999990019").text("Beste,\r\n\r\nUw BSN is 123456782\r\n").bytes());
        assertThat(text.type()).isEqualTo("msg");
        assertThat(text.notInspected()).isEmpty();
        assertThat(place(text, "123456782")).isEqualTo("body, line 3");
        assertThat(place(text, "999990019")).startsWith("subject");
        Extracted html = extract(new MsgFiles().html("<html><body><p>Uw BSN is <b>1234</b>56782</p></body></html>").bytes());
        assertThat(html.notInspected()).isEmpty();
        assertThat(place(html, "123456782")).startsWith("HTML body");
        Extracted rtf = extract(new MsgFiles().rtf("{\\rtf1\\ansi Beste,\\par Uw BSN is 123456782\\par}").bytes());
        assertThat(rtf.notInspected()).isEmpty();
        assertThat(place(rtf, "123456782")).isEqualTo("formatted body, paragraph 2");
    }

    @Test
    void whatIsAttachedToASavedMailIsReadAndSoAreMailsInMails() {
        MsgFiles mail = new MsgFiles().subject("Doorgestuurd").attachment("leden.xlsx", LIST);
        mail.mail("Oude mail").subject("Lijst").text("Zie de bijlage").attachment("kaart.txt", TEXT);
        Extracted extracted = extract(mail.bytes());
        assertThat(extracted.notInspected()).isEmpty();
        assertThat(place(extracted, "123456782")).isEqualTo("leden.xlsx, sheet 1 (Leden), cell A2");
        assertThat(place(extracted, "111222333")).startsWith("Oude mail, kaart.txt");
        MsgFiles deep = new MsgFiles();
        MsgFiles inner = deep;
        for (int i = 0; i < 15; i++) {
            inner = inner.mail("binnen");
        }
        inner.text("BSN 123456782");
        assertThat(extract(deep.bytes()).notInspected()).isEqualTo("too deep");
    }

    @Test
    void filesThatWerePutIntoOldDocumentsAreRead() throws Exception {
        for (String name : List.of("brief.doc", "leden.xls")) {
            try (POIFSFileSystem files = new POIFSFileSystem(new ByteArrayInputStream(RiskyFiles.libreOffice(name)));
                    ByteArrayOutputStream out = new ByteArrayOutputStream()) {
                DirectoryEntry pool = files.getRoot().createDirectory("ObjectPool");
                pool.createDirectory("_1").createDocument("Package", new ByteArrayInputStream(LIST));
                pool.createDirectory("_2").createDocument("\u0001Ole10Native", new ByteArrayInputStream(dropped("kaart.txt", TEXT)));
                DirectoryEntry book = pool.createDirectory("_3");
                try (POIFSFileSystem other = new POIFSFileSystem(new ByteArrayInputStream(workbook(999990020)))) {
                    book.createDocument("Workbook", other.createDocumentInputStream("Workbook"));
                }
                files.writeFilesystem(out);
                Extracted extracted = extract(out.toByteArray());
                assertThat(extracted.notInspected()).as(name).isEmpty();
                assertThat(extracted.blocks()).extracting(block -> block.where(0)).anyMatch(where -> where.contains("embedded _1, sheet 1"))
                        .anyMatch(where -> where.startsWith("kaart.txt")).anyMatch(where -> where.contains("embedded _3, sheet 1"));
                assertThat(place(extracted, "999990020")).endsWith("sheet 1 (Leden), cell A1");
            }
        }
    }

    private static byte[] workbook(int number) throws Exception {
        try (HSSFWorkbook book = new HSSFWorkbook(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            book.createSheet("Leden").createRow(0).createCell(0).setCellValue(number);
            book.write(out);
            return out.toByteArray();
        }
    }

    @Test
    void propertiesOfOldDocumentsAreReadTooAndAnObjectNobodyKnowsIsSaid() throws Exception {
        try (POIFSFileSystem files = new POIFSFileSystem(new ByteArrayInputStream(RiskyFiles.libreOffice("brief.doc")));
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            SummaryInformation summary = PropertySetFactory.newSummaryInformation();
            summary.setKeywords("BSN 999990032");
            summary.write(files.getRoot(), SummaryInformation.DEFAULT_STREAM_NAME);
            files.getRoot().createDirectory("ObjectPool").createDirectory("_1").createDocument("Package",
                    new ByteArrayInputStream(new byte[]{1, 2, 3, 4, 5, 6, 7, 8}));
            files.writeFilesystem(out);
            Extracted extracted = extract(out.toByteArray());
            assertThat(place(extracted, "999990032")).isEqualTo("properties");
            assertThat(extracted.notInspected()).isEqualTo("unsupported");
        }
    }

    @Test
    void aFileDroppedIntoRtfIsRead() {
        byte[] data = dropped("kaart.txt", TEXT);
        ByteBuffer object = ByteBuffer.allocate(data.length + 28).order(ByteOrder.LITTLE_ENDIAN);
        object.putInt(0x501).putInt(2).putInt(8).put("Package\0".getBytes(StandardCharsets.US_ASCII)).putInt(0).putInt(0).put(data);
        Extracted extracted = extract(("{\\rtf1 Zie{\\object\\objemb{\\*\\objdata " + HexFormat.of().formatHex(object.array()) + "}}}")
                .getBytes(StandardCharsets.US_ASCII));
        assertThat(extracted.notInspected()).isEmpty();
        assertThat(place(extracted, "111222333")).startsWith("kaart.txt");
    }
}
