package nl.duwtje.rules.text;

import static nl.duwtje.rules.text.Reading.all;
import static nl.duwtje.rules.text.Reading.extract;
import static nl.duwtje.rules.text.Reading.sample;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Files made to hang, to swell, to reach outside or to slip through. */
class HostileTest {

    private static final String FULL = "<row r='1'><c r='A1' t='str'><v>%s</v></c></row>";

    private static byte[] office(String path, String xml) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("[Content_Types].xml", OfficeFiles.utf8("<Types/>"));
        parts.put(path, OfficeFiles.utf8(xml));
        return OfficeFiles.zip(parts);
    }

    private static byte[] open(String content) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("mimetype", OfficeFiles.utf8("application/vnd.oasis.opendocument.text"));
        parts.put("content.xml", OfficeFiles.utf8(content));
        return OfficeFiles.zip(parts);
    }

    /** One XML text in every place where XML is read. */
    private static List<byte[]> everywhere(String prolog, String body) {
        return List.of(office("word/document.xml", prolog + "<w:document xmlns:w='w'><w:p><w:t>" + body + "</w:t></w:p></w:document>"),
                office("xl/worksheets/sheet1.xml", prolog + "<worksheet><sheetData>" + FULL.formatted(body) + "</sheetData></worksheet>"),
                office("xl/sharedStrings.xml", prolog + "<sst><si><t>" + body + "</t></si></sst>"),
                office("xl/workbook.xml", prolog + "<workbook><definedName name='x'>" + body + "</definedName></workbook>"),
                office("xl/comments1.xml", prolog + "<comments><comment ref='A1'><text><t>" + body + "</t></text></comment></comments>"),
                office("xl/_rels/workbook.xml.rels", prolog + "<Relationships>" + body + "</Relationships>"),
                office("xl/styles.xml", prolog + "<styleSheet>" + body + "</styleSheet>"),
                office("docProps/core.xml", prolog + "<x>" + body + "</x>"), open(prolog + "<o xmlns:t='t'><t:p>" + body + "</t:p></o>"),
                OfficeFiles.utf8("<?xml version='1.0'?>" + prolog + "<x><y>" + body + "</y></x>"));
    }

    private static void within(int seconds, String what, Runnable reading) {
        long start = System.nanoTime();
        reading.run();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as(what).isLessThan(Duration.ofSeconds(seconds));
    }

    @Test
    void nothingOutsideIsEverAskedFor() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + listener.getLocalPort() + "/";
            for (String prolog : List.of("<!DOCTYPE x SYSTEM \"" + url + "a.dtd\">", "<!DOCTYPE x PUBLIC \"p\" \"" + url + "b.dtd\">",
                    "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + url + "c\">]>",
                    "<!DOCTYPE x [<!ENTITY % p SYSTEM \"" + url + "d\"> %p;]>")) {
                for (byte[] file : everywhere(prolog, "&e;")) {
                    assertThat(all(extract(file))).doesNotContain("root:");
                }
            }
            String links = "<?xml version='1.0'?><?xml-stylesheet href='" + url + "'?><x xmlns:xi='http://www.w3.org/2001/XInclude' "
                    + "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='" + url + " " + url
                    + "'><xi:include href='" + url + "'/></x>";
            extract(OfficeFiles.utf8(links));
            extract(OfficeFiles
                    .utf8("<html><link rel=stylesheet href='" + url + "'><img src='" + url + "'><iframe src='" + url + "'></html>"));
            extract(OfficeFiles.utf8("BEGIN:VCARD\nPHOTO;VALUE=uri:" + url + "\nEND:VCARD\n"));
            listener.setSoTimeout(200);
            assertThat(org.assertj.core.api.Assertions.catchThrowable(listener::accept)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void textThatOnlyEntitiesHoldIsNeverClean() {
        String laughs = "<!DOCTYPE x [<!ENTITY a \"1234\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">"
                + "<!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;\">]>";
        for (String body : List.of("&e;", "BSN &a;56782")) {
            List<byte[]> files = everywhere(laughs, body);
            for (int i = 0; i < files.size(); i++) {
                Extracted read = extract(files.get(i));
                assertThat(all(read).length()).isLessThan(2_000);
                assertThat(read.inspected()).as(body + " in file " + i).isFalse();
            }
        }
    }

    @Test
    void linesOfTenMegabytesAndAMillionOfThemTakeTheirTimeAndNoMore() {
        within(20, "one line", () -> assertThat(extract("x".repeat(10 << 20) + " BSN 123456782").inspected()).isTrue());
        within(20, "one line of commas", () -> extract("1,".repeat(5 << 20)));
        within(20, "one line of digits", () -> extract("1".repeat(10 << 20)));
        within(20, "a million lines", () -> extract("a;b\n".repeat(1_000_000)));
        within(20, "one cell", () -> extract(office("xl/worksheets/sheet1.xml",
                "<worksheet><sheetData>" + FULL.formatted("x".repeat(10 << 20)) + "</sheetData></worksheet>")));
        within(20, "one field", () -> extract("BEGIN:VCARD\nNOTE:" + "\\n".repeat(5 << 20) + "\nEND:VCARD"));
        within(20, "folds", () -> extract("BEGIN:VCARD\nNOTE:x" + "\n ".repeat(3 << 20) + "\nEND:VCARD"));
    }

    @Test
    void aMillionOfAnythingIsBounded() {
        within(30, "cells", () -> extract(
                office("xl/worksheets/sheet1.xml", "<worksheet><row>" + "<c><v>1</v></c>".repeat(1_000_000) + "</row></worksheet>")));
        within(30, "paragraphs",
                () -> extract(office("word/document.xml", "<w:d xmlns:w='w'>" + "<w:p><w:t>a</w:t></w:p>".repeat(1_000_000) + "</w:d>")));
        within(30, "changes",
                () -> extract(office("word/document.xml", "<w:d xmlns:w='w'>" + "<w:del><w:p><w:delText>a</w:delText></w:p></w:del>"
                        .repeat(300_000) + "</w:d>")));
        within(30, "text boxes",
                () -> extract(office("word/document.xml", "<w:d xmlns:w='w'>" + "<w:txbxContent><w:p><w:t>a</w:t></w:p></w:txbxContent>"
                        .repeat(300_000) + "</w:d>")));
        within(30, "elements", () -> extract("<?xml version='1.0'?><x>" + "<y a='1'><z>2</z></y>".repeat(500_000) + "</x>"));
        StringBuilder names = new StringBuilder("<?xml version='1.0'?><x>");
        StringBuilder keys = new StringBuilder("{");
        for (int i = 0; i < 300_000; i++) {
            names.append("<n").append(i).append("><z>1</z></n").append(i).append('>');
            keys.append("\"k").append(i).append("\":{\"a\":[1]},");
        }
        within(30, "names", () -> extract(names + "</x>"));
        within(30, "keys", () -> extract(keys + "\"z\":1}"));
        within(30, "rows of JSON", () -> extract("[" + "{\"a\":1},".repeat(1_000_000) + "{}]"));
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < 60_000; i++) {
            entries.put("f" + i, new byte[0]);
        }
        within(30, "entries", () -> assertThat(extract(OfficeFiles.zip(entries)).notInspected()).isEqualTo("too large"));
    }

    @Test
    void nestsAreTooDeepInEveryLanguage() {
        within(20, "json", () -> assertThat(extract("[".repeat(1_000_000)).notInspected()).isEqualTo("too deep"));
        within(20, "objects", () -> assertThat(extract("{\"a\":".repeat(1_000_000)).notInspected()).isEqualTo("too deep"));
        within(20, "xml",
                () -> assertThat(extract("<?xml version='1.0'?>" + "<a>".repeat(1_000_000)).notInspected()).isEqualTo("too deep"));
        within(20, "tables", () -> assertThat(extract(open("<o>" + "<table>".repeat(100_000))).notInspected()).isEqualTo("too deep"));
        byte[] mail = OfficeFiles.utf8("x");
        for (int i = 0; i < 8; i++) {
            mail = OfficeFiles.utf8(
                    "From: a@example.org\nDate: x\nMIME-Version: 1.0\nSubject: x\nContent-Type: application/octet-stream; name=a.eml\n"
                            + "Content-Disposition: attachment\nContent-Transfer-Encoding: base64\n\n"
                            + java.util.Base64.getMimeEncoder().encodeToString(mail));
        }
        assertThat(extract(mail).notInspected()).isEqualTo("too deep");
    }

    @Test
    void tagsAsWideAsAHouseAreNotClean() {
        StringBuilder attributes = new StringBuilder("<?xml version='1.0'?><x");
        for (int i = 0; i < 50_000; i++) {
            attributes.append(" a").append(i).append("='1'");
        }
        within(20, "attributes", () -> assertThat(extract(attributes + "/>").inspected()).isFalse());
        within(20, "a value", () -> assertThat(extract(office("word/document.xml", "<a b='" + "x".repeat(2 << 20) + "'/>")).notInspected())
                .isEqualTo("too large"));
    }

    @Test
    void everyLimitOfItsOwnEndsTheReading() {
        ExtractLimits all = ExtractLimits.defaults();
        byte[] text = OfficeFiles.utf8("regel\n".repeat(1_000));
        byte[] zip = OfficeFiles.zip(Map.of("a.txt", text, "b.txt", text));
        assertThat(read(new ExtractLimits(5_000, 250, 1_000_000, 100, 5, all.maxTime()), zip)).isEqualTo("too large");
        assertThat(read(new ExtractLimits(1 << 20, 250, 5_000, 100, 5, all.maxTime()), zip)).isEqualTo("too large");
        assertThat(read(new ExtractLimits(1 << 20, 250, 1_000_000, 1, 5, all.maxTime()), zip)).isEqualTo("too large");
        assertThat(read(new ExtractLimits(1 << 20, 250, 1_000_000, 100, 1, all.maxTime()), OfficeFiles.zip(Map.of("z.zip", zip))))
                .isEqualTo("too deep");
        assertThat(read(new ExtractLimits(1 << 20, 250, 1_000_000, 100, 5, all.maxTime()), zip)).isEmpty();
        Extractor message = new Extractor(new ExtractLimits(15_000, 250, 1_000_000, 100, 5, all.maxTime()), System::nanoTime);
        assertThat(message.extract(zip, "", "").notInspected()).isEmpty();
        assertThat(message.extract(zip, "", "").notInspected()).as("the limits are for the whole message").isEqualTo("too large");
    }

    private static String read(ExtractLimits limits, byte[] file) {
        return new Extractor(limits, System::nanoTime).extract(file, "", "").notInspected();
    }

    @Test
    void cutsAndFlipsOfEveryFormatAreSurvivedAndCutsAreNotClean() {
        List<byte[]> samples = new ArrayList<>();
        for (String name : List.of("leden.ods", "brief.odt", "dia.odp", "aes.zip", "stream.zip", "t.tar", "px.tgz", "leden.fods")) {
            samples.add(sample(name));
        }
        samples.add(OfficeFiles.docx(List.of("BSN 123456782"), List.of(List.of("a", "b"))));
        samples.add(OfficeFiles.xlsx(Map.of("A", List.of(List.of("BSN", 123456782)))));
        samples.add(OfficeFiles.utf8("[{\"bsn\":123456782,\"naam\":\"Jan\"},{\"a\":[1,2]}]"));
        samples.add(OfficeFiles.utf8("BEGIN:VCARD\nFN:Jan\nX-BSN:123456782\nKEY;ENCODING=b:QUJD\nEND:VCARD\n"));
        Random random = new Random(17);
        for (int s = 0; s < samples.size(); s++) {
            byte[] good = samples.get(s);
            for (int cut = 4; s < 7 && cut < good.length - 1; cut += Math.max(1, good.length / 60)) {
                // a tar is blocks of nothing from its end on
                if (s != 5) {
                    assertThat(extract(Arrays.copyOf(good, cut)).inspected()).as("sample " + s + " cut at " + cut).isFalse();
                }
            }
            for (int round = 0; round < 150; round++) {
                byte[] bad = Arrays.copyOf(good, round % 3 == 0 ? random.nextInt(good.length) : good.length);
                for (int i = random.nextInt(6); i >= 0 && bad.length > 0; i--) {
                    bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
                }
                extract(bad);
            }
        }
    }

    @Test
    void aFlipInAnArchiveIsFoundOut() {
        byte[] good = OfficeFiles.docx(List.of("BSN 123456782 van Jan"), List.of());
        Random random = new Random(23);
        String whole = all(extract(good));
        for (int round = 0; round < 400; round++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            Extracted read = extract(bad);
            // either nothing that matters was hit, or it says so
            assertThat(read.inspected() && !all(read).contains("123456782") && whole.contains("123456782")).as("round " + round).isFalse();
        }
    }
}
