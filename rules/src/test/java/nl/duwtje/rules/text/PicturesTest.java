package nl.duwtje.rules.text;

import static nl.duwtje.rules.text.Reading.extract;
import static nl.duwtje.rules.text.Reading.places;
import static nl.duwtje.rules.text.Reading.sample;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.poi.sl.usermodel.PictureData.PictureType;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xssf.usermodel.XSSFClientAnchor;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;

/** Nobody reads pictures: where one is all there is to see, the fact says so. Beside text it is a logo or an illustration. */
class PicturesTest {

    private static final byte[] PNG = Base64.getDecoder().decode(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
    private static final String MAIL = "Subject: Foto\nFrom: a@example.org\nMIME-Version: 1.0\nContent-Type: image/png; name=f.png\n"
            + "Content-Disposition: attachment; filename=f.png\nContent-Transfer-Encoding: base64\n\n"
            + Base64.getEncoder().encodeToString(PNG);

    private static byte[] zip(String name, byte[] file) {
        return OfficeFiles.zip(Map.of("lees.txt", OfficeFiles.utf8(name.endsWith(".zip") ? "" : "BSN 123456782"), name, file));
    }

    @Test
    void amongFilesItIsSaidAsIfItWereAttached() {
        assertThat(extract(PNG).notInspected()).isEqualTo("image");
        for (byte[] archive : new byte[][]{zip("paspoort.png", PNG), zip("binnen.zip", zip("paspoort.png", PNG)),
                zip("mail.eml", OfficeFiles.utf8(MAIL)),
                OfficeFiles.utf8("BEGIN:VCARD\nPHOTO;ENCODING=b:" + Base64.getEncoder().encodeToString(PNG)
                        + "\nNOTE:BSN 123456782\nEND:VCARD\n")}) {
            Extracted read = extract(archive);
            assertThat(read.notInspected()).isEqualTo("image");
            assertThat(places(read, "123456782")).hasSize(1);
        }
        assertThat(extract(OfficeFiles.zip(Map.of("a.png", PNG, "b.rar", OfficeFiles.utf8("Rar!\u001a\u0007\u0000")))).notInspected())
                .as("what is worse goes first").isEqualTo("unsupported");
    }

    @Test
    void aDocumentThatIsOnlyAScanIsSaid() throws IOException {
        assertThat(extract(docx("")).notInspected()).isEqualTo("image");
        assertThat(extract(docx("Geachte heer")).notInspected()).isEmpty();
        assertThat(extract(OfficeFiles.docx(java.util.List.of("  "), java.util.List.of())).notInspected()).as("empty").isEmpty();
    }

    @Test
    void aSlideThatIsOnlyAScanIsSaidAlsoAmongOthers() throws IOException {
        assertThat(extract(pptx("Dia 1", "")).notInspected()).isEqualTo("image");
        assertThat(extract(pptx("Dia 1", "Dia 2")).notInspected()).isEmpty();
    }

    @Test
    void aSheetThatIsOnlyAScanIsSaid() throws IOException {
        assertThat(extract(xlsx("")).notInspected()).isEqualTo("image");
        assertThat(extract(xlsx("Naam")).notInspected()).isEmpty();
    }

    @Test
    void theSameInOpenDocument() {
        assertThat(extract(open("text", "<t:p><d:frame><d:image x:href='Pictures/1.png'/></d:frame></t:p>")).notInspected())
                .isEqualTo("image");
        assertThat(extract(open("text", "<t:p>Hallo<d:frame><d:image x:href='Pictures/1.png'/></d:frame></t:p>")).notInspected()).isEmpty();
        assertThat(extract(open("text", "<t:p><d:image x:href='./ObjectReplacements/Object 1'/></t:p>")).notInspected()).isEmpty();
        String second = "<d:page><d:frame><d:text-box><t:p>Dia 2</t:p></d:text-box></d:frame></d:page>";
        assertThat(extract(open("presentation", "<d:page><d:frame><d:image x:href='1.png'/></d:frame></d:page>" + second)).notInspected())
                .isEqualTo("image");
        assertThat(extract(open("presentation", second)).notInspected()).isEmpty();
        assertThat(extract(sample("dia.odp")).notInspected()).isEmpty();
    }

    private static byte[] open(String kind, String content) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("mimetype", OfficeFiles.utf8("application/vnd.oasis.opendocument." + kind));
        parts.put("content.xml", OfficeFiles.utf8("<o:document-content xmlns:o='o' xmlns:t='t' xmlns:d='d' xmlns:x='x'>" + content
                + "</o:document-content>"));
        return OfficeFiles.zip(parts);
    }

    private static byte[] docx(String text) throws IOException {
        try (XWPFDocument document = new XWPFDocument(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            var run = document.createParagraph().createRun();
            run.setText(text);
            run.addPicture(new ByteArrayInputStream(PNG), org.apache.poi.common.usermodel.PictureType.PNG, "scan.png", 9525, 9525);
            document.write(out);
            return out.toByteArray();
        } catch (org.apache.poi.openxml4j.exceptions.InvalidFormatException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] pptx(String... slides) throws IOException {
        try (XMLSlideShow show = new XMLSlideShow(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            for (String text : slides) {
                XSLFSlide slide = show.createSlide();
                slide.createTextBox().setText(text);
                slide.createPicture(show.addPicture(PNG, PictureType.PNG));
            }
            show.write(out);
            return out.toByteArray();
        }
    }

    private static byte[] xlsx(String text) throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            var sheet = book.createSheet("Scan");
            sheet.createRow(0).createCell(0).setCellValue(text);
            sheet.createDrawingPatriarch().createPicture(new XSSFClientAnchor(0, 0, 0, 0, 1, 1, 2, 2),
                    book.addPicture(PNG, Workbook.PICTURE_TYPE_PNG));
            book.write(out);
            return out.toByteArray();
        }
    }
}
