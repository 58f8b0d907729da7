package nl.duwtje.rules.text.risky;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import nl.duwtje.rules.text.Block;
import nl.duwtje.rules.text.ExtractLimits;
import nl.duwtje.rules.text.Extracted;
import nl.duwtje.rules.text.Extraction;
import nl.duwtje.rules.text.ReadBefore;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;
import org.junit.jupiter.api.Test;

/** What else is in a PDF than the text of its pages, and what is said when that is not all. */
class PdfReadingTest {

    private static Extracted extract(byte[] bytes) {
        return extract(bytes, ExtractLimits.defaults());
    }

    private static Extracted extract(byte[] bytes, ExtractLimits limits) {
        return new Extraction(limits, new RiskyFormats(), ReadBefore.nothing()).extractor(System::nanoTime).extract(bytes, "", "");
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

    private interface Change {
        void to(PDDocument document) throws IOException;
    }

    /** A page that says "Zie verder", changed. */
    private static byte[] pdf(Change change) throws IOException {
        try (PDDocument document = Loader.loadPDF(RiskyFiles.pdf(List.of(List.of("Zie verder"))));
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            change.to(document);
            document.save(out);
            return out.toByteArray();
        }
    }

    @Test
    void filledInFieldsAreReadAsValuesAndAsTheyAreDrawn() throws Exception {
        Extracted extracted = extract(pdf(document -> {
            PDAcroForm form = new PDAcroForm(document);
            document.getDocumentCatalog().setAcroForm(form);
            PDResources fonts = new PDResources();
            fonts.put(COSName.getPDFName("Helv"), new PDType1Font(Standard14Fonts.FontName.HELVETICA));
            form.setDefaultResources(fonts);
            form.setDefaultAppearance("/Helv 10 Tf 0 g");
            PDTextField field = new PDTextField(form);
            field.setPartialName("bsn");
            field.setAlternateFieldName("Burgerservicenummer");
            PDAnnotationWidget widget = field.getWidgets().get(0);
            widget.setRectangle(new PDRectangle(50, 500, 200, 20));
            widget.setPage(document.getPage(0));
            document.getPage(0).setAnnotations(List.of(widget));
            form.setFields(List.of(field));
            field.setValue("123456782");
        }));
        assertThat(extracted.notInspected()).isEmpty();
        assertThat(extracted.blocks()).anySatisfy(block -> assertThat(block.text().toString()).contains("Burgerservicenummer: 123456782"));
        assertThat(place(extracted, "123456782")).startsWith("page 1, line ");
    }

    @Test
    void commentsAndAttachedFilesAreReadForEverySystemTheyAreFor() throws Exception {
        Extracted extracted = extract(pdf(document -> {
            PDAnnotationText comment = new PDAnnotationText();
            comment.setContents("BSN 123456782");
            comment.setRectangle(new PDRectangle(10, 10, 20, 20));
            document.getPage(0).setAnnotations(List.of(comment));
            PDComplexFileSpecification file = new PDComplexFileSpecification();
            file.setFile("kaart.txt");
            file.setEmbeddedFile(embedded(document, "BSN 111222333"));
            file.getCOSObject().getCOSDictionary(COSName.EF).setItem(COSName.DOS, embedded(document, "BSN 999990019"));
            PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
            tree.setNames(Map.of("kaart", file));
            PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
            names.setEmbeddedFiles(tree);
            document.getDocumentCatalog().setNames(names);
            PDComplexFileSpecification associated = new PDComplexFileSpecification();
            associated.setFile("bron.txt");
            associated.setEmbeddedFile(embedded(document, "BSN 999990020"));
            COSArray all = new COSArray();
            all.add(associated.getCOSObject());
            document.getDocumentCatalog().getCOSObject().setItem(COSName.AF, all);
        }));
        assertThat(extracted.notInspected()).isEmpty();
        assertThat(place(extracted, "123456782")).isEqualTo("page 1, comments");
        assertThat(place(extracted, "111222333")).startsWith("kaart.txt");
        assertThat(place(extracted, "999990019")).startsWith("kaart.txt");
        assertThat(place(extracted, "999990020")).startsWith("bron.txt");
    }

    private static PDEmbeddedFile embedded(PDDocument document, String text) throws IOException {
        return new PDEmbeddedFile(document, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aScannedPageAmongOthersIsSaid() throws Exception {
        byte[] scan = pdf(document -> {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawImage(LosslessFactory.createFromImage(document, new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB)), 0, 0);
            }
        });
        assertThat(extract(scan).notInspected()).isEqualTo("image");
        assertThat(place(extract(scan), "Zie verder")).isEqualTo("page 1, line 1");
        assertThat(extract(pdf(document -> document.addPage(new PDPage()))).notInspected()).as("an empty page hides nothing").isEmpty();
    }

    @Test
    void aDamagedPageIsNotClean() throws Exception {
        byte[] damaged = pdf(document -> {
            COSStream contents = (COSStream) document.getPage(0).getCOSObject().getDictionaryObject(COSName.CONTENTS);
            byte[] packed = contents.createRawInputStream().readAllBytes();
            try (var out = contents.createRawOutputStream()) {
                out.write(packed, 0, packed.length / 2);
                out.write(new byte[]{-1, -1, -1, -1});
            }
        });
        assertThat(extract(damaged).notInspected()).isEqualTo("corrupt");
    }

    @Test
    void streamsPagesAndTimeHaveLimits() {
        byte[] pdf = RiskyFiles.pdf(List.of(List.of("een regel tekst"), List.of("een regel tekst"), List.of("een regel tekst")));
        Duration time = Duration.ofSeconds(30);
        assertThat(extract(pdf, new ExtractLimits(1000, 250, 100_000, 3, 5, time)).notInspected()).isEmpty();
        assertThat(extract(pdf, new ExtractLimits(100, 250, 100_000, 3, 5, time)).notInspected()).isEqualTo("too large");
        assertThat(extract(pdf, new ExtractLimits(1000, 250, 100_000, 2, 5, time)).notInspected()).isEqualTo("too large");
    }
}
