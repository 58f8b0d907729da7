package nl.duwtje.gateway.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import nl.duwtje.gateway.config.SmtpSettings;
import nl.duwtje.gateway.testkit.Dialogue;
import nl.duwtje.rules.mail.FileMessage;
import nl.duwtje.rules.mail.MemoryMessage;
import nl.duwtje.rules.mail.RawMessage;
import nl.duwtje.rules.mail.SmtpReply;
import nl.duwtje.rules.settings.ByteSize;

class DataTest {

    @TempDir
    Path spool;
    private final ServerUnderTest server = new ServerUnderTest();

    @AfterEach
    void nothingIsLeftBehind() throws IOException {
        server.close();
        if (Files.exists(spool)) {
            try (Stream<Path> left = Files.list(spool)) {
                assertThat(left).isEmpty();
            }
        }
    }

    private void start() {
        server.spool = spool;
        server.start();
    }

    /** Sends a body as it is, then a whole second transaction in the same breath. */
    private Dialogue andThenAnother(String body) {
        return server.atData().raw(body + """
                MAIL FROM:<anna@example.org>\r
                RCPT TO:<bob@outside.test>\r
                DATA\r
                """).raw("second\r\n.\r\nQUIT\r\n");
    }

    private void expectSecond(Dialogue client) {
        client.play("""
                S: 250 2.1.0 sender noted
                S: 250 2.1.5 recipient noted
                S: 354 end with <CRLF>.<CRLF>
                S: 250 2.0.0 delivered
                S: 221 2.0.0 goodbye
                S:
                """).close();
        assertThat(server.texts()).endsWith("second\r\n");
    }

    @Test
    void theBytesBetweenDataAndTheDotArriveAsTheyAre() {
        start();
        Dialogue client = andThenAnother("Subject: x\r\n\r\n..dot\r\n...two\r\nno .dot.\r\n\u00e9\r\n.\r\n").expect("250 2.0.0 delivered");
        expectSecond(client);
        assertThat(server.received).hasSize(2);
        byte[] first = server.texts().get(0).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(new String(first, StandardCharsets.UTF_8)).isEqualTo("Subject: x\r\n\r\n.dot\r\n..two\r\nno .dot.\r\n\u00e9\r\n");
        assertThat(server.received.get(0).kind()).isEqualTo(MemoryMessage.class);
    }

    @Test
    void aDotAtTheVeryStartIsUnstuffedToo() {
        start();
        try (Dialogue client = server.atData()) {
            client.raw("..first\r\n.\r\n").expect("250 ");
        }
        assertThat(server.texts()).containsExactly(".first\r\n");
    }

    /** They lie in the same memory, one after the other. */
    @Test
    void aShortMessageHoldsNothingOfTheLongOneBeforeIt() {
        start();
        for (int length : new int[]{15_000, 10, 40_000, 10}) {
            String line = "x".repeat(length) + "\r\n";
            try (Dialogue client = server.atData()) {
                client.raw(line + ".\r\n").expect("250 ");
            }
            assertThat(server.texts()).endsWith(line);
        }
    }

    /** Its memory may hold another message by then. */
    @Test
    void whatKeepsAMessageCannotReadItAfterTheReply() {
        List<RawMessage> kept = new ArrayList<>();
        server.then = (envelope, message, origin) -> {
            kept.add(message);
            return ServerUnderTest.DELIVERED;
        };
        start();
        try (Dialogue client = server.atData()) {
            client.raw("secret\r\n.\r\n").expect("250 ");
        }
        RawMessage message = kept.get(0);
        assertThatThrownBy(message::bytes).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> message.writeTo((block, from, length) -> {})).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anEmptyBodyIsAMessage() {
        start();
        try (Dialogue client = server.atData()) {
            client.say(".").expect("250 ");
        }
        assertThat(server.texts()).containsExactly("");
    }

    /** The ends of data that other servers have fallen for: only CRLF.CRLF may end ours. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            \\n.\\n,       normalised
            \\n.\\r\\n,     normalised
            \\r\\n.\\n,     normalised
            \\n.\\n\\r\\n,   normalised
            \\r.\\r,       refused
            \\r.\\r\\n,     refused
            \\r\\n.\\r,     refused
            \\r\\n.\\0\\r\\n, refused
            \\r\\n\\0.\\r\\n, refused
            \\r\\r\\n.\\r\\n, ended
            \\r\\n.\\r\\r\\n, refused
            \\n.\\r,       refused
            \\r.\\n,       refused
            """)
    void nothingElseEndsTheBody(String end, String outcome) {
        start();
        String bytes = end.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
        String smuggled = "MAIL FROM:<evil@example.org>\r\nRCPT TO:<victim@outside.test>\r\nDATA\r\nevil\r\n.\r\n";
        Dialogue client = server.atData().raw("Subject: x\r\n\r\none" + bytes + smuggled);
        if (outcome.equals("ended")) {
            // CR CRLF.CRLF ends the body for everyone; the bare CR in front of it is what gets the message refused
            client.expect("554 5.6.0 ").expect("250 2.1.0").expect("250 2.1.5").expect("354 ").expect("250 2.0.0");
            assertThat(server.texts()).containsExactly("evil\r\n");
        } else {
            client.expect(outcome.equals("refused") ? "554 5.6.0 " : "250 2.0.0 delivered");
            assertThat(server.texts()).hasSize(outcome.equals("refused") ? 0 : 1);
            assertThat(String.join("", server.texts())).doesNotContainPattern("[^\r]\n|\r[^\n]|\0");
        }
        client.ask("QUIT", "221 ").expectEnd();
    }

    @Test
    void aBareLineFeedBecomesCrlfAndADotBehindItIsContent() {
        start();
        try (Dialogue client = server.atData()) {
            client.raw("Subject: x\n\none\n.\ntwo\n..three\r\n.\nfour\n\r\n.\r\n").expect("250 ");
        }
        assertThat(server.texts()).containsExactly("Subject: x\r\n\r\none\r\n.\r\ntwo\r\n..three\r\n.\r\nfour\r\n\r\n");
    }

    @Test
    void aBareLineFeedCanBeRefused() {
        server.bareLf = SmtpSettings.BareLf.REFUSE;
        start();
        expectSecond(andThenAnother("Subject: x\r\n\r\none\n.\r\ntwo\r\n.\r\n").expect("550 5.6.11 "));
        assertThat(server.received).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bare\rCR", "a\0b"})
    void aRefusedBodyIsReadToItsEndAndNoneOfItIsExecuted(String bad) {
        start();
        expectSecond(andThenAnother(
                "Subject: x\r\n\r\n" + bad + "\r\nRSET\r\nMAIL FROM:<evil@example.org>\r\n" + "y".repeat(100_000) + "\r\n.\r\n")
                .expect("554 5.6.0 "));
        assertThat(server.texts()).containsExactly("second\r\n");
    }

    @Test
    void aMessageTooLargeIsReadAwayAndRefusedWith552() {
        server.maxMessageSize = new ByteSize(2_000_000);
        start();
        expectSecond(andThenAnother("Subject: x\r\n\r\n" + "0123456789abcde\r\n".repeat(200_000) + ".\r\n").expect("552 5.3.4 "));
        assertThat(server.texts()).containsExactly("second\r\n");
        assertThat(server.meters.scrape()).contains("duwtje_smtp_refusals_total{code=\"552\"} 1.0");
    }

    @Test
    void exactlyTheLimitIsAccepted() {
        server.maxMessageSize = new ByteSize(2000);
        start();
        String head = "Subject: x\r\n\r\n";
        String line = "x".repeat(2000 - head.length() - 2);
        try (Dialogue client = server.atData()) {
            client.raw(head + line + "\r\n.\r\n").expect("250 ");
            client.ask("MAIL FROM:<>", "250 ").ask("RCPT TO:<b@outside.test>", "250 ").ask("DATA", "354 ");
            client.raw(head + line + "y\r\n.\r\n").expect("552 5.3.4 ");
        }
    }

    @Test
    void aHeaderSectionWithoutEndIsRefused() {
        start();
        expectSecond(andThenAnother("X-Long: value\r\n".repeat(80_000) + ".\r\n").expect("554 5.6.0 the header section "));
        assertThat(server.received).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {998, 999, 1000, 2048, 65_536, 3_000_000})
    void linesOfAnyLengthPassUnfolded(int length) {
        start();
        String text = "Subject: x\r\n\r\n" + "z".repeat(length) + "\r\n";
        try (Dialogue client = server.atData()) {
            client.raw(text + ".\r\n").expect("250 ");
        }
        assertThat(server.texts().get(0).equals(text)).isTrue();
    }

    @Test
    void aLargeMessageLivesInATempFileThatGoesAway() {
        start();
        String text = "Subject: x\r\n\r\n" + "0123456789abcdef\r\n..\r\n\n".repeat(60_000) + "end\r\n";
        server.then = (envelope, message, origin) -> {
            assertThat(((FileMessage) message).file()).exists().hasParent(spool).hasSize(message.size());
            return ServerUnderTest.DELIVERED;
        };
        try (Dialogue client = server.atData()) {
            client.raw(text + ".\r\n").expect("250 ");
        }
        assertThat(server.texts().get(0).equals(text.replace("\r\n..", "\r\n.").replace("\r\n\n", "\r\n\r\n"))).isTrue();
        assertThat(server.received.get(0).kind()).isEqualTo(FileMessage.class);
    }

    @Test
    void withoutMemoryToSpareEvenSmallMessagesGoToAFileAndMemoryIsGivenBack() {
        server.limits = new Limits(2048, 20, 100, 1 << 20, 500, Limits.DEFAULT.grace(), 20_000);
        start();
        for (int i = 0; i < 3; i++) {
            try (Dialogue client = server.atData()) {
                client.raw("Subject: x\r\n\r\n" + "abc\r\n".repeat(3000) + ".\r\n").expect("250 ");
                client.ask("MAIL FROM:<>", "250 ").ask("RCPT TO:<b@outside.test>", "250 ").ask("DATA", "354 ");
                client.raw("Subject: x\r\n\r\n" + "abc\r\n".repeat(9000) + ".\r\n").expect("250 ");
            }
        }
        assertThat(server.received).extracting(ServerUnderTest.Received::kind).containsExactly(MemoryMessage.class, FileMessage.class,
                MemoryMessage.class, FileMessage.class, MemoryMessage.class, FileMessage.class);
    }

    @Test
    void aFullDiskIs452AfterTheBodyWasReadAway() throws IOException {
        start();
        Files.delete(spool);
        expectSecond(andThenAnother("Subject: x\r\n\r\n" + "abcdefg\r\n".repeat(300_000) + ".\r\n").expect("452 4.3.1 "));
        server.greeted().ask("MAIL FROM:<anna@example.org> SIZE=2000000", "452 4.3.1 ").close();
    }

    @Test
    void byteByByteAndAllAtOnceGiveTheSameTranscript() {
        start();
        byte[] session = """
                EHLO client.example.org
                MAIL FROM:<anna@example.org> SIZE=40
                RCPT TO:<bob@outside.test>
                RCPT TO:<>
                DATA
                ..one
                .
                .two
                RSET
                MAIL FROM:<anna@example.org>
                RCPT TO:<bob@outside.test>
                BDAT 6
                12345678
                NOOP
                BDAT 2 LAST
                8
                MAKE TEA
                QUIT
                """.replace("\n", "\r\n").replace("12345678\r\n", "12\r\n56").replace("8\r\nMAKE", "\r\nMAKE")
                .getBytes(StandardCharsets.US_ASCII);
        String whole = transcript(session, false);
        List<String> messages = List.copyOf(server.texts());
        assertThat(transcript(session, true)).isEqualTo(whole);
        assertThat(server.texts()).hasSize(2 * messages.size()).endsWith(messages.toArray(String[]::new));
        assertThat(whole).contains("354 ", "553 5.1.3", "500 5.5.1", "221 2.0.0");
    }

    private String transcript(byte[] session, boolean byteByByte) {
        StringBuilder heard = new StringBuilder();
        try (Dialogue client = server.connect()) {
            if (byteByByte) {
                client.drip(session);
            } else {
                client.raw(session);
            }
            for (String reply = client.hear(); !reply.isEmpty(); reply = client.hear()) {
                heard.append(reply).append('\n');
            }
        }
        return heard.toString();
    }

    @Test
    void aConnectionCutInTheBodyIsNoMessage() {
        start();
        try (Dialogue client = server.atData()) {
            client.raw("Subject: x\r\n\r\nhalf\r\n.\r").hangUp().expectEnd();
        }
        server.atData().raw("Subject: x\r\n\r\n" + "y".repeat(2_000_000)).reset();
        assertThat(server.received).isEmpty();
        server.server.drain(java.time.Duration.ofSeconds(10));
    }

    @Test
    void theIntakesReplyIsOursAndAlwaysOneLine() {
        start();
        server.then = (envelope, message, origin) -> new SmtpReply(550, "5.1.1\r\n250 ok",
                "no\r\n250 2.0.0 yes \u001b[31m" + "x".repeat(600));
        try (Dialogue client = server.atData()) {
            String reply = client.say(".").hear();
            assertThat(reply).startsWith("550 5.0.0 no??250 2.0.0 yes ?[31m").matches("[\\x20-\\x7e]{100,510}");
            client.ask("MAIL FROM:<anna@example.org>", "250 2.1.0 ");
        }
    }

    @Test
    void aFailingIntakeIs451AndTheMessageIsFreed() {
        start();
        server.then = (envelope, message, origin) -> {
            throw new IllegalStateException("broken on purpose");
        };
        try (Dialogue client = server.atData()) {
            client.raw("Subject: x\r\n\r\n" + "abc\r\n".repeat(RawMessage.IN_MEMORY_LIMIT / 4) + ".\r\n").expect("451 4.3.0 ");
            client.ask("MAIL FROM:<anna@example.org>", "250 2.1.0 ");
        }
    }
}
