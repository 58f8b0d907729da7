package nl.duwtje.rules.text;

import static nl.duwtje.rules.text.Reading.all;
import static nl.duwtje.rules.text.Reading.extract;
import static nl.duwtje.rules.text.Reading.places;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFNotes;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xslf.usermodel.XSLFTable;
import org.apache.poi.xslf.usermodel.XSLFTextShape;
import org.apache.poi.xssf.usermodel.XSSFClientAnchor;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;

/** What office files hold beside their main text, as POI writes it. */
class OfficeTest {

    private static byte[] part(String path, String xml) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("[Content_Types].xml", OfficeFiles.utf8("<Types/>"));
        parts.put(path, OfficeFiles.utf8(xml));
        return OfficeFiles.zip(parts);
    }

    @Test
    void aWorkbookIsReadBesideItsCells() throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            XSSFSheet other = book.createSheet("Uitleg");
            other.createRow(0).createCell(0).setCellValue("leeg");
            XSSFSheet sheet = book.createSheet("Leden");
            Row row = sheet.createRow(2);
            row.createCell(0).setCellFormula("\"BSN \"&123456782");
            row.createCell(1).setCellFormula("1+1");
            CellStyle style = book.createCellStyle();
            style.setDataFormat(book.createDataFormat().getFormat("dd\\-mm\\-yyyy"));
            row.createCell(2).setCellValue(LocalDate.of(1980, 1, 31));
            row.getCell(2).setCellStyle(style);
            var comment = sheet.createDrawingPatriarch().createCellComment(new XSSFClientAnchor(0, 0, 0, 0, 3, 4, 6, 8));
            comment.setString(book.getCreationHelper().createRichTextString("BSN van Piet: 111222333"));
            comment.setAddress(6, 3);
            sheet.getHeader().setLeft("&\"Arial\"Dossier 999990019");
            sheet.getFooter().setRight("&P van &N 10000008");
            book.createName().setNameName("CONSTANTE");
            book.getName("CONSTANTE").setRefersToFormula("999990020");
            book.getProperties().getCoreProperties().setTitle("Lijst 999990032");
            book.getProperties().getCustomProperties().addProperty("BSN contact", "999990044");
            book.write(out);
            Extracted read = extract(out.toByteArray());
            assertThat(read.notInspected()).isEmpty();
            assertThat(places(read, "123456782")).as("a formula that was never calculated").containsExactly("sheet 2 (Leden), cell A3");
            assertThat(places(read, "31-01-1980")).containsExactly("sheet 2 (Leden), cell C3");
            assertThat(places(read, "111222333")).containsExactly("sheet 2 (Leden), comments, cell D7");
            assertThat(places(read, "Dossier 999990019")).containsExactly("sheet 2 (Leden), header");
            assertThat(places(read, " 10000008")).containsExactly("sheet 2 (Leden), header");
            assertThat(places(read, "999990020")).containsExactly("defined names");
            assertThat(places(read, "999990032")).as("nobody sees columns there").containsExactly("properties");
            assertThat(places(read, "999990044")).containsExactly("properties");
            assertThat(all(read)).contains("BSN contact");
        }
    }

    @Test
    void aNewCommentIsReadInOnePiece() {
        Extracted read = extract(
                part("xl/comments1.xml", "<comments><authors><author>A</author></authors><commentList><comment ref='C7'><text>"
                        + "<r><t>BSN 1234</t></r><r><t>56782</t></r></text></comment></commentList></comments>"));
        assertThat(places(read, "BSN 123456782")).containsExactly("comments 1, cell C7");
        Extracted threaded = extract(part("xl/threadedComments/threadedComment1.xml",
                "<ThreadedComments><threadedComment ref='B2' id='x'><text>BSN 123456782</text></threadedComment></ThreadedComments>"));
        assertThat(places(threaded, "BSN 123456782")).containsExactly("comments 1, cell B2");
    }

    @Test
    void theLineAboveTheNotesIsNoNote() {
        Extracted read = extract(part("word/footnotes.xml", "<footnotes><footnote type='separator'><p><r><separator/></r></p></footnote>"
                + "<footnote type='continuationSeparator'><p/></footnote><footnote><p><r><t>BSN 123456782</t></r></p></footnote></footnotes>"));
        assertThat(places(read, "BSN 123456782")).containsExactly("footnotes, paragraph 1");
    }

    @Test
    void aSheetKeepsTheResultsOfItsFormulas() {
        Extracted read = extract(
                part("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row r='1'><c r='A1' t='str'><f t='shared' si='0'>X()</f>"
                        + "<v>BSN 123456782</v></c><c r='B1' t='inlineStr'><is><r><t>1112</t></r><r><t>22333</t></r></is></c></row></sheetData></worksheet>"));
        assertThat(places(read, "BSN 123456782")).containsExactly("sheet 1, cell A1");
        assertThat(places(read, "111222333")).containsExactly("sheet 1, cell B1");
        assertThat(all(read)).doesNotContain("X()");
    }

    @Test
    void slidesHaveTheirNumberAlsoInNotesTablesAndComments() throws IOException {
        try (XMLSlideShow show = new XMLSlideShow(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            for (int i = 1; i <= 4; i++) {
                XSLFSlide slide = show.createSlide();
                slide.createTextBox().setText("Dia " + i + (i == 4 ? " BSN 123456782" : ""));
            }
            XSLFSlide fourth = show.getSlides().get(3);
            XSLFTable table = fourth.createTable(2, 2);
            table.getCell(0, 1).setText("BSN");
            table.getCell(1, 1).setText("111222333");
            XSLFNotes notes = show.getNotesSlide(fourth);
            for (XSLFTextShape shape : notes.getPlaceholders()) {
                shape.setText("Zeg 999990019 niet");
            }
            // people count slides in the order they are shown
            show.setSlideOrder(show.getSlides().get(0), 2);
            show.write(out);
            Extracted read = extract(out.toByteArray());
            assertThat(read.type()).isEqualTo("pptx");
            assertThat(read.notInspected()).isEmpty();
            assertThat(places(read, "BSN 123456782")).containsExactly("slide 4, paragraph 1");
            assertThat(places(read, "111222333")).containsExactly("slide 4, table 1, cell B2");
            assertThat(places(read, "999990019")).isNotEmpty().allMatch(place -> place.startsWith("slide 4, notes"));
            assertThat(places(read, "Dia 1")).containsExactly("slide 3, paragraph 1");
        }
        Extracted comment = extract(
                part("ppt/comments/comment1.xml", "<p:cmLst xmlns:p='p'><p:cm><p:text>BSN 123456782</p:text></p:cm></p:cmLst>"));
        assertThat(places(comment, "BSN 123456782")).hasSize(1);
    }

    @Test
    void aDocumentIsReadBesideItsText() throws IOException {
        try (XWPFDocument document = new XWPFDocument(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            document.createParagraph().createRun().setText("Hallo");
            document.createFootnotes();
            document.createFootnote().createParagraph().createRun().setText("Voetnoot 123456782");
            document.createHeader(org.apache.poi.wp.usermodel.HeaderFooterType.DEFAULT).createParagraph().createRun()
                    .setText("Kop 111222333");
            document.getProperties().getCoreProperties().setDescription("Over 999990019");
            document.createParagraph().createHyperlinkRun("mailto:x@example.org?subject=999990020").setText("mail");
            document.write(out);
            Extracted read = extract(out.toByteArray());
            assertThat(read.notInspected()).isEmpty();
            assertThat(places(read, "123456782")).hasSize(1).allMatch(place -> place.startsWith("footnotes"));
            assertThat(places(read, "111222333")).hasSize(1).allMatch(place -> place.startsWith("header"));
            assertThat(places(read, "999990019")).hasSize(1).allMatch(place -> place.startsWith("properties"));
            assertThat(places(read, "999990020")).containsExactly("links");
        }
    }

    @Test
    void textBoxesFieldsAndTrackedChangesDoNotRunIntoTheText() {
        Extracted read = extract(part("word/document.xml", "<w:document xmlns:w='w' xmlns:mc='mc'><w:body>"
                + "<w:p><w:r><w:t>BSN 1234</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>kader 999990019</w:t></w:r></w:p>"
                + "</w:txbxContent></mc:Choice><mc:Fallback><w:t>kader 999990019</w:t></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>56782</w:t></w:r></w:p>"
                + "<w:p><w:r><w:t>Nu 11122233</w:t></w:r><w:del><w:r><w:delText>9</w:delText></w:r></w:del><w:ins><w:r><w:t>3</w:t></w:r></w:ins></w:p>"
                + "<w:p><w:r><w:instrText>QUOTE 1000</w:instrText></w:r><w:r><w:instrText>0008</w:instrText></w:r><w:r><w:t>zie</w:t></w:r></w:p>"
                + "<w:tbl><w:tr><w:tc><w:p><w:del><w:r><w:delText>oud 999990020</w:delText></w:r></w:del><w:ins><w:r><w:t>nieuw</w:t></w:r></w:ins></w:p></w:tc></w:tr></w:tbl>"
                + "</w:body></w:document>"));
        assertThat(read.notInspected()).isEmpty();
        assertThat(places(read, "BSN 123456782")).containsExactly("paragraph 1");
        assertThat(places(read, "kader 999990019")).containsExactly("text box, paragraph 1");
        assertThat(places(read, "Nu 111222333")).containsExactly("paragraph 2");
        assertThat(places(read, "Nu 111222339")).as("as it was").containsExactly("paragraph 2");
        assertThat(places(read, "10000008")).containsExactly("fields");
        assertThat(places(read, "oud 999990020")).containsExactly("table 1, cell A1");
    }

    @Test
    void piecesThatADocumentTakesInAreReadAsWhatTheyAre() {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("[Content_Types].xml", OfficeFiles.utf8("<Types/>"));
        parts.put("word/document.xml", OfficeFiles.utf8("<w:document xmlns:w='w'/>"));
        parts.put("word/afchunk.html", OfficeFiles.utf8("<html><body>BSN <b>1234</b>56782</body></html>"));
        Extracted read = extract(OfficeFiles.zip(parts));
        assertThat(places(read, "BSN 123456782")).hasSize(1).allMatch(place -> place.startsWith("afchunk.html"));
    }

    @Test
    void datesAreKnownByTheirFormat() {
        assertThat(List.of("dd-mm-yyyy", "[$-413]d mmmm yyyy", "yyyy/mm/dd", "d-m-jjjj")).allMatch(DateStyles::isDate);
        assertThat(List.of("0", "#,##0.00", "[Red]0.00", "\"day\" 0", "hh:mm", "0.00E+00", "000\\.000\\.000", "@"))
                .noneMatch(DateStyles::isDate);
    }

    @Test
    void headersLoseTheirCodes() {
        assertThat(SheetText.withoutCodes("&L&\"Arial,Bold\"Dossier&C&KFF0000 123456782&RA&&B &P"))
                .isEqualTo("  Dossier  " + " 123456782 A&B  ");
    }
}
