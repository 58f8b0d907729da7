package nl.duwtje.rules.text.risky;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import nl.duwtje.rules.text.Block;
import nl.duwtje.rules.text.ExtractLimits;
import nl.duwtje.rules.text.Extracted;
import nl.duwtje.rules.text.Extraction;
import nl.duwtje.rules.text.OfficeFiles;
import nl.duwtje.rules.text.ReadBefore;
import nl.duwtje.rules.text.Table;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hslf.usermodel.HSLFPictureShape;
import org.apache.poi.hslf.usermodel.HSLFSlide;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.apache.poi.hslf.usermodel.HSLFTextBox;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.sl.usermodel.PictureData.PictureType;
import org.junit.jupiter.api.Test;

class RiskyFormatsTest {

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

    @Test
    void daysInAnOldWorkbookAreReadAsPeopleSeeThem() throws Exception {
        try (HSSFWorkbook book = new HSSFWorkbook(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            var row = book.createSheet("Leden").createRow(0);
            for (String format : new String[]{"dd-mm-yyyy", "m/d/yy", "0.00"}) {
                var cell = row.createCell(row.getPhysicalNumberOfCells());
                cell.setCellValue(29251);
                cell.setCellStyle(book.createCellStyle());
                cell.getCellStyle().setDataFormat(book.createDataFormat().getFormat(format));
            }
            book.write(out);
            Extracted read = extract(out.toByteArray());
            assertThat(read.blocks()).singleElement().satisfies(
                    sheet -> assertThat(sheet.text().toString()).isEqualTo("31-01-1980\n31-01-1980\n29251\n"));
        }
    }

    @Test
    void aDocumentThatIsOnlyAScanIsSaid() throws Exception {
        assertThat(extract(RiskyFiles.libreOffice("scan.doc")).notInspected()).isEqualTo("image");
        assertThat(extract(RiskyFiles.libreOffice("scan.rtf")).notInspected()).isEqualTo("image");
        assertThat(extract(rtf("{\\pict\\pngblip 89504e47}Geachte heer")).notInspected()).isEmpty();
        assertThat(extract(scans("")).notInspected()).isEqualTo("image");
        assertThat(extract(scans("Dia")).notInspected()).isEmpty();
        assertThat(extract(RiskyFiles.sevenZip(Map.of("a.rtf", rtf("Hallo"), "b.gif", OfficeFiles.utf8("GIF89a")), "")).notInspected())
                .isEqualTo("image");
    }

    private static byte[] scans(String text) throws java.io.IOException {
        try (HSLFSlideShow show = new HSLFSlideShow(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ByteArrayOutputStream picture = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", picture);
            HSLFSlide slide = show.createSlide();
            slide.addShape(new HSLFPictureShape(show.addPicture(picture.toByteArray(), PictureType.PNG)));
            if (!text.isEmpty()) {
                HSLFTextBox box = new HSLFTextBox();
                box.setText(text);
                slide.addShape(box);
            }
            show.write(out);
            return out.toByteArray();
        }
    }

    private static byte[] rtf(String content) {
        return ("{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset238 Arial CE;}}" + content + "}")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void aPdfIsReadPageByPage() {
        Extracted extracted = extract(RiskyFiles.pdf(List.of(List.of("Geachte heer"), List.of("Betreft", "Uw BSN is 123456782"))));
        assertThat(extracted.type()).isEqualTo("pdf");
        assertThat(extracted.notInspected()).isEmpty();
        assertThat(place(extracted, "123456782")).isEqualTo("page 2, line 2");
    }

    @Test
    void aTableOnPaperIsATableAndKeepsItsHeaderOverThePage() {
        Extracted extracted = extract(RiskyFiles.pdf(List.of(
                List.of("Overzicht van de leden", "Naam\tPlaats\tBSN", "Jan Jansen\tUrk\t123456782", "Piet Pietersen\tOss\t111222333"),
                List.of("Kees\tEde\t999990019", "An\tEpe\t999990020", "Bo\tEls\t999990032"), List.of("Einde"))));
        assertThat(place(extracted, "123456782")).isEqualTo("page 1, table 1, cell C2");
        assertThat(place(extracted, "999990019")).isEqualTo("page 2, table 1, cell C2");
        assertThat(extracted.blocks()).filteredOn(Table.class::isInstance).hasSize(2)
                .allSatisfy(table -> assertThat(table.text().toString()).startsWith("Naam\nPlaats\nBSN\n"));
        assertThat(place(extracted, "Overzicht")).isEqualTo("page 1, line 1");
    }

    @Test
    void labelsAndValuesAreNoTable() {
        Extracted extracted = extract(RiskyFiles.pdf(List.of(List.of("Naam:\tJan", "Plaats:\tUrk", "BSN:\t123456782", "Tel:\t-"))));
        assertThat(extracted.blocks()).noneMatch(Table.class::isInstance);
        assertThat(place(extracted, "BSN:\t123456782")).isEqualTo("page 1, line 3");
    }

    @Test
    void whatLibreOfficeWritesIsRead() {
        Extracted doc = extract(RiskyFiles.libreOffice("brief.doc"));
        assertThat(doc.notInspected()).isEmpty();
        assertThat(doc.type()).isEqualTo("doc");
        assertThat(place(doc, "123456782")).isEqualTo("paragraph 2");
        assertThat(place(doc, "111222333")).isEqualTo("table 1, cell B2");
        assertThat(place(doc, "Café € 5")).isEqualTo("paragraph 2");

        Extracted rtf = extract(RiskyFiles.libreOffice("brief.rtf"));
        assertThat(rtf.notInspected()).isEmpty();
        assertThat(rtf.type()).isEqualTo("rtf");
        assertThat(place(rtf, "123456782")).isEqualTo("paragraph 2");
        assertThat(place(rtf, "111222333")).isEqualTo("table 1, cell B2");
        assertThat(place(rtf, "Café € 5")).isEqualTo("paragraph 2");

        Extracted xls = extract(RiskyFiles.libreOffice("leden.xls"));
        assertThat(xls.notInspected()).isEmpty();
        assertThat(xls.type()).isEqualTo("xls");
        assertThat(place(xls, "999990019")).isEqualTo("sheet 1 (leden), cell C4");

        Extracted pdf = extract(RiskyFiles.libreOffice("leden.pdf"));
        assertThat(pdf.notInspected()).isEmpty();
        assertThat(place(pdf, "999990019")).isEqualTo("page 1, table 1, cell C4");
        assertThat(place(extract(RiskyFiles.libreOffice("brief.pdf")), "123456782")).startsWith("page 1, line ");
    }

    @Test
    void sheetsKeepTheirNumberNameFormulasAndComments() throws Exception {
        try (HSSFWorkbook book = new HSSFWorkbook(); var out = new java.io.ByteArrayOutputStream()) {
            book.createSheet("Uitleg").createRow(0).createCell(0).setCellValue("zie verder");
            var sheet = book.createSheet("Leden");
            var header = sheet.createRow(0);
            header.createCell(0).setCellValue("Naam");
            header.createCell(2).setCellValue("BSN");
            var row = sheet.createRow(1);
            row.createCell(0).setCellValue("Jan");
            row.createCell(2).setCellValue(123456782);
            sheet.createRow(2).createCell(2).setCellFormula("123450000+6782");
            book.getCreationHelper().createFormulaEvaluator().evaluateAll();
            var anchor = book.getCreationHelper().createClientAnchor();
            sheet.createDrawingPatriarch().createCellComment(anchor).setString(book.getCreationHelper().createRichTextString(
                    "eigenlijk 111222333"));
            book.setSheetHidden(1, true);
            book.write(out);
            Extracted extracted = extract(out.toByteArray());
            assertThat(extracted.notInspected()).isEmpty();
            assertThat(place(extracted, "123456782")).isEqualTo("sheet 2 (Leden), cell C2");
            assertThat(extracted.blocks()).anySatisfy(block -> assertThat(block.text().toString()).contains("123456782\n123456782\n"));
            assertThat(place(extracted, "111222333")).isEqualTo("sheet 2 (Leden), comments");
        }
    }

    @Test
    void slidesAreNumbered() {
        Extracted extracted = extract(RiskyFiles.ppt(List.of("Welkom", "BSN 123456782")));
        assertThat(extracted.notInspected()).isEmpty();
        assertThat(extracted.type()).isEqualTo("ppt");
        assertThat(place(extracted, "123456782")).isEqualTo("slide 2");
    }

    @Test
    void filesInsideAreReadAsOrdinaryOnes() {
        byte[] list = OfficeFiles.xlsx(Map.of("Leden", List.of(List.of("BSN"), List.of(123456782))));
        Extracted tnef = extract(RiskyFiles.tnef("Lijst", "Zie BSN 111222333", "lijst.xlsx", list));
        assertThat(tnef.type()).isEqualTo("tnef");
        assertThat(tnef.notInspected()).isEmpty();
        assertThat(place(tnef, "123456782")).isEqualTo("lijst.xlsx, sheet 1 (Leden), cell A2");
        assertThat(place(tnef, "111222333")).startsWith("body");
        assertThat(place(tnef, "Lijst")).isEqualTo("subject");

        byte[] pdf = RiskyFiles.pdf(List.of(List.of("leeg"), List.of("BSN 999990019")));
        Extracted archive = extract(RiskyFiles.sevenZip(Map.of("map/lijst.xlsx", list, "brief.pdf", pdf), ""));
        assertThat(archive.type()).isEqualTo("7z");
        assertThat(archive.notInspected()).isEmpty();
        assertThat(place(archive, "123456782")).isEqualTo("lijst.xlsx, sheet 1 (Leden), cell A2");
        assertThat(place(archive, "999990019")).isEqualTo("brief.pdf, page 2, line 1");
    }

    @Test
    void whatHasAPasswordIsEncrypted() throws Exception {
        Extracted pdf = extract(RiskyFiles.pdf(List.of(List.of("BSN 123456782")), "geheim"));
        assertThat(pdf.encrypted()).isTrue();
        assertThat(pdf.notInspected()).isEqualTo("encrypted");
        assertThat(extract(RiskyFiles.sevenZip(Map.of("a.txt", new byte[]{65}), "geheim")).encrypted()).isTrue();
        try (HSSFWorkbook book = new HSSFWorkbook(); var out = new java.io.ByteArrayOutputStream()) {
            book.createSheet("Leden").createRow(0).createCell(0).setCellValue("123456782");
            Biff8EncryptionKey.setCurrentUserPassword("geheim");
            book.write(out);
            Biff8EncryptionKey.setCurrentUserPassword(null);
            assertThat(extract(out.toByteArray()).encrypted()).isTrue();
        }
    }

    @Test
    void rtfIsReadAndItsControlWordsAreNot() {
        Extracted extracted = extract(rtf("{\\*\\generator 123456782;}{\\info{\\title Titel}{\\author Auteur}}\\bin3 \\}x"
                + "{\\header Kop 999990019\\par}\\pard Uw BSN is 1{\\b 23}45\\'36782\\par {\\v verborgen}\\u8364?{\\f1 \\'b9}\\par"
                + "{\\pict\\picw111222333 111222333}\\trowd\\cellx100\\intbl a\\cell b\\cell\\row\\pard einde{\\footnote noot}\\par"));
        assertThat(extracted.notInspected()).isEmpty();
        assertThat(place(extracted, "123456782")).isEqualTo("paragraph 1");
        assertThat(place(extracted, "verborgen€ą")).isEqualTo("paragraph 2");
        assertThat(place(extracted, "111222333")).isEqualTo("not found");
        assertThat(place(extracted, "999990019")).isEqualTo("header, paragraph 1");
        assertThat(place(extracted, "Titel\nAuteur")).startsWith("properties");
        assertThat(place(extracted, "noot")).startsWith("footnotes");
        assertThat(extracted.blocks()).filteredOn(Table.class::isInstance).singleElement().satisfies(table -> assertThat(table.text()
                .toString()).isEqualTo("a\nb\n"));
    }

    @Test
    void htmlInRtfIsReadAsHtml() {
        Extracted extracted = extract(rtf("\\fromhtml1 {\\*\\htmltag64 <p>}\\htmlrtf weg \\htmlrtf0 Uw BSN{\\*\\htmltag84 &nbsp;}123456782"
                + "{\\*\\htmltag72 </p>}{\\*\\htmltag <table><tr><td>}x{\\*\\htmltag </td><td>}y{\\*\\htmltag </td></tr></table>}"));
        assertThat(extracted.blocks()).extracting(block -> block.text().toString().strip()).anyMatch(t -> t.contains("BSN\u00a0123456782"))
                .noneMatch(t -> t.contains("weg"));
        assertThat(extracted.blocks()).anyMatch(Table.class::isInstance);
    }

    @Test
    void rtfThatIsDeepOrCutOffIsNotClean() {
        assertThat(extract(rtf("{".repeat(100_000))).notInspected()).isEqualTo("too deep");
        assertThat(extract("{\\rtf1 {tekst".getBytes(StandardCharsets.ISO_8859_1)).notInspected()).isEqualTo("corrupt");
    }

    @Test
    void aPdfOfPicturesOnlyIsAnImage() {
        assertThat(extract(RiskyFiles.pdf(List.of(List.of(), List.of()))).notInspected()).isEqualTo("image");
    }

    @Test
    void whatWasReadBeforeIsNotReadAgainAndStillCounts() {
        int[] reads = {0};
        RiskyFormats formats = new RiskyFormats();
        ReadBefore seen = new ReadBefore(100, 1 << 20);
        Extraction extraction = new Extraction(ExtractLimits.defaults(), (kind, bytes, sink) -> {
            reads[0]++;
            return formats.read(kind, bytes, sink);
        }, seen);
        byte[] pdf = RiskyFiles.pdf(List.of(List.of("BSN 123456782")));
        Extracted first = extraction.extractor(System::nanoTime).extract(pdf, "", "");
        Extracted again = extraction.extractor(System::nanoTime).extract(pdf.clone(), "", "");
        assertThat(reads[0]).isEqualTo(1);
        assertThat(again).isEqualTo(first);
        assertThat(seen.hits()).isEqualTo(1);

        ExtractLimits few = new ExtractLimits(1 << 20, 100, 10, 100, 5, java.time.Duration.ofSeconds(5));
        assertThat(new Extraction(few, formats, seen).extractor(System::nanoTime).extract(pdf, "", "").notInspected()).isEqualTo(
                "too large");
        assertThat(reads[0]).isEqualTo(1);
    }

    @Test
    void whatWasReadBeforeIsForgottenWhenItWouldBeTooMuch() {
        int[] reads = {0};
        ReadBefore seen = new ReadBefore(1000, 16 * 10_000);
        Extraction extraction = new Extraction(ExtractLimits.defaults(), (kind, bytes, sink) -> {
            reads[0]++;
            sink.add(new nl.duwtje.rules.text.Prose("", "", "x".repeat(1500)));
            return kind;
        }, seen);
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 200; i++) {
                extraction.extractor(System::nanoTime).extract(("%PDF-" + i).getBytes(StandardCharsets.US_ASCII), "", "");
            }
        }
        // 16 shelves of 10,000 bytes hold at most two of 3,700 bytes each
        assertThat(reads[0]).isGreaterThan(400 - 33);
    }

    @Test
    void aVerdictThatMayChangeIsNotRemembered() {
        int[] reads = {0};
        Extraction extraction = new Extraction(ExtractLimits.defaults(), (kind, bytes, sink) -> {
            reads[0]++;
            throw new nl.duwtje.rules.text.NotInspected(nl.duwtje.rules.text.NotInspected.TOO_SLOW);
        }, ReadBefore.ofNormalSize());
        byte[] pdf = "%PDF-".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 3; i++) {
            assertThat(extraction.extractor(System::nanoTime).extract(pdf, "", "").notInspected()).isEqualTo("too slow");
        }
        assertThat(reads[0]).isEqualTo(3);
    }

    @Test
    void brokenFilesAreNeverAnException() {
        Random random = new Random(20261121);
        List<byte[]> files = List.of(RiskyFiles.pdf(List.of(List.of("Naam\tBSN", "Jan\t123456782"))), RiskyFiles.libreOffice("brief.doc"),
                RiskyFiles.libreOffice("leden.xls"), RiskyFiles.libreOffice("brief.rtf"),
                RiskyFiles.tnef("s", "b", "a.txt", new byte[]{65}), RiskyFiles.sevenZip(Map.of("a.txt", "tekst".getBytes(
                        StandardCharsets.UTF_8)), ""));
        List<String> verdicts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            byte[] broken = files.get(i % files.size()).clone();
            for (int flips = 1 + random.nextInt(20); flips > 0; flips--) {
                broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
            }
            verdicts.add(extract(broken).notInspected());
        }
        assertThat(verdicts).hasSize(200).contains("corrupt");
        assertThat(Collections.frequency(verdicts, "too slow")).isZero();
    }
}
