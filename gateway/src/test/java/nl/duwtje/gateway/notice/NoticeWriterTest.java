package nl.duwtje.gateway.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import nl.duwtje.gateway.store.Hold;
import nl.duwtje.gateway.testkit.HoldSample;
import nl.duwtje.rules.decision.Action;
import nl.duwtje.rules.decision.Leg;
import nl.duwtje.rules.decision.Nudge;
import nl.duwtje.rules.mail.FileMessage;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.MemoryMessage;
import nl.duwtje.rules.mail.RawMessage;

class NoticeWriterTest {

    private static final String TOKEN = "k7Jt2mQx9Lr4pVw8sZ1cYb6nHd3f";
    private static final String LINK = "https://duwtje.example.org/m/" + TOKEN;
    private static final MailAddress ANNA = MailAddress.of("anna@municipality.example.org");

    @TempDir
    Path spool;

    private NoticeWriter writer() {
        return new NoticeWriter(Texts.shipped(), MailAddress.of("duwtje@municipality.example.org"), () -> "https://duwtje.example.org",
                "gateway.example.org", spool, Clock.fixed(HoldSample.HELD_AT, ZoneId.of("Europe/Amsterdam")), new Random(7));
    }

    @Test
    void asksTheSenderWithOneLinkInTextAndHtml() throws Exception {
        RawMessage notice = writer().held(HoldSample.of("Uitnodiging spreekuur").hold(), TOKEN, ANNA);
        MimeMessage mail = parse(notice);
        assertThat(mail.getHeader("From", null)).isEqualTo("Duwtje <duwtje@municipality.example.org>");
        assertThat(mail.getHeader("To", null)).isEqualTo("anna@municipality.example.org");
        assertThat(mail.getSubject()).isEqualTo("Nog even kijken? Uitnodiging spreekuur");
        assertThat(mail.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
        assertThat(mail.getHeader("X-Auto-Response-Suppress", null)).isEqualTo("All");
        assertThat(mail.getMessageID()).matches("<[0-9a-f]{32}@gateway\\.example\\.org>");
        assertThat(mail.getSentDate().toInstant()).isEqualTo(HoldSample.HELD_AT);
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        for (String form : List.of(text(mail), html(mail))) {
            assertThat(form).contains("Je mail wacht nog op jou", LINK, "6 adressen van buiten de organisatie staan zichtbaar",
                    "Er staan 12 personen met BSN in blad 2, kolom C van de bijlage deelnemers.xlsx.", "resident.example",
                    "j.jansen@resident.example, p.devries@resident.example", "zaterdag 21 november 2026 om 14:05",
                    "vrijdag 20 november 2026 om 14:04", "1 andere ontvanger heeft de mail al gekregen.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nl", "en"})
    void everyNoticeIsWellFormedInBothLanguages(String language) throws Exception {
        HoldSample sample = HoldSample.of("Verslag ✓ 123456782").in(language);
        Hold hold = sample.hold();
        RawMessage original = MemoryMessage.of("Subject: x\n\ntext\n");
        List<Leg> legs = List.of(new Leg(hold.envelope().recipients(), List.of(new Action.HideRecipients())));
        for (RawMessage notice : List.of(writer().held(hold, TOKEN, ANNA), writer().reminder(hold, TOKEN, ANNA),
                writer().expired(hold, TOKEN, ANNA), writer().released(hold, legs, ANNA), writer().cancelled(hold, original, ANNA),
                writer().hidden(sample.facts(), hold.nudges(), language, ANNA),
                writer().returned(sample.facts(), hold.nudges(), language, original, ANNA))) {
            String bytes = string(notice);
            assertThat(bytes.replace("\r\n", "")).doesNotContain("\r", "\n").matches("\\p{ASCII}*");
            assertThat(bytes.lines().mapToInt(String::length).max().orElse(0)).isLessThan(998);
            assertThat(bytes).doesNotContain("123456782", "{0}", "null");
            MimeMessage mail = parse(notice);
            assertThat(mail.getSubject()).contains("Verslag ✓ •••782");
            assertThat(text(mail)).isNotBlank().doesNotContain("123456782");
            assertThat(html(mail)).contains("<html lang=\"" + language + "\">", "\r\n@media (prefers-color-scheme: dark)")
                    .doesNotContain("123456782");
        }
    }

    @Test
    void threeLooksTakeTurnsAndSayTheSame() throws Exception {
        java.util.Map<Look, String> seen = new java.util.EnumMap<>(Look.class);
        Hold hold = HoldSample.of("Lijst").hold();
        for (int i = 0; i < 64; i++) {
            Hold other = new Hold("h" + i * 7, hold.bodyId(), hold.state(), hold.heldAt(), hold.remindAt(), hold.expiresAt(),
                    hold.purgeAt(), hold.envelope(), hold.actions(), hold.facts(), hold.nudges(), hold.proposals(), "nl", hold.answer());
            String html = html(parse(writer().held(other, TOKEN, ANNA)));
            assertThat(html).contains("Je mail wacht nog op jou", "6 adressen van buiten", "Alle 7 ontvangers zien 6 adressen",
                    LINK + "#cancel", "?useful=no#useful", "Lijst");
            assertThat(html).as("the same for the same hold").isEqualTo(html(parse(writer().held(other, TOKEN, ANNA))));
            seen.put(Look.of(other.id()), html);
        }
        assertThat(seen).containsOnlyKeys(Look.values());
        assertThat(seen.get(Look.LETTER)).contains(Look.LETTER.accent()).doesNotContain(Look.SHEET.accent(), Look.QUESTION.accent());
    }

    @Test
    void everyLookCanBeRead() {
        for (Look look : Look.values()) {
            for (String back : List.of("#ffffff", look.card(), look.page(), look.tint())) {
                assertThat(contrast(look.ink(), back)).as(look + " ink on " + back).isGreaterThan(4.5);
                assertThat(contrast(look.soft(), back)).as(look + " soft on " + back).isGreaterThan(4.5);
                assertThat(contrast(look.accent(), back)).as(look + " accent on " + back).isGreaterThan(4.5);
            }
            for (String back : List.of("#1b1d1f", "#26292c", "#1f2224", look.darkTint())) {
                assertThat(contrast("#c3c7c9", back)).as(look + " soft on " + back).isGreaterThan(4.5);
                assertThat(contrast(look.darkAccent(), back)).as(look + " accent on " + back).isGreaterThan(4.5);
            }
        }
    }

    /** WCAG 2.2, "contrast ratio". */
    private static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String colour) {
        double sum = 0;
        double[] weights = {0.2126, 0.7152, 0.0722};
        for (int i = 0; i < 3; i++) {
            double c = Integer.parseInt(colour, 1 + 2 * i, 3 + 2 * i, 16) / 255.0;
            sum += weights[i] * (c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    @Test
    void whatOthersWroteIsNeverMarkup() throws Exception {
        String evil = "<script>alert(1)</script>\"><img src=x onerror=alert(2)>\r\nBcc: eve@evil.test";
        Nudge nudge = Nudge.hold("R").because("not-inspectable", "\"><svg onload=alert(3)>.zip", "encrypted").because(evil, evil);
        RawMessage notice = writer().held(HoldSample.of(evil).because(nudge).to(List.of("\"<b>x</b>\"@evil.test")).hold(), TOKEN, ANNA);
        MimeMessage mail = parse(notice);
        assertThat(html(mail)).doesNotContain("<script", "<img", "<svg", "<b>x").contains("&lt;script&gt;", "&lt;svg onload");
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getAllRecipients()).hasSize(1);
    }

    @Test
    void anAddressInUtf8StaysWhatItIs() throws Exception {
        MailAddress anja = MailAddress.of("ánja@gemeente.example");
        Hold hold = HoldSample.of("x").hold();
        for (RawMessage notice : List.of(writer().held(hold, TOKEN, anja),
                writer().cancelled(hold, MemoryMessage.of("Subject: x\n\ny\n"), anja))) {
            String bytes = new String(string(notice).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            assertThat(bytes).contains("\r\nTo: ánja@gemeente.example\r\n");
        }
    }

    @Test
    void anExpiredMailCanStillBeSent() throws Exception {
        MimeMessage mail = parse(writer().expired(HoldSample.of("Report").in("en").hold(), TOKEN, ANNA));
        assertThat(mail.getSubject()).isEqualTo("Not sent: Report");
        assertThat(text(mail)).contains(LINK, "Send after all:", "until Saturday 28 November 2026 at 14:05");
    }

    @Test
    void timesInUtcSaySoAndAnUnknownMomentIsNotSaid() {
        assertThat(When.said(HoldSample.HELD_AT, ZoneId.of("UTC"), "en")).isEqualTo("Friday 20 November 2026 at 13:05 UTC");
        assertThat(When.said(java.time.Instant.MAX, ZoneId.of("UTC"), "nl")).isEmpty();
        assertThat(When.written("Fri, 20 Nov 2026 14:04:30 +0100 (CET)", HoldSample.HELD_AT)).isEqualTo("2026-11-20T13:04:30Z");
        assertThat(When.written("yesterday", HoldSample.HELD_AT)).isEqualTo(HoldSample.HELD_AT);
    }

    @Test
    void tellsWhatWentOutAndThanksOnlyForTheSaferChoice() throws Exception {
        Hold hold = HoldSample.of("x").hold();
        Leg hidden = new Leg(hold.envelope().recipients(), List.of(new Action.HideRecipients()));
        Leg asIs = new Leg(hold.envelope().recipients(), List.of());
        assertThat(text(parse(writer().released(hold, List.of(hidden), ANNA)))).contains("De mail is naar 6 ontvangers gegaan.",
                "zien elkaars adres niet", "Dank je wel!", "kim@home.example.com");
        assertThat(text(parse(writer().released(hold, List.of(asIs), ANNA)))).contains("zoals jij hem schreef")
                .doesNotContain("Dank je wel");
    }

    @Test
    void aLongListOfRecipientsStaysShort() throws Exception {
        List<String> many = IntStream.range(0, 450).mapToObj(i -> "r" + i + "@d" + i % 50 + ".example").toList();
        String said = text(parse(writer().held(HoldSample.of("x").to(many).hold(), TOKEN, ANNA)));
        assertThat(said).contains("en nog 44 andere organisaties", "en nog 4").hasSizeLessThan(4_000);
    }

    @Test
    void aMailTakenBackComesAsADraftThatOutlookOpens() throws Exception {
        RawMessage original = MemoryMessage.of("""
                Received: from client by gateway; Fri, 20 Nov 2026 14:05:00 +0100
                From: anna@municipality.example.org
                To: j.jansen@resident.example
                Subject: Uitnodiging: 'spreekuur'

                Beste bewoners é
                """);
        MimeMessage mail = parse(writer().cancelled(HoldSample.of("Uitnodiging: spreekuur/2").hold(), original, ANNA));
        assertThat(mail.getContentType()).startsWith("multipart/mixed");
        BodyPart file = ((Multipart) mail.getContent()).getBodyPart(1);
        assertThat(file.getFileName()).isEqualTo("Uitnodiging spreekuur 2.eml");
        assertThat(file.getContentType()).startsWith("application/octet-stream");
        assertThat(file.getDisposition()).isEqualTo("attachment");
        assertThat(new String(file.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("X-Unsent: 1\r\n"
                + "From: anna@municipality.example.org\r\nTo: j.jansen@resident.example\r\nSubject: Uitnodiging: 'spreekuur'\r\n\r\n"
                + "Beste bewoners é\r\n");
        assertThat(text(mail)).contains("Open de bijlage", "Dank je wel!").doesNotContain("/m/");
    }

    @Test
    void aReturnedMailSaysThatSendingItAgainCountsAsSure() throws Exception {
        HoldSample sample = HoldSample.of("Vraag");
        MimeMessage mail = parse(
                writer().returned(sample.facts(), sample.nudges(), "nl", MemoryMessage.of("Subject: Vraag\n\nx\n"), ANNA));
        assertThat(text(mail)).contains("binnen een uur nog een keer", "12 personen met BSN");
        assertThat(((Multipart) mail.getContent()).getCount()).isEqualTo(2);
    }

    @Test
    void aLargeOriginalTravelsThroughATempFileThatGoesWhenClosed() throws Exception {
        Path big = original(30 << 20, 76);
        long before = allocated();
        RawMessage notice;
        try (RawMessage original = FileMessage.kept(big, Files.size(big))) {
            notice = writer().cancelled(HoldSample.of("Groot").hold(), original, ANNA);
        }
        assertThat(allocated() - before).as("bytes allocated on the heap").isLessThan(8L << 20);
        assertThat(notice).isInstanceOf(FileMessage.class);
        assertThat(notice.size()).as("8bit, not base64").isLessThan(Files.size(big) + 20_000);
        try (var in = notice.open()) {
            MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()), in);
            BodyPart file = ((Multipart) mail.getContent()).getBodyPart(1);
            assertThat(file.getContentType()).startsWith("message/rfc822");
            assertThat(file.getHeader("Content-Transfer-Encoding")).containsExactly("8bit");
        }
        notice.close();
        assertThat(spool.toFile().list((dir, name) -> name.startsWith("notice"))).isEmpty();
    }

    @Test
    void aLargeOriginalWithOverlongLinesGoesAsBase64() throws Exception {
        Path big = original(12 << 20, 5_000);
        try (RawMessage original = FileMessage.kept(big, Files.size(big));
                RawMessage notice = writer().cancelled(HoldSample.of("Groot").hold(), original, ANNA)) {
            assertThat(notice.size()).isGreaterThan(Files.size(big) * 4 / 3);
            assertThat(string(notice).lines().mapToInt(String::length).max().orElse(0)).isLessThan(998);
        }
    }

    private Path original(int size, int line) throws IOException {
        Path file = spool.resolve("original.eml");
        byte[] text = ("x".repeat(line) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write("Received: x\r\nSubject: Groot\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int n = 0; n < size; n += text.length) {
                out.write(text);
            }
        }
        return file;
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static String string(RawMessage message) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        message.writeTo(out::write);
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    private static MimeMessage parse(RawMessage message) throws Exception {
        return new MimeMessage(Session.getInstance(new Properties()),
                new ByteArrayInputStream(string(message).getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String text(Part mail) throws MessagingException, IOException {
        return form(mail, "text/plain");
    }

    private static String html(Part mail) throws MessagingException, IOException {
        return form(mail, "text/html");
    }

    private static String form(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return (String) part.getContent();
        }
        if (part.isMimeType("multipart/*")) {
            Multipart parts = (Multipart) part.getContent();
            for (int i = 0; i < parts.getCount(); i++) {
                String found = form(parts.getBodyPart(i), type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }
}
