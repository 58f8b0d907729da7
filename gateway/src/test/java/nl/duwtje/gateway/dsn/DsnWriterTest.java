package nl.duwtje.gateway.dsn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import java.util.Random;

import org.junit.jupiter.api.Test;

import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import nl.duwtje.gateway.dsn.Dsn.Action;
import nl.duwtje.gateway.dsn.Dsn.Recipient;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.ForwardPath;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.MemoryMessage;
import nl.duwtje.rules.mail.RawMessage;
import nl.duwtje.rules.mail.SmtpReply;

/** What a DSN looks like to a mail program: written here, read with Angus. */
class DsnWriterTest {

    private static final Instant ARRIVED = Instant.parse("2026-11-03T09:30:00Z");
    private static final Instant NOW = Instant.parse("2026-11-03T10:00:00Z");
    private static final SmtpReply NO_SUCH_USER = new SmtpReply(550, "5.1.1", "no such user");
    private static final MemoryMessage ORIGINAL = MemoryMessage
            .of("From: Anna <anna@example.org>\nSubject: plans\n\tfolded\nMessage-ID: <1@example.org>\n\nthe secret body\n");

    private final DsnWriter writer = new DsnWriter(Clock.fixed(NOW, ZoneOffset.UTC), new Random(1));

    @Test
    void aFailureAsTheRfcHasIt() throws Exception {
        Envelope envelope = new Envelope(MailAddress.of("anna@example.org"), List.of(bob("FAILURE", "rfc822;Bob+2Bx@Example.COM")), "",
                false,
                "HDRS", "QQ3+2B14");
        MimeMessage report = parse(write(envelope, ORIGINAL, new Recipient(envelope.recipients().get(0), Action.FAILED, NO_SUCH_USER)));

        assertThat(report.getHeader("To")).containsExactly("<anna@example.org>");
        assertThat(report.getHeader("Auto-Submitted")).containsExactly("auto-replied");
        assertThat(report.getFrom()[0]).hasToString("Mail Delivery System <MAILER-DAEMON@duwtje.example.org>");
        assertThat(report.getSentDate()).isEqualTo(NOW);
        assertThat(report.getMessageID()).matches("<[0-9a-f]{30}@duwtje\\.example\\.org>");
        assertThat(report.isMimeType("multipart/report")).isTrue();
        assertThat(report.getContentType()).contains("report-type=delivery-status");
        MimeMultipart parts = (MimeMultipart) report.getContent();
        assertThat(parts.getCount()).isEqualTo(3);
        assertThat(parts.isComplete()).isTrue();
        assertThat((String) parts.getBodyPart(0).getContent()).contains("niet bezorgd", "not delivered", "  bob@example.com",
                "550 5.1.1 no such user");
        assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("message/delivery-status");
        assertThat(text(parts, 1)).isEqualTo("""
                Original-Envelope-Id: QQ3+14
                Reporting-MTA: dns; duwtje.example.org
                Arrival-Date: Tue, 3 Nov 2026 09:30:00 +0000

                Original-Recipient: rfc822; Bob+x@Example.COM
                Final-Recipient: rfc822; bob@example.com
                Action: failed
                Status: 5.1.1
                Remote-MTA: dns; next.example.org
                Diagnostic-Code: smtp; 550 5.1.1 no such user
                Last-Attempt-Date: Tue, 3 Nov 2026 10:00:00 +0000
                """.replace("\n", "\r\n"));
        assertThat(parts.getBodyPart(2).getContentType()).isEqualTo("text/rfc822-headers");
        assertThat(text(parts, 2))
                .isEqualTo("From: Anna <anna@example.org>\r\nSubject: plans\r\n\tfolded\r\nMessage-ID: <1@example.org>\r\n");
    }

    @Test
    void theWholeMessageOnlyWhenAskedForAndNotTooLarge() throws Exception {
        Envelope full = new Envelope(MailAddress.of("anna@example.org"), List.of(bob("", "")), "", false, "FULL", "");
        Recipient failed = new Recipient(full.recipients().get(0), Action.FAILED, NO_SUCH_USER);
        MimeMultipart parts = (MimeMultipart) parse(write(full, ORIGINAL, failed)).getContent();
        assertThat(parts.getBodyPart(2).isMimeType("message/rfc822")).isTrue();
        assertThat(((MimeMessage) parts.getBodyPart(2).getContent()).getContent()).isEqualTo("the secret body\r\n");

        RawMessage large = MemoryMessage.of("Subject: large\n\n" + "0123456789\n".repeat(DsnWriter.FULL_LIMIT / 11 + 1));
        parts = (MimeMultipart) parse(write(full, large, failed)).getContent();
        assertThat(text(parts, 2)).isEqualTo("Subject: large\r\n");
        Recipient relayed = new Recipient(bob("SUCCESS", ""), Action.RELAYED, new SmtpReply(250, "", "ok"));
        parts = (MimeMultipart) parse(write(full, ORIGINAL, relayed)).getContent();
        assertThat(parts.getBodyPart(2).isMimeType("text/rfc822-headers")).isTrue();
        assertThat(text(parts, 1)).contains("Action: relayed\r\nStatus: 2.0.0\r\n");
    }

    @Test
    void nobodyHearsWhoMayNot() {
        Envelope envelope = Envelope.of(MailAddress.of("anna@example.org"), List.of(MailAddress.of("bob@example.com")));
        Envelope fromNobody = Envelope.of(MailAddress.NULL, List.of(MailAddress.of("bob@example.com")));
        Recipient failed = new Recipient(bob("", ""), Action.FAILED, NO_SUCH_USER);
        assertThat(about(fromNobody, failed)).as("null reverse-path").isEmpty();
        assertThat(about(envelope, failed)).isPresent();
        assertThat(about(envelope, new Recipient(bob("NEVER", ""), Action.FAILED, NO_SUCH_USER))).isEmpty();
        assertThat(about(envelope, new Recipient(bob("SUCCESS,DELAY", ""), Action.FAILED, NO_SUCH_USER))).isEmpty();
        assertThat(about(envelope, new Recipient(bob("FAILURE", ""), Action.DELAYED, NO_SUCH_USER))).isEmpty();
        assertThat(about(envelope, new Recipient(bob("", ""), Action.DELAYED, NO_SUCH_USER))).isPresent();
        assertThat(about(envelope, new Recipient(bob("", ""), Action.RELAYED, NO_SUCH_USER))).isEmpty();
        Dsn some = about(envelope, failed, new Recipient(bob("NEVER", ""), Action.FAILED, NO_SUCH_USER)).orElseThrow();
        assertThat(some.recipients()).containsExactly(failed);
        assertThat(some.envelope().reversePath()).isSameAs(MailAddress.NULL);
        assertThat(some.envelope().recipients()).containsExactly(ForwardPath.to("anna@example.org"));
    }

    @Test
    void foreignAddressesAndHostileParametersStayInTheirField() throws Exception {
        String address = "ren\u00e9+x\\@example.com".replace("\\", "");
        Envelope envelope = new Envelope(MailAddress.of("zo\u00eb@example.org"), List.of(ForwardPath.to("x@example.com")), "", true, "",
                "a+0D+0AEvil: yes");
        Recipient utf8 = new Recipient(new ForwardPath(MailAddress.of(address), "", "rfc822;x+0D+0AEvil: yes"), Action.FAILED,
                new SmtpReply(550, "", "no\r\nEvil: yes " + "long ".repeat(100)));
        byte[] bytes = write(envelope, MemoryMessage.of("Subject: ren\u00e9\n\n"), utf8);
        MimeMultipart parts = (MimeMultipart) parse(bytes).getContent();
        InternetHeaders perRecipient = new InternetHeaders(
                new ByteArrayInputStream(text(parts, 1).split("\r\n\r\n")[1].getBytes(StandardCharsets.UTF_8)));
        assertThat(perRecipient.getHeader("Final-Recipient")).containsExactly("utf-8; ren\\x{E9}\\x{2B}x@example.com");
        assertThat(perRecipient.getHeader("Evil")).isNull();
        assertThat(perRecipient.getHeader("Original-Recipient")).isNull();
        assertThat(perRecipient.getHeader("Status")).containsExactly("5.0.0");
        assertThat((String) parts.getBodyPart(0).getContent()).contains(address);
        assertThat(about(envelope, utf8).orElseThrow().envelope().needsSmtpUtf8()).isTrue();
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(text).contains("Content-Transfer-Encoding: 8bit").doesNotContain("\nEvil");
        assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
        assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(200));
    }

    @Test
    void aMessageThatIsOnlyABodyOrOnlyHeadersIsNoTrouble() throws Exception {
        Envelope envelope = Envelope.of(MailAddress.of("anna@example.org"), List.of(MailAddress.of("bob@example.com")));
        Recipient failed = new Recipient(bob("", ""), Action.FAILED, NO_SUCH_USER);
        for (String original : new String[]{"", "\n\nbody", "Subject: x\n", "Subject: x"}) {
            MimeMultipart parts = (MimeMultipart) parse(write(envelope, MemoryMessage.of(original), failed)).getContent();
            assertThat(parts.getCount()).isEqualTo(3);
            assertThat(text(parts, 2)).isEqualTo(original.equals("Subject: x\n") ? "Subject: x\r\n" : "");
        }
    }

    private byte[] write(Envelope envelope, RawMessage original, Recipient... recipients) {
        RawMessage message = writer.write(about(envelope, recipients).orElseThrow(), original);
        byte[] bytes = new byte[(int) message.size()];
        message.bytes().get(bytes);
        return bytes;
    }

    private static java.util.Optional<Dsn> about(Envelope envelope, Recipient... recipients) {
        return Dsn.about(envelope, List.of(recipients), "duwtje.example.org", ARRIVED, "next.example.org");
    }

    private static ForwardPath bob(String notifyOn, String orcpt) {
        return new ForwardPath(MailAddress.of("bob@example.com"), notifyOn, orcpt);
    }

    private static MimeMessage parse(byte[] bytes) throws Exception {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
    }

    private static String text(MimeMultipart parts, int index) throws Exception {
        try (InputStream in = parts.getBodyPart(index).getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
