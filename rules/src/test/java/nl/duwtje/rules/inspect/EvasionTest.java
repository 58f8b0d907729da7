package nl.duwtje.rules.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nl.duwtje.rules.fact.Attachment;
import nl.duwtje.rules.fact.Facts;
import nl.duwtje.rules.fact.Limits;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.MemoryMessage;
import nl.duwtje.rules.text.ExtractLimits;
import nl.duwtje.rules.text.OfficeFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with a message's structure, a list of citizens in it is found, or the message is ambiguous, or something was not inspected. */
class EvasionTest {

    private static final Limits LIMITS = new Limits(5, 10, Map.of("BSN", 1, "IBAN", 3), List.of());
    private static final Inspector INSPECTOR = new Inspector(new Organisation(List.of("example.org"), List.of()), LIMITS,
            ExtractLimits.defaults());
    private static final Envelope ENVELOPE = Envelope.of(MailAddress.of("anna@example.org"), List.of(MailAddress.of("bob@outside.test")));
    static final String CSV = "Naam;Plaats;BSN\r\nJan;Urk;123456782\r\nPiet;Ede;111222333\r\nKees;Epe;999990019\r\nWim;Elst;123456782\r\n";

    static Facts facts(byte[] message) {
        return INSPECTOR.inspect(ENVELOPE, new MemoryMessage(message));
    }

    static byte[] xlsx() {
        Map<String, List<List<Object>>> sheets = new LinkedHashMap<>();
        sheets.put("Leden",
                List.of(List.of("Naam", "BSN"), List.of("Jan", 123456782), List.of("Piet", 111222333), List.of("Kees", 999990019)));
        return OfficeFiles.xlsx(sheets);
    }

    static String base64(byte[] bytes) {
        return Base64.getMimeEncoder().encodeToString(bytes);
    }

    /** Every byte as a number, so that nothing shows without decoding. */
    static String quotedPrintable(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < bytes.length; i++) {
            out.append(String.format("=%02X", bytes[i])).append(i % 24 == 23 ? "=\r\n" : "");
        }
        return out.toString();
    }

    private static boolean isFound(Facts facts) {
        return facts.personalData().stream().anyMatch(found -> found.type().equals("BSN") && LIMITS.reachedBy(found));
    }

    static String verdict(Facts facts) {
        if (isFound(facts)) {
            return "found";
        }
        return facts.message().ambiguous()
                ? "ambiguous"
                : facts.attachments().stream().anyMatch(Attachment::isNotInspectable) ? "not inspected" : "clean";
    }

    static Stream<Arguments> shapes() {
        byte[] csv = CSV.getBytes(StandardCharsets.US_ASCII);
        byte[] text = "Het BSN van mevrouw Jansen is 123456782.".getBytes(StandardCharsets.US_ASCII);
        String workbook = base64(xlsx());
        String quotedWorkbook = quotedPrintable(xlsx());
        List<Arguments> all = new ArrayList<>();
        for (EvasionShapes.Shape shape : EvasionShapes.all()) {
            all.add(Arguments.of("base64 XLSX", shape, shape.message("base64", workbook)));
            all.add(Arguments.of("base64 CSV", shape, shape.message("base64", base64(csv))));
            all.add(Arguments.of("base64 text", shape, shape.message("base64", base64(text))));
            all.add(Arguments.of("quoted-printable XLSX", shape, shape.message("quoted-printable", quotedWorkbook)));
            all.add(Arguments.of("quoted-printable CSV", shape, shape.message("quoted-printable", quotedPrintable(csv))));
            all.add(Arguments.of("quoted-printable text", shape, shape.message("quoted-printable", quotedPrintable(text))));
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("shapes")
    void isNeverClean(String payload, EvasionShapes.Shape shape, byte[] message) {
        assertThat(verdict(facts(message))).isNotEqualTo("clean");
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("shapes")
    void isNeverCleanAsTheSmtpSideHandsItOn(String payload, EvasionShapes.Shape shape, byte[] message) {
        // no NUL, every line end CRLF
        String normal = new String(message, StandardCharsets.ISO_8859_1).replace("\0", "").replaceAll("\r\n|\r|\n", "\r\n");
        assertThat(verdict(facts(normal.getBytes(StandardCharsets.ISO_8859_1)))).isNotEqualTo("clean");
    }

    @Test
    void allFamiliesAreThere() {
        assertThat(EvasionShapes.all()).hasSizeGreaterThan(200);
        assertThat(EvasionShapes.all().stream().map(EvasionShapes.Shape::family).distinct()).hasSize(13);
    }
}
