package nl.duwtje.rules.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import nl.duwtje.rules.fact.Attachment;
import nl.duwtje.rules.fact.Facts;
import nl.duwtje.rules.fact.Limits;
import nl.duwtje.rules.fact.Message;
import nl.duwtje.rules.fact.Party;
import nl.duwtje.rules.fact.PersonalData;
import nl.duwtje.rules.fact.PersonalData.Place;
import nl.duwtje.rules.fact.Strength;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.MemoryMessage;
import nl.duwtje.rules.text.ExtractLimits;
import nl.duwtje.rules.text.OfficeFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InspectorTest {

    private static final Organisation ORGANISATION = new Organisation(List.of("example.org"), List.of("partner.test"));
    private static final Limits LIMITS = new Limits(5, 10, Map.of("BSN", 1, "IBAN", 3), List.of("vertrouwelijk", "confidential"));
    private static final Inspector INSPECTOR = new Inspector(ORGANISATION, LIMITS, ExtractLimits.defaults());

    private static Facts facts(String message, String... to) {
        return facts(MailAddress.of("anna@example.org"), message, to);
    }

    private static Facts facts(MailAddress from, String message, String... to) {
        List<MailAddress> recipients = Stream.of(to.length == 0 ? new String[]{"bob@outside.test"} : to).map(MailAddress::of).toList();
        return INSPECTOR.inspect(Envelope.of(from, recipients), MemoryMessage.of(message));
    }

    private static Message message(String headers) {
        return facts(headers + "\n\nHallo\n").message();
    }

    private static String withAttachment(String type, String name, byte[] bytes) {
        return """
                From: Anna <anna@example.org>
                To: bob@outside.test
                Subject: Lijst
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="grens"

                --grens
                Content-Type: text/plain; charset=utf-8

                Zie bijlage.
                --grens
                Content-Type: %s
                Content-Disposition: attachment; filename="%s"
                Content-Transfer-Encoding: base64

                %s
                --grens--
                """.formatted(type, name, Base64.getMimeEncoder().encodeToString(bytes));
    }

    private static byte[] list() {
        Map<String, List<List<Object>>> sheets = new LinkedHashMap<>();
        sheets.put("Uitleg", List.of(List.of("x")));
        List<List<Object>> rows = new ArrayList<>();
        rows.add(List.of("Naam", "Plaats", "BSN"));
        for (int bsn : new int[]{123456782, 111222333, 999990019, 10000008, 123456782}) {
            rows.add(List.of("Jan", "Urk", bsn));
        }
        sheets.put("Leden", rows);
        return OfficeFiles.xlsx(sheets);
    }

    @Test
    void countsPersonsWhereRowsTellOfThemAndNumbersElsewhere() {
        String rows = "naam;bsn;partner bsn;paspoort;tweede paspoort\nJan;123456782;111222333;NPB1C2D38;NWF2K4L61\n"
                + "Piet;999990019;123456782;NXK3M5P72;NRR4T6H83\n";
        assertThat(counted("lijst.csv", rows)).containsExactlyInAnyOrder("3 BSN of persons", "4 ID_DOCUMENT");
        assertThat(counted("lijst.csv", rows + "\n\nHet BSN van Kees is 999990123, zoals hij zelf schreef.\n")).contains("4 BSN");
        assertThat(counted("brief.txt", "Het BSN van Kees is 999990123.\n")).containsExactly("1 BSN");
    }

    private static List<String> counted(String name, String text) {
        return facts(withAttachment("text/plain", name, OfficeFiles.utf8(text)), "bob@outside.test").personalData().stream()
                .map(data -> data.count() + " " + data.type() + (data.persons() ? " of persons" : "")).toList();
    }

    @Test
    void whoCanSeeWhom() {
        Facts facts = facts("""
                From: Anna <anna@example.org>
                Sender: secretariaat@example.org
                Reply-To: info@example.org
                To: Bob <BOB@outside.test>, "Jansen, P." <p@outside.test>, p@OUTSIDE.test, carol@example.org
                Cc: groep: x@partner.test, y@elders.test;
                Resent-To: z@elders.test
                Subject: =?utf-8?q?caf=C3=A9?=
                Message-ID: <1@example.org>

                Hallo
                """, "bob@outside.test", "stil@outside.test", "carol@example.org", "x@partner.test");
        assertThat(facts.message().from()).isEqualTo("anna@example.org");
        assertThat(facts.message().sender()).isEqualTo("secretariaat@example.org");
        assertThat(facts.message().replyTo()).isEqualTo("info@example.org");
        assertThat(facts.message().subject()).isEqualTo("café");
        assertThat(facts.message().messageId()).isEqualTo("<1@example.org>");
        assertThat(facts.message().visibleRecipients()).isEqualTo(6);
        assertThat(facts.message().visibleOutsiders()).isEqualTo(4);
        assertThat(facts.visibleOutsiders()).containsExactly("BOB@outside.test", "p@outside.test", "y@elders.test", "z@elders.test");
        assertThat(facts.message().outsiders()).isEqualTo(2);
        assertThat(facts.recipients()).extracting("address", "party", "visible")
                .containsExactly(org.assertj.core.groups.Tuple.tuple("bob@outside.test",
                        Party.OUTSIDER, true), org.assertj.core.groups.Tuple.tuple("stil@outside.test", Party.OUTSIDER, false),
                        org.assertj.core.groups.Tuple.tuple(
                                "carol@example.org", Party.INSIDE, true),
                        org.assertj.core.groups.Tuple.tuple("x@partner.test", Party.PARTNER, true));
    }

    @Test
    void aSpreadsheetOfCitizensIsCountedWhereItStands() {
        byte[] list = list();
        Facts facts = facts(withAttachment("application/octet-stream", "lijst.xlsx", list));
        assertThat(facts.message().inspected()).isTrue();
        assertThat(facts.message().attachments()).isEqualTo(1);
        assertThat(facts.attachments()).singleElement().satisfies(a -> {
            assertThat(a.name()).isEqualTo("lijst.xlsx");
            assertThat(a.type()).isEqualTo("xlsx");
            assertThat(a.inspected()).isTrue();
            assertThat(a.size()).isEqualTo(list.length);
        });
        assertThat(facts.personalData()).containsExactly(new PersonalData("BSN", Strength.HIGH, Place.ATTACHMENT,
                "lijst.xlsx, sheet 2 (Leden), column C", 4, true, "123•••782"));
    }

    @Test
    void bothFormsOfABodyCountOnce() {
        Facts facts = facts("""
                From: anna@example.org
                Subject: BSN 111222333
                MIME-Version: 1.0
                Content-Type: multipart/alternative; boundary=b

                --b
                Content-Type: text/plain

                Mijn BSN is 123456782.
                --b
                Content-Type: text/html; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                <p>Mijn BSN is&nbsp;<b>1234=
                56782</b>.</p>
                --b--
                """);
        assertThat(facts.personalData()).containsExactly(new PersonalData("BSN", Strength.HIGH, Place.SUBJECT, "", 1, false, "111•••333"),
                new PersonalData("BSN",
                        Strength.HIGH, Place.BODY, "", 1, false, "123•••782"));
        assertThat(facts.attachments()).isEmpty();
    }

    @Test
    void contentIsReadOnlyWhenItCanMatter() {
        String mail = withAttachment("application/octet-stream", "lijst.xlsx", list());
        for (Facts facts : List.of(facts(mail, "carol@example.org", "x@partner.test"), facts(MailAddress.NULL, mail), facts(
                "Auto-Submitted: auto-replied; owner=x\n" + mail))) {
            assertThat(facts.message().inspected()).isFalse();
            assertThat(facts.personalData()).isEmpty();
            assertThat(facts.attachments()).singleElement().satisfies(a -> {
                assertThat(a.notInspected()).isEqualTo("not needed");
                assertThat(a.isNotInspectable()).isFalse();
            });
        }
    }

    @Test
    void aMeetingRequestShowsItsAttendees() {
        Facts facts = facts("""
                From: anna@example.org
                To: bob@outside.test
                Content-Type: text/calendar; method=REQUEST; charset=utf-8

                BEGIN:VCALENDAR
                METHOD:REQUEST
                ATTENDEE;CN="Jansen; P";ROLE=REQ-PARTICIPANT:mailto:p@outside.test
                ATTENDEE;CN=Carol;PARTSTAT=NEEDS-ACTION:MAILTO:carol@ex
                 ample.org
                END:VCALENDAR
                """, "bob@outside.test", "p@outside.test");
        assertThat(facts.message().calendarRequest()).isTrue();
        assertThat(facts.message().calendarReply()).isFalse();
        assertThat(facts.message().visibleRecipients()).isEqualTo(3);
        assertThat(facts.visibleOutsiders()).containsExactly("bob@outside.test", "p@outside.test");
        assertThat(facts.recipients()).allMatch(r -> r.visible());
        assertThat(message("Content-Type: text/calendar; method=REPLY").calendarReply()).isTrue();
    }

    @Test
    void trafficOfMachinesIsKnownByItsHeaders() {
        assertThat(message("Auto-Submitted: auto-replied").autoReply()).isTrue();
        assertThat(message("Auto-Submitted: Auto-Replied (vacation); x=y").autoReply()).isTrue();
        assertThat(message("Precedence: auto_reply").autoReply()).isTrue();
        assertThat(message("X-Autoreply: yes").autoReply()).isTrue();
        assertThat(message("X-Auto-Response-Suppress: All").autoReply()).isFalse();
        assertThat(message("Auto-Submitted: no").autoReply()).isFalse();
        assertThat(message("Auto-Submitted: auto-generated").autoGenerated()).isTrue();
        assertThat(message("List-Id: <x.example.org>").mailingList()).isTrue();
        assertThat(message("X-MS-Journal-Report:").journalReport()).isTrue();
        assertThat(message("Content-Class: urn:content-classes:recallmessage").recall()).isTrue();
        assertThat(message("X-Message-Class: IPM.Outlook.Recall").recall()).isTrue();
        assertThat(message("Subject: Recall: besmet drinkwater").recall()).isFalse();
        assertThat(message("Subject: Intrekken: lijst\nContent-Type: application/ms-tnef; name=winmail.dat").recall()).isTrue();
        assertThat(facts(report("delivery-status", "delivery-status")).message().deliveryReport()).isTrue();
        assertThat(facts(report("disposition-notification", "disposition-notification")).message().readReceipt()).isTrue();
        assertThat(facts(report("delivery-status", "rfc822-headers")).message().deliveryReport()).isFalse();
    }

    private static String report(String type, String part) {
        return """
                From: anna@example.org
                Content-Type: multipart/report; report-type=%s; boundary=b

                --b

                Hallo
                --b
                Content-Type: message/%s

                Final-Recipient: rfc822;x@outside.test

                --b--
                """.formatted(type, part);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", "application/ms-tnef; name=winmail.dat",
            "message/partial; id=a; number=1; total=2", "message/external-body; access-type=url; URL=\"http://outside.test/\"",
            "multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b", "application/pdf; name=a.pdf",
            "text/plain; charset=utf-7"})
    void whatCannotBeReadIsNeverClean(String type) {
        Facts facts = facts("From: anna@example.org\nTo: bob@outside.test\nMIME-Version: 1.0\nContent-Type: " + type
                + "\n\n--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b\nContent-Type: application/octet-stream\n\nxxxx\n--b--\n%PDF-1.4\n");
        boolean ambiguous = facts.message().ambiguous();
        assertThat(ambiguous || facts.attachments().stream().anyMatch(Attachment::isNotInspectable)).isTrue();
    }

    @Test
    void signedAndEncryptedMailIsSaidToBe() {
        assertThat(message("Content-Type: application/pkcs7-mime; smime-type=enveloped-data").encrypted()).isTrue();
        assertThat(message("Content-Type: application/pkcs7-mime; smime-type=signed-data").signed()).isTrue();
        assertThat(message("Content-Type: application/pkcs7-mime; smime-type=signed-data").encrypted()).isFalse();
        assertThat(facts("From: a@example.org\n\n-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n").message().encrypted())
                .isTrue();
        Facts signed = facts("""
                From: anna@example.org
                Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary=b

                --b
                Content-Type: text/plain

                BSN 123456782
                --b
                Content-Type: application/pkcs7-signature; name=smime.p7s
                Content-Transfer-Encoding: base64

                MIIGPgYJKoZIhvcNAQcC
                --b--
                """);
        assertThat(signed.message().signed()).isTrue();
        assertThat(signed.attachments()).noneMatch(Attachment::isNotInspectable);
        assertThat(signed.personalData()).hasSize(1);
    }

    @Test
    void aForwardedMailIsReadThrough() {
        String inner = withAttachment("application/x", "lijst.xlsx", list());
        Facts plain = facts(
                "From: anna@example.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: message/rfc822\n\n"
                        + inner
                        + "\n--o--\n");
        Facts encoded = facts(
                "From: anna@example.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: message/rfc822\n"
                        + "Content-Transfer-Encoding: base64\n\n"
                        + Base64.getMimeEncoder().encodeToString(inner.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        + "\n--o--\n");
        for (Facts facts : List.of(plain, encoded)) {
            assertThat(facts.personalData()).extracting(PersonalData::count).containsExactly(4);
            assertThat(facts.attachments()).extracting(Attachment::type).containsExactly("message", "xlsx");
        }
    }

    @Test
    void aLogoIsNotAnAttachmentButAListThatCallsItselfOneIs() {
        String mail = """
                From: anna@example.org
                MIME-Version: 1.0
                Content-Type: multipart/related; boundary=b

                --b
                Content-Type: text/html

                <p>Hallo<img src="cid:logo">
                --b
                Content-Type: image/png
                Content-ID: <logo>
                Content-Disposition: inline; filename=logo.png
                Content-Transfer-Encoding: base64

                %s
                --b--
                """;
        Facts logo = facts(mail.formatted(Base64.getMimeEncoder().encodeToString(new byte[]{(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10})));
        assertThat(logo.message().attachments()).isZero();
        assertThat(logo.attachments()).singleElement().matches(a -> a.inline() && !a.isNotInspectable());
        Facts list = facts(mail.formatted(Base64.getMimeEncoder().encodeToString(list())));
        assertThat(list.attachments()).singleElement().matches(a -> !a.inline() && a.inspected());
        assertThat(list.personalData()).hasSize(1);
    }

    @Test
    void aConfidentialMarkingStandsOnTop() {
        assertThat(message("Subject: VERTROUWELIJK: plannen").confidential()).isEqualTo("vertrouwelijk");
        assertThat(message("Sensitivity: Company-Confidential").confidential()).isEqualTo("Company-Confidential");
        assertThat(facts("Subject: x\n\n** Confidential **\n\nPlannen\n").message().confidential()).isEqualTo("confidential");
        assertThat(message("Subject: onvertrouwelijkheid").confidential()).isEmpty();
        assertThat(facts("Subject: x\n\n" + "Regel\n".repeat(8) + "Dit bericht is vertrouwelijk.\n").message().confidential()).isEmpty();
        assertThat(facts("Subject: vertrouwelijk\n\nx\n", "carol@example.org").message().confidential()).isEmpty();
    }

    @Test
    void noBytesMakeItFail() {
        byte[] good = withAttachment("application/x", "lijst.xlsx", list()).replace("\n", "\r\n")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Envelope envelope = Envelope.of(MailAddress.of("anna@example.org"), List.of(MailAddress.of("bob@outside.test")));
        Random random = new Random(5);
        for (int round = 0; round < 400; round++) {
            byte[] bytes = Arrays.copyOf(good, random.nextInt(good.length));
            for (int i = random.nextInt(20); i > 0 && bytes.length > 0; i--) {
                bytes[random.nextInt(Math.min(bytes.length, round % 2 == 0 ? 600 : bytes.length))] = (byte) random.nextInt(256);
            }
            assertThat(INSPECTOR.inspect(envelope, new MemoryMessage(bytes)).message().size()).isEqualTo(bytes.length);
            byte[] noise = new byte[random.nextInt(500)];
            random.nextBytes(noise);
            INSPECTOR.inspect(envelope, new MemoryMessage(noise));
        }
    }

    @Test
    void theCommandLineScansTextsAndFiles() {
        Scan scan = new Scan(LIMITS, ExtractLimits.defaults());
        Scan.Result text = scan.text("Order 123456782. BSN 123.456.782");
        assertThat(text.nudge()).isTrue();
        assertThat(text.findings()).containsExactly(new Scan.Found("BSN", 21, 32, Strength.HIGH, "", "123•••782"));
        assertThat(scan.text("IBAN NL91ABNA0417164300").nudge()).isFalse();
        assertThat(scan.text("NL91ABNA0417164300 DE89370400440532013000 BE68539007547034").nudge()).isTrue();
        Scan.Result file = scan.file("lijst.xlsx", list());
        assertThat(file.findings()).hasSize(5).allMatch(f -> f.where().equals("lijst.xlsx, sheet 2 (Leden), column C"));
        assertThat(file.nudge()).isTrue();
        assertThat(scan.file("a.pdf", OfficeFiles.utf8("%PDF-1.7")).notInspected()).isEqualTo("unsupported");
        assertThat(scan.file("m.eml", OfficeFiles.utf8(withAttachment("a/b", "lijst.xlsx", list()).replace("\n", "\r\n"))).nudge())
                .isTrue();
    }
}
