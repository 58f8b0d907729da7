package nl.duwtje.rules.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ExtractorTest {

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private static Extracted extract(byte[] bytes) {
        return new Extractor(ExtractLimits.defaults(), System::nanoTime).extract(bytes, "", "");
    }

    private static Extracted html(String html) {
        return new Extractor(ExtractLimits.defaults(), System::nanoTime).html(html);
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

    private static byte[] list() {
        Map<String, List<List<Object>>> sheets = new LinkedHashMap<>();
        sheets.put("Uitleg", List.of(List.of("Dit is de lijst")));
        sheets.put("Leden",
                List.of(List.of("Naam", "Plaats", "BSN"), List.of("Jan", "Urk", 123456782), List.of("Piet", "Oss", "111222333"), List.of(
                        "Kees", "Ede", 10000008)));
        return OfficeFiles.xlsx(sheets);
    }

    @Test
    void aWorkbookIsReadCellByCellAlsoHiddenSheetsAndNumbers() {
        Extracted extracted = extract(list());
        assertThat(extracted.type()).isEqualTo("xlsx");
        assertThat(extracted.inspected()).isTrue();
        assertThat(place(extracted, "123456782")).isEqualTo("sheet 2 (Leden), cell C2");
        assertThat(place(extracted, "111222333")).isEqualTo("sheet 2 (Leden), cell C3");
        assertThat(place(extracted, "10000008")).isEqualTo("sheet 2 (Leden), cell C4");
    }

    @Test
    void aDocumentIsReadWithItsTables() {
        Extracted extracted = extract(
                OfficeFiles.docx(List.of("Geachte heer", "Uw BSN is 123456782"), List.of(List.of("Naam", "BSN"), List.of("Jan",
                        "111222333"))));
        assertThat(extracted.type()).isEqualTo("docx");
        assertThat(extracted.inspected()).isTrue();
        assertThat(place(extracted, "123456782")).isEqualTo("paragraph 2");
        assertThat(place(extracted, "111222333")).isEqualTo("table 1, cell B2");
    }

    @Test
    void aZipIsReadToItsBottom() {
        byte[] inner = OfficeFiles.zip(Map.of("map/lijst.xlsx", list()));
        Extracted extracted = extract(OfficeFiles.zip(Map.of("binnen.zip", inner)));
        assertThat(extracted.type()).isEqualTo("zip");
        assertThat(extracted.inspected()).isTrue();
        assertThat(place(extracted, "123456782")).isEqualTo("binnen.zip, lijst.xlsx, sheet 2 (Leden), cell C2");
    }

    @Test
    void whatHasAPasswordIsEncrypted() {
        Extracted book = extract(OfficeFiles.encrypted(list()));
        assertThat(book.encrypted()).isTrue();
        assertThat(book.notInspected()).isEqualTo("encrypted");

        byte[] zip = OfficeFiles.zip(Map.of("a.txt", OfficeFiles.utf8("geheim")));
        for (int i = 0; i + 9 < zip.length; i++) {
            // general purpose bit 0 in the local header and in the central directory
            if (zip[i] == 'P' && zip[i + 1] == 'K' && zip[i + 2] == 1 && zip[i + 3] == 2) {
                zip[i + 8] |= 1;
            }
        }
        assertThat(extract(zip).encrypted()).isTrue();
        assertThat(extract(zip).inspected()).isFalse();
    }

    @Test
    void textIsReadInTheCharsetItIsIn() {
        String text = "Café: 123456782 €";
        for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("windows-1252"), StandardCharsets.UTF_16,
                StandardCharsets.UTF_16LE)) {
            Extracted extracted = extract(text.getBytes(charset));
            assertThat(extracted.type()).isEqualTo("text");
            assertThat(extracted.blocks()).extracting(b -> b.text().toString()).as(charset.name()).containsExactly(text);
        }
    }

    @Test
    void aFileOfLinesCutAlikeIsATable() {
        Extracted extracted = extract(OfficeFiles.utf8("Naam;BSN\nJan;123456782\n\"Piet; de oude\";111222333\n"));
        assertThat(extracted.type()).isEqualTo("csv");
        assertThat(extracted.blocks()).singleElement().isInstanceOf(Table.class);
        assertThat(place(extracted, "111222333")).isEqualTo("cell B3");
    }

    @Test
    void htmlIsReadAsItIsShown() {
        Extracted extracted = html(
                "<html><head><style>p{123456782}</style><script>var a='</p>123456782'</script></head><body><p>BSN&nbsp;1<b>23</b>456&#55;82"
                        + "<p>caf&eacute; &lt;b&gt; &euro;<!-- 111222333 --><table><tr><th>Naam<th>BSN<tr><td>Jan<td>999990019</table>");
        assertThat(extracted.blocks()).hasSize(2);
        assertThat(extracted.blocks().get(1).text().toString()).isEqualTo("BSN\u00a0123456782\ncaf&eacute; <b> €\n");
        assertThat(place(extracted, "999990019")).isEqualTo("table, cell B2");
    }

    @Test
    void aTableForLayoutIsText() {
        Extracted extracted = html("<table><tr><td>links<td><table><tr><td>Uw BSN is 123456782</table></table>");
        assertThat(extracted.blocks()).singleElement().satisfies(block -> {
            assertThat(block).isInstanceOf(Prose.class);
            assertThat(block.text().toString()).isEqualTo("links\nUw BSN is 123456782\n");
        });
    }

    @Test
    void contentDecidesWhatAFileIs() {
        Map<String, byte[]> files = Map.ofEntries(entry("pdf", OfficeFiles.utf8("%PDF-1.7\nx")),
                entry("image", new byte[]{(byte) 0x89, 'P', 'N', 'G', 13, 10,
                        26, 10}),
                entry("rtf", OfficeFiles.utf8("{\\rtf1 x}")), entry("7z", new byte[]{'7', 'z', (byte) 0xbc, (byte) 0xaf, 0x27, 0x1c}),
                entry("unknown", new byte[]{0, 1, 2, 3, 4, 0, 0, 7}), entry("tnef", new byte[]{0x78, (byte) 0x9f,
                        0x3e, 0x22, 1, 1}));
        files.forEach((type, bytes) -> {
            assertThat(extract(bytes).type()).isEqualTo(type);
            assertThat(extract(bytes).notInspected()).isEqualTo(type.equals("image") ? "image" : "unsupported");
        });
    }

    @Test
    void aBombIsTooLargeAndCostsLittle() {
        byte[] zeros = new byte[60 << 20];
        byte[] bomb = OfficeFiles.zip(Map.of("a.txt", zeros));
        assertThat(extract(bomb).notInspected()).isEqualTo("too large");
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i < 10_001; i++) {
            many.put("f" + i, new byte[0]);
        }
        assertThat(extract(OfficeFiles.zip(many)).notInspected()).isEqualTo("too large");
    }

    @Test
    void aNestThatIsTooDeepSaysSo() {
        byte[] inner = OfficeFiles.utf8("tekst");
        for (int i = 0; i < 8; i++) {
            inner = OfficeFiles.zip(Map.of("n.zip", inner));
        }
        assertThat(extract(inner).notInspected()).isEqualTo("too deep");
    }

    @Test
    void timeThatIsOverEndsTheReading() {
        AtomicLong now = new AtomicLong();
        Extractor extractor = new Extractor(new ExtractLimits(1 << 20, 250, 1000, 10, 5, Duration.ofSeconds(1)),
                () -> now.addAndGet(600_000_000));
        assertThat(extractor.extract(list(), "", "").notInspected()).isEqualTo("too slow");
        assertThat(extractor.isOver()).isTrue();
    }

    @Test
    void entitiesAreNotExpandedAndFilesNotRead() {
        String laughs = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x \"ha\"><!ENTITY y \"&x;&x;&x;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>";
        for (String body : List.of("<worksheet><sheetData><row><c t=\"str\"><v>&y;</v></c></row></sheetData></worksheet>",
                "<worksheet><sheetData><row><c t=\"str\"><v>&f;</v></c></row></sheetData></worksheet>")) {
            Extracted extracted = extract(
                    OfficeFiles.zip(Map.of("[Content_Types].xml", OfficeFiles.utf8("<Types/>"), "xl/worksheets/sheet1.xml", OfficeFiles
                            .utf8(laughs + body))));
            assertThat(extracted.blocks().toString()).doesNotContain("root:", "hahaha");
            assertThat(extracted.notInspected()).isIn("corrupt", "");
        }
        Extracted deep = extract(OfficeFiles
                .zip(Map.of("[Content_Types].xml", OfficeFiles.utf8("<Types/>"), "word/document.xml", OfficeFiles.utf8("<a>".repeat(
                        100_000)))));
        assertThat(deep.notInspected()).isEqualTo("too deep");
        Extracted wide = extract(OfficeFiles
                .zip(Map.of("[Content_Types].xml", OfficeFiles.utf8("<Types/>"), "word/document.xml", OfficeFiles.utf8("<a b=\"" + "x"
                        .repeat(3_000_000)))));
        assertThat(wide.notInspected()).isEqualTo("too large");
    }

    @Test
    void brokenFilesNeverThrowAndAreNeverClean() {
        byte[] good = list();
        Random random = new Random(11);
        for (int length = 4; length < good.length - 1; length += 211) {
            assertThat(extract(Arrays.copyOf(good, length)).inspected()).as("cut at " + length).isFalse();
        }
        for (int round = 0; round < 500; round++) {
            byte[] bad = good.clone();
            for (int i = 0; i < 5; i++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            extract(bad);
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            extract(noise);
        }
    }

    @Test
    void fiftyThousandCellsAreReadFast() {
        List<List<Object>> rows = new ArrayList<>();
        for (int r = 0; r < 5000; r++) {
            List<Object> row = new ArrayList<>();
            for (int c = 0; c < 10; c++) {
                row.add(c % 2 == 0 ? (Object) (100_000_000 + r * 10 + c) : "Naam " + r);
            }
            rows.add(row);
        }
        byte[] book = OfficeFiles.xlsx(Map.of("Groot", rows));
        extract(book);
        long start = System.nanoTime();
        Extracted extracted = extract(book);
        assertThat(extracted.inspected()).isTrue();
        assertThat(((Table) extracted.blocks().get(0)).size()).isEqualTo(50_000);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void rubbishTakesTimeInProportion() {
        for (String piece : List.of("&", "<!--", "<a", "<a=\"", "<a='>", "<table><td>", "<table>", "</table>", "<script>", "&#x;", "<td>",
                "\"", ";\"", "  a")) {
            String rubbish = piece.repeat(2_000_000 / piece.length());
            long start = CPU.getCurrentThreadCpuTime();
            html(rubbish);
            extract(OfficeFiles.utf8(rubbish));
            assertThat(Duration.ofNanos(CPU.getCurrentThreadCpuTime() - start)).as(piece).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void headersCommentsAndDeletedTextAreRead() {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("[Content_Types].xml", OfficeFiles.utf8("<Types/>"));
        parts.put("word/document.xml", OfficeFiles
                .utf8("<w:document xmlns:w='w'><w:p><w:del><w:r><w:delText>123456782</w:delText></w:r></w:del></w:p></w:document>"));
        parts.put("word/header1.xml", OfficeFiles.utf8("<w:hdr xmlns:w='w'><w:p><w:r><w:t>111222333</w:t></w:r></w:p></w:hdr>"));
        parts.put("word/comments.xml", OfficeFiles.utf8("<w:comments xmlns:w='w'><w:p><w:r><w:t>999990019</w:t></w:r></w:p></w:comments>"));
        parts.put("word/embeddings/boek.xlsx", list());
        Extracted extracted = extract(OfficeFiles.zip(parts));
        assertThat(extracted.inspected()).isTrue();
        assertThat(place(extracted, "123456782")).isEqualTo("paragraph 1");
        assertThat(place(extracted, "111222333")).isEqualTo("header 1, paragraph 1");
        assertThat(place(extracted, "999990019")).isEqualTo("comments, paragraph 1");
        assertThat(place(extracted, "10000008")).isEqualTo("boek.xlsx, sheet 2 (Leden), cell C4");
    }

    @Test
    void numbersAreReadInFull() {
        assertThat(List.of(SheetText.whole("1.23456782E8"), SheetText.whole("123456782.0"), SheetText.whole("123456782"),
                SheetText.whole("2.35E-3"), SheetText
                        .whole("1E999999999")))
                .containsExactly("123456782", "123456782", "123456782", "2.35E-3", "1E999999999");
    }
}
