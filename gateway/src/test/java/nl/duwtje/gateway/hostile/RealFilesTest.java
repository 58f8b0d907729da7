package nl.duwtje.gateway.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import nl.duwtje.rules.text.Block;
import nl.duwtje.rules.text.ExtractLimits;
import nl.duwtje.rules.text.Extracted;
import nl.duwtje.rules.text.Extraction;
import nl.duwtje.rules.text.ReadBefore;
import nl.duwtje.rules.text.risky.RiskyFormats;

/** Files that Outlook, Office and Acrobat wrote: what stands in their far corners is read, and what cannot be read is said. */
class RealFilesTest {

    /** "file: text" and the place where it must be found. */
    private static final Map<String, String> FOUND = new TreeMap<>(Map.ofEntries(
            Map.entry("testMSG_att_msg.msg: Test email with 1 msg attachment", "body"),
            Map.entry("testMSG_att_msg.msg: Blah blah blah", "Test Attachment, body"),
            Map.entry("testMSG_att_doc.msg: chinois", "test-unicode.doc"),
            Map.entry("test-outlook.msg: Merci d'avoir choisi", "formatted body"),
            Map.entry("testRTFEmbeddedFiles.rtf: Content with UTF-8 chars", "testHTML_utf8"),
            Map.entry("testRTFEmbeddedFiles.rtf: Hello World", "embedded, Hw.txt"),
            Map.entry("testWORD_embedded_pdf.doc: owiej roiwej", "embedded ObjectPool, embedded _1402837031, page 1"),
            Map.entry("testEXCEL_5.xls: Sample Excel Worksheet", "line"),
            Map.entry("testPPT_masterText.ppt: Text that I added to the master slide", "slidemaster 2"),
            Map.entry("testPPT_embedded2.ppt: Embedded document for powerpoint", "embedded 2"),
            Map.entry("testPDF_acroform3.pdf: aTextField: TIKA-1226", "form"),
            Map.entry("testPDF_XFA_govdocs1_258578.pdf: my_school", "form"),
            Map.entry("testPDFPackage.pdf: PDF2", "PDF2.pdf, page 1")));
    private static final Map<String, String> NOT_READ = Map.of("testEXCEL.xlsb", "unsupported", "testMicrosoftIRMServices.pdf", "encrypted",
            "droste.zip", "too deep", "quine.gz", "too deep", "TIKA-216.tgz", "too large", "test-documents.rar", "unsupported",
            "testOCR.pdf", "image");

    private static final ExtractLimits PATIENT = new ExtractLimits(128L << 20, 250, 20_000_000, 10_000, 5, Duration.ofMinutes(2));

    private static Extracted read(Map<String, byte[]> files, String name) {
        return new Extraction(PATIENT, new RiskyFormats(), ReadBefore.nothing()).extractor(System::nanoTime).extract(files.get(name), "",
                "");
    }

    private static Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        PublicSamples.all().forEach(file -> files.put(file.name(), file.bytes()));
        return files;
    }

    @Test
    void whatStandsInAFarCornerIsFound() throws IOException {
        Map<String, byte[]> files = files();
        FOUND.forEach((what, place) -> {
            String file = what.substring(0, what.indexOf(": "));
            String text = what.substring(what.indexOf(": ") + 2);
            Extracted read = read(files, file);
            assertThat(read.notInspected()).as(file).isEmpty();
            assertThat(read.blocks()).as(what).anySatisfy(block -> {
                assertThat(block.text().toString()).contains(text);
                assertThat(where(block, text)).startsWith(place);
            });
        });
    }

    private static String where(Block block, String text) {
        return block.where(block.text().toString().indexOf(text));
    }

    @Test
    void whatCannotBeReadIsSaid() throws IOException {
        Map<String, byte[]> files = files();
        NOT_READ.forEach((file, reason) -> assertThat(read(files, file).notInspected()).as(file).isEqualTo(reason));
    }
}
