package nl.duwtje.gateway.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import nl.duwtje.gateway.testkit.Dialogue;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.ForwardPath;
import nl.duwtje.rules.settings.ByteSize;

class MailAndRcptTest {

    private final ServerUnderTest server = new ServerUnderTest();

    @BeforeEach
    void begin() {
        server.maxMessageSize = ByteSize.megabytes(1);
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            FROM:<anna@example.org>                                  | 250 2.1.0
            from:<anna@example.org>                                  | 250 2.1.0
            FROM: <anna@example.org>                                 | 250 2.1.0
            FROM:<>                                                  | 250 2.1.0
            FROM:<@relay.test,@other.test:anna@example.org>          | 250 2.1.0
            FROM:<"a>b"@example.org>                                 | 250 2.1.0
            FROM:<anna@example.org> SIZE=1048576                     | 250 2.1.0
            FROM:<anna@example.org> SIZE=0 BODY=8bitmime             | 250 2.1.0
            FROM:<anna@example.org> SIZE=1048577                     | 552 5.3.4
            FROM:<anna@example.org> SIZE=99999999999                 | 552 5.3.4
            FROM:<anna@example.org> SIZE=99999999999999999999        | 552 5.3.4
            FROM:<anna@example.org> SIZE=-1                          | 501 5.5.4
            FROM:<anna@example.org> SIZE                             | 501 5.5.4
            FROM:<anna@example.org> SIZE=                            | 501 5.5.4
            FROM:<anna@example.org> SIZE=1 SIZE=1                    | 501 5.5.4
            FROM:<anna@example.org> BODY=BINARYMIME                  | 555 5.5.4
            FROM:<anna@example.org> SMTPUTF8=1                       | 501 5.5.4
            FROM:<anna@example.org> RET=SOME                         | 501 5.5.4
            FROM:<anna@example.org> ENVID=a+zz                       | 501 5.5.4
            FROM:<anna@example.org> ENVID=                           | 501 5.5.4
            FROM:<anna@example.org> AUTH=<>                          | 555 5.5.4
            FROM:<anna@example.org> XOORG=example.org                | 555 5.5.4
            FROM:<anna@example.org>SIZE=1                            | 501 5.5.4
            FROM:<anna@example.org> <carol@example.org>              | 501 5.5.4
            FROM:anna@example.org                                    | 501 5.5.4
            FROM:<anna@example.org                                   | 501 5.5.4
            FROM:                                                    | 501 5.5.4
            TO:<anna@example.org>                                    | 501 5.5.4
            FROM:<anna>                                              | 553 5.1.3
            FROM:<@relay.test>                                       | 553 5.1.3
            FROM:<änna@example.org>                                  | 553 5.6.7
            FROM:<änna@example.org> SMTPUTF8                         | 250 2.1.0
            """)
    void mail(String argument, String reply) {
        try (Dialogue client = server.greeted()) {
            client.ask("MAIL " + argument, reply + " ").ask("NOOP", "250 2.0.0 ");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            TO:<bob@outside.test>                                    | 250 2.1.5
            to:<bob@outside.test> NOTIFY=success,failure             | 250 2.1.5
            TO:<bob@outside.test> NOTIFY=NEVER ORCPT=rfc822;b+40x    | 250 2.1.5
            TO:<"bob smith"@outside.test>                            | 250 2.1.5
            TO:<@relay.test:bob@outside.test>                        | 250 2.1.5
            TO:<>                                                    | 553 5.1.3
            TO:                                                      | 501 5.5.4
            TO:<a@b.test> <c@d.test>                                 | 501 5.5.4
            TO:<x@y.test,z@q.test>                                   | 553 5.1.3
            TO:<x@y.test z@q.test>                                   | 553 5.1.3
            TO:x@y.test                                              | 501 5.5.4
            TO:<not an address>                                      | 553 5.1.3
            TO:<group:a@b.test,c@d.test;>                            | 553 5.1.3
            TO:<Bob <bob@outside.test>>                              | 501 5.5.4
            TO:<bob(comment)@outside.test>                           | 553 5.1.3
            TO:<a@b@c.test>                                          | 553 5.1.3
            TO:<bob@outside..test>                                   | 553 5.1.3
            TO:<böb@outside.test>                                    | 553 5.6.7
            TO:<bob@outside.test> NOTIFY=NEVER,SUCCESS               | 501 5.5.4
            TO:<bob@outside.test> NOTIFY=SUCCESS,SUCCESS             | 501 5.5.4
            TO:<bob@outside.test> NOTIFY=SOMETIMES                   | 501 5.5.4
            TO:<bob@outside.test> ORCPT=nonsense                     | 501 5.5.4
            TO:<bob@outside.test> ORCPT=rfc822;                      | 501 5.5.4
            TO:<bob@outside.test> SIZE=1                             | 555 5.5.4
            TO:<bob@outside.test> X=1                                | 555 5.5.4
            """)
    void rcpt(String argument, String reply) {
        try (Dialogue client = server.greeted().ask("MAIL FROM:<anna@example.org>", "250 ")) {
            client.ask("RCPT " + argument, reply + " ").ask("RCPT TO:<carol@outside.test>", "250 2.1.5 ");
        }
    }

    @Test
    void everythingMailAndRcptSaidIsKept() {
        try (Dialogue client = server.greeted()) {
            client.play("""
                    C: MAIL FROM:<Anna@Example.org> SIZE=500 BODY=8BITMIME RET=hdrs ENVID=QQ+2B314 SMTPUTF8
                    S: 250 2.1.0 sender noted
                    C: RCPT TO:<@old.test:Bob@outside.test> NOTIFY=success,delay ORCPT=rfc822;Bob+40old.test
                    S: 250 2.1.5 recipient noted
                    C: RCPT TO:<bob@OUTSIDE.test>
                    S: 250 2.1.5 recipient noted
                    C: RCPT TO:<jürgen@outside.test>
                    S: 250 2.1.5 recipient noted
                    C: DATA
                    S: 354 end with <CRLF>.<CRLF>
                    C: Subject: one
                    C:
                    C: .
                    S: 250 2.0.0 delivered
                    """);
        }
        Envelope envelope = server.received.get(0).envelope();
        assertThat(envelope.reversePath().text()).isEqualTo("Anna@Example.org");
        assertThat(envelope.body()).isEqualTo("8BITMIME");
        assertThat(envelope.ret()).isEqualTo("HDRS");
        assertThat(envelope.envid()).isEqualTo("QQ+2B314");
        assertThat(envelope.smtpUtf8()).isTrue();
        assertThat(envelope.recipients()).extracting(path -> path.address().text()).containsExactly("Bob@outside.test",
                "jürgen@outside.test");
        ForwardPath bob = envelope.recipients().get(0);
        assertThat(bob.notifyOn()).isEqualTo("SUCCESS,DELAY");
        assertThat(bob.orcpt()).isEqualTo("rfc822;Bob+40old.test");
    }

    @Test
    void commandsOutOfOrderAreRefused() {
        server.connect().play("""
                S: 220 ...
                C: MAIL FROM:<anna@example.org>
                S: 503 5.5.1 say EHLO first
                C: EHLO
                S: 501 5.5.4 ...
                C: HELO client.example.org
                S: 250 duwtje.test
                C: RCPT TO:<bob@outside.test>
                S: 503 5.5.1 say MAIL first
                C: DATA
                S: 503 5.5.1 say MAIL first
                C: MAIL FROM:<anna@example.org>
                S: 250 2.1.0 sender noted
                C: MAIL FROM:<anna@example.org>
                S: 503 5.5.1 ...
                C: DATA
                S: 554 5.5.1 no valid recipients
                C: RCPT TO:<bob@outside.test>
                S: 250 2.1.5 recipient noted
                C: DATA now
                S: 501 5.5.4 ...
                C: RSET
                S: 250 2.0.0 reset
                C: DATA
                S: 503 5.5.1 say MAIL first
                C: MAIL FROM:<anna@example.org>
                S: 250 2.1.0 sender noted
                C: EHLO client.example.org
                S: 250-...
                """).close();
    }

    @Test
    void fiveThousandRecipientsAndNotOneMore() {
        StringBuilder pipelined = new StringBuilder("MAIL FROM:<anna@example.org>\r\n");
        for (int i = 0; i <= 5000; i++) {
            pipelined.append("RCPT TO:<r").append(i).append("@outside.test>\r\n");
        }
        Thread sender;
        try (Dialogue client = server.greeted()) {
            sender = Thread.ofPlatform().start(() -> client.raw(pipelined + "RCPT TO:<R0@outside.test>\r\nDATA\r\n"));
            client.expect("250 2.1.0 ");
            for (int i = 0; i < 5000; i++) {
                client.expect("250 2.1.5 ");
            }
            client.expect("452 4.5.3 ").expect("250 2.1.5 ").expect("354 ").say(".").expect("250 2.0.0 delivered");
            assertThat(sender).isNotNull();
        }
        assertThat(server.received.get(0).envelope().recipients()).hasSize(5000);
    }

    @Test
    void aRefusedMailWithManyPipelinedRecipientsIsNotNonsense() {
        try (Dialogue client = server.greeted()) {
            client.raw("MAIL FROM:<anna@example.org> SIZE=9999999\r\n" + "RCPT TO:<bob@outside.test>\r\n".repeat(50) + "DATA\r\n");
            client.expect("552 5.3.4 ");
            for (int i = 0; i < 51; i++) {
                client.expect("503 5.5.1 ");
            }
            client.ask("MAIL FROM:<anna@example.org>", "250 2.1.0 ");
        }
    }

    @Test
    void aLongDsnRecipientFitsTheCommandLine() {
        String orcpt = "rfc822;" + "x".repeat(490);
        try (Dialogue client = server.greeted().ask("MAIL FROM:<>", "250 ")) {
            client.ask("RCPT TO:<" + "l".repeat(64) + "@" + "d".repeat(200) + ".test> NOTIFY=SUCCESS,FAILURE,DELAY ORCPT=" + orcpt,
                    "250 2.1.5 ")
                    .ask("DATA", "354 ").say(".").expect("250 ");
        }
        assertThat(server.received.get(0).envelope().reversePath().isNull()).isTrue();
        assertThat(List.of(server.received.get(0).envelope().recipients().get(0).orcpt())).containsExactly(orcpt);
    }
}
