package nl.duwtje.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import nl.duwtje.gateway.hostile.HealthyFiles;

/** {@code duwtje scan} on every kind of file, as real programs write it, says where the number stands; {@code rules try} says it to people. */
class EveryKindOfFileTest {

    /** Written by POI, PDFBox and the JDK, with a list of twelve. */
    private static final Map<String, String> WRITTEN = Map.ofEntries(Map.entry("csv", "column B"), Map.entry("txt", "column B"),
            Map.entry("html", "column B"), Map.entry("xml", "column"), Map.entry("json", "column B"), Map.entry("vcf", "leden.vcf"),
            Map.entry("rtf", "paragraph"), Map.entry("xlsx", "sheet 1 (Leden), column B"), Map.entry("xls", "sheet 1 (Leden), column B"),
            Map.entry("docx", "paragraph"), Map.entry("pptx", "slide 1"), Map.entry("ppt", "slide 1"), Map.entry("odt", "paragraph"),
            Map.entry("pdf", "page 1"), Map.entry("msg", "leden.xlsx, sheet 1 (Leden), column B"),
            Map.entry("eml", "leden.xlsx"), Map.entry("winmail.dat", "leden.csv, column B"),
            Map.entry("zip", "leden.xlsx, sheet 1 (Leden), column B"), Map.entry("nested.zip", "binnen.zip, leden.pdf, page 1"),
            Map.entry("7z", "leden.csv, column B"), Map.entry("tar", "leden.csv, column B"), Map.entry("csv.gz", "column B"));
    /** Written by LibreOffice 7.4: {@code soffice --headless --convert-to doc} and so on; in the tests of rules. */
    private static final Map<String, String> LIBRE_OFFICE = Map.of("risky/brief.doc", "table 1", "risky/brief.rtf", "table 1",
            "risky/leden.xls", "sheet 1 (leden), column C", "risky/brief.pdf", "page 1", "risky/leden.pdf", "page 1, table 1, column C",
            "leden.ods",
            "sheet 2 (Leden), column C", "brief.odt", "brief.odt");

    @TempDir
    Path folder;
    private final StringWriter out = new StringWriter();

    private int duwtje(List<String> arguments) {
        out.getBuffer().setLength(0);
        return Duwtje.run(new PrintWriter(out), new PrintWriter(new StringWriter()), arguments.toArray(String[]::new));
    }

    @Test
    void scanNamesTheCellThePageOrTheParagraph() throws Exception {
        Map<String, String> expected = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> file : HealthyFiles.all().entrySet()) {
            Path written = Files.write(folder.resolve("leden." + file.getKey()), file.getValue());
            expected.put(written.toString(), WRITTEN.get(file.getKey()));
        }
        Path samples = Path.of("..", "rules", "src", "test", "resources", "nl", "duwtje", "rules", "text");
        LIBRE_OFFICE.forEach((name, where) -> expected.put(samples.resolve(name).toString(), where));
        List<String> arguments = new ArrayList<>(List.of("scan"));
        arguments.addAll(expected.keySet());
        assertThat(duwtje(arguments)).isZero();
        Map<String, String> said = new HashMap<>();
        for (String line : out.toString().lines().toList()) {
            JsonNode file = new ObjectMapper().readTree(line);
            said.put(file.get("id").asText(), line);
            assertThat(line).doesNotContain("notInspected").contains("\"type\":\"BSN\"");
        }
        assertThat(said.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
        expected.forEach((file, where) -> assertThat(said.get(file)).as(file).contains(where));
        assertThat(out.toString()).doesNotContain(HealthyFiles.BSNS);
    }

    @Test
    void rulesTrySaysHowManyPersonsInWhichColumn() throws Exception {
        byte[] list;
        try (XSSFWorkbook book = new XSSFWorkbook(); ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            book.createSheet("Uitleg").createRow(0).createCell(0).setCellValue("Zie het volgende blad");
            Sheet sheet = book.createSheet("Leden");
            row(sheet, "Naam", "Plaats", "BSN");
            for (String bsn : HealthyFiles.BSNS) {
                row(sheet, "Inwoner", "Zandoever", bsn);
            }
            book.write(bytes);
            list = bytes.toByteArray();
        }
        Path eml = Files.writeString(folder.resolve("lijst.eml"), """
                From: Sanne de Vries <sanne@example.org>
                To: planning@vervoerder.test
                Subject: Lijst
                Date: Sat, 21 Nov 2026 10:00:00 +0100
                Message-ID: <lijst@example.org>
                MIME-Version: 1.0
                Content-Type: application/octet-stream; name=leden.xlsx
                Content-Disposition: attachment; filename=leden.xlsx
                Content-Transfer-Encoding: base64

                %s
                """.formatted(Base64.getMimeEncoder().encodeToString(list)));
        assertThat(duwtje(List.of("rules", "try", eml.toString()))).isZero();
        assertThat(out.toString()).contains("found       12 BSN, high, in attachment leden.xlsx, sheet 2 (Leden), column C")
                .contains("nl: Er staan 12 personen met BSN in blad 2, kolom C (blad Leden) van de bijlage leden.xlsx.")
                .contains("en: There are 12 persons with BSN in sheet 2, column C (sheet Leden) of the attachment leden.xlsx.");
    }

    private static void row(Sheet sheet, String... cells) {
        Row row = sheet.createRow(sheet.getPhysicalNumberOfRows());
        for (int i = 0; i < cells.length; i++) {
            row.createCell(i).setCellValue(cells[i]);
        }
    }
}
