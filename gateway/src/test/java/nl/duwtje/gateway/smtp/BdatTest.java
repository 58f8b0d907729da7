package nl.duwtje.gateway.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import nl.duwtje.gateway.config.SmtpSettings;
import nl.duwtje.gateway.testkit.Dialogue;
import nl.duwtje.rules.settings.ByteSize;

class BdatTest {

    private final ServerUnderTest server = new ServerUnderTest();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void chunksMakeOneMessageAndDotsAreOnlyDots() {
        try (Dialogue client = server.start().atBdat()) {
            client.raw("BDAT 14\r\nSubject: x\r\n\r\n").expect("250 2.0.0 14 octets received");
            client.raw("bdat 12\r\n.\r\n..\r\n.\r\n\r\n").expect("250 2.0.0 12 octets received");
            client.raw("BDAT 4 last\r\nend.").expect("250 2.0.0 delivered");
            client.ask("NOOP", "250 2.0.0 nothing done");
        }
        assertThat(server.texts()).containsExactly("Subject: x\r\n\r\n.\r\n..\r\n.\r\n\r\nend.\r\n");
    }

    @Test
    void everythingPipelinedAtOnce() {
        try (Dialogue client = server.start().greeted()) {
            client.raw("MAIL FROM:<>\r\nRCPT TO:<b@outside.test>\r\nBDAT 3\r\na\r\nBDAT 0\r\nBDAT 3 LAST\r\nb\r\nBDAT 0 LAST\r\nNOOP\r\n")
                    .play("""
                            S: 250 2.1.0 ...
                            S: 250 2.1.5 ...
                            S: 250 2.0.0 3 octets received
                            """);
            client.expect("250 2.0.0 0 octets received").expect("250 2.0.0 delivered").expect("503 5.5.1 ")
                    .expect("250 2.0.0 nothing done");
        }
        assertThat(server.texts()).containsExactly("a\r\nb\r\n");
    }

    @Test
    void anEmptyLastChunkEndsTheMessage() {
        try (Dialogue client = server.start().atBdat()) {
            client.raw("BDAT 3\r\na\r\nBDAT 0 LAST\r\nNOOP\r\n").expect("250 2.0.0 3 ").expect("250 2.0.0 delivered")
                    .expect("250 2.0.0 nothing");
        }
        assertThat(server.texts()).containsExactly("a\r\n");
    }

    @Test
    void aChunkWithoutTransactionIsReadAwayNotExecuted() {
        try (Dialogue client = server.start().greeted()) {
            client.raw("BDAT 36 LAST\r\nMAIL FROM:<evil@example.org>\r\nRSET\r\nNOOP\r\n").expect("503 5.5.1 ")
                    .expect("250 2.0.0 nothing done");
            client.ask("MAIL FROM:<anna@example.org>", "250 ").raw("BDAT 6 LAST\r\nQUIT\r\nNOOP\r\n").expect("554 5.5.1 ")
                    .expect("250 2.0.0 nothing done");
            client.ask("MAIL FROM:<anna@example.org>", "250 ").ask("RCPT TO:<bob@outside.test>", "250 ")
                    .raw("BDAT 6 FIRST\r\nQUIT\r\nNOOP\r\n").expect("501 5.5.4 ").expect("250 2.0.0 nothing done");
        }
        assertThat(server.received).isEmpty();
    }

    @Test
    void aChunkOfUnreadableLengthEndsTheSession() {
        server.start();
        for (String length : new String[]{"", "x", "-1", "99999999999999999999", "1e3"}) {
            server.atBdat().raw("BDAT " + length + "\r\nMAIL FROM:<evil@example.org>\r\n").expect("501 5.5.4 ").expectEnd();
        }
    }

    @Test
    void aConnectionCutInAChunkOrBetweenChunksIsNoMessage() {
        server.start();
        server.atBdat().raw("BDAT 100 LAST\r\nSubject: x\r\n\r\nhalf").hangUp().expectEnd();
        server.atBdat().raw("BDAT 3\r\na\r\n").expect("250 ").hangUp().expectEnd();
        server.server.drain(Duration.ofSeconds(10));
        assertThat(server.received).isEmpty();
    }

    @Test
    void resetBetweenChunksForgetsThem() {
        try (Dialogue client = server.start().atBdat()) {
            client.raw("BDAT 5\r\nold\r\nRSET\r\n").expect("250 2.0.0 5 ").expect("250 2.0.0 reset").ask("BDAT 0 LAST", "503 5.5.1 ");
            client.ask("MAIL FROM:<>", "250 ").ask("RCPT TO:<b@outside.test>", "250 ").raw("BDAT 5 LAST\r\nnew\r\n")
                    .expect("250 2.0.0 delivered");
        }
        assertThat(server.texts()).containsExactly("new\r\n");
    }

    @Test
    void dataAndRcptDoNotMixWithChunks() {
        try (Dialogue client = server.start().atBdat()) {
            client.raw("BDAT 3\r\na\r\n").expect("250 ").ask("DATA", "503 5.5.1 ").ask("RCPT TO:<c@outside.test>", "503 5.5.1 ")
                    .ask("MAIL FROM:<>", "503 5.5.1 ").raw("BDAT 3 LAST\r\nb\r\n").expect("250 2.0.0 delivered");
            client.ask("MAIL FROM:<>", "250 ").ask("RCPT TO:<b@outside.test>", "250 ").ask("DATA", "354 ").say("c\r\n.").expect("250 ");
            client.raw("BDAT 6 LAST\r\nQUIT\r\n").expect("503 5.5.1 ").ask("NOOP", "250 ");
        }
        assertThat(server.texts()).containsExactly("a\r\nb\r\n", "c\r\n");
    }

    @Test
    void bareLineFeedsBecomeCrlfAlsoWhereAChunkCutsThem() {
        try (Dialogue client = server.start().atBdat()) {
            client.raw("BDAT 14\r\nSubject: x\n\na\r").expect("250 ").raw("BDAT 7 LAST\r\n\nb\n.\n\nc").expect("250 2.0.0 delivered");
        }
        assertThat(server.texts()).containsExactly("Subject: x\r\n\r\na\r\nb\r\n.\r\n\r\nc\r\n");
    }

    @Test
    void bareCrNulAndRefusedBareLf() {
        server.bareLf = SmtpSettings.BareLf.REFUSE;
        server.start();
        server.atBdat().raw("BDAT 4 LAST\r\na\rb\nNOOP\r\n").expect("554 5.6.0 ").expect("250 2.0.0 nothing").close();
        server.atBdat().raw("BDAT 2\r\na\rBDAT 3 LAST\r\nx\r\nNOOP\r\n").expect("250 2.0.0 2 ").expect("554 5.6.0 ")
                .expect("250 2.0.0 nothing").close();
        server.atBdat().raw("BDAT 2 LAST\r\na\rNOOP\r\n").expect("554 5.6.0 ").expect("250 2.0.0 nothing").close();
        server.atBdat().raw("BDAT 3 LAST\r\na\0bNOOP\r\n").expect("554 5.6.0 ").expect("250 2.0.0 nothing").close();
        server.atBdat().raw("BDAT 3 LAST\r\na\nbNOOP\r\n").expect("550 5.6.11 ").expect("250 2.0.0 nothing").close();
        assertThat(server.received).isEmpty();
    }

    @Test
    void aMessageTooLargeIsReadAwayChunkByChunk() {
        server.maxMessageSize = new ByteSize(2000);
        try (Dialogue client = server.start().atBdat()) {
            client.raw("BDAT 1500\r\n" + "x".repeat(1500)).expect("250 2.0.0 1500 ");
            client.raw("BDAT 1500\r\n" + "x".repeat(1500) + "BDAT 1500 LAST\r\n" + "NOOP\r\n".repeat(250)).expect("552 5.3.4 ")
                    .expect("503 5.5.1 ");
            client.raw("BDAT 3000000 LAST\r\n" + "NOOP\r\n".repeat(500_000)).expect("503 5.5.1 ");
            client.ask("MAIL FROM:<>", "250 ").ask("RCPT TO:<b@outside.test>", "250 ").raw("BDAT 5 LAST\r\nnew\r\n")
                    .expect("250 2.0.0 delivered");
        }
        assertThat(server.texts()).containsExactly("new\r\n");
    }
}
