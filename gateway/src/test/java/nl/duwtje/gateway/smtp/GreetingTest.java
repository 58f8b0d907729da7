package nl.duwtje.gateway.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import nl.duwtje.gateway.config.HostPort;
import nl.duwtje.gateway.config.SmtpSettings;
import nl.duwtje.gateway.testkit.Dialogue;
import nl.duwtje.rules.mail.Extensions;
import nl.duwtje.rules.settings.ByteSize;
import nl.duwtje.rules.settings.CommaList;

class GreetingTest {

    private final ServerUnderTest server = new ServerUnderTest();

    @AfterEach
    void stop() {
        if (server.address != null) {
            server.close();
        }
    }

    @Test
    void theGreetingNamesNoVersionAndEhloOffersWhatBothHonour() {
        server.start().connect().play("""
                S: 220 duwtje.test ESMTP Duwtje
                C: EHLO client.example.org
                S: 250-duwtje.test
                S: 250-PIPELINING
                S: 250-SIZE 157286400
                S: 250-8BITMIME
                S: 250-ENHANCEDSTATUSCODES
                S: 250-DSN
                S: 250-CHUNKING
                S: 250 SMTPUTF8
                C: HELO client.example.org
                S: 250 duwtje.test
                C: quit
                S: 221 2.0.0 goodbye
                S:
                """).close();
    }

    @Test
    void whatTheNextHopDoesNotHonourIsNotOffered() {
        server.nextHop = () -> new Extensions(true, false, false, false, false, false, 1_000_000);
        server.start().connect().play("""
                S: 220 ...
                C: EHLO client.example.org
                S: 250-duwtje.test
                S: 250-PIPELINING
                S: 250-SIZE 1000000
                S: 250-ENHANCEDSTATUSCODES
                S: 250 CHUNKING
                C: MAIL FROM:<anna@example.org> BODY=8BITMIME
                S: 555 5.5.4 ...
                C: MAIL FROM:<anna@example.org> SMTPUTF8
                S: 553 5.6.7 ...
                C: MAIL FROM:<anna@example.org> RET=HDRS
                S: 555 5.5.4 ...
                C: MAIL FROM:<anna@example.org> SIZE=1000001
                S: 552 5.3.4 ...
                C: MAIL FROM:<anna@example.org> SIZE=1000000 BODY=7BIT
                S: 250 2.1.0 ...
                """).close();
    }

    @Test
    void aNextHopThatIsDownLeavesTheLastOfferStanding() {
        AtomicReference<Extensions> answer = new AtomicReference<>(Extensions.NONE);
        server.nextHop = answer::get;
        server.maxMessageSize = ByteSize.megabytes(2);
        server.start();
        try (Dialogue client = server.connect().expect("220 ")) {
            assertThat(client.say("EHLO c").hear()).contains("SIZE 2097152", "CHUNKING").doesNotContain("8BITMIME", "SMTPUTF8", "DSN");
            answer.set(ServerUnderTest.ALL);
            assertThat(client.say("EHLO c").hear()).contains("8BITMIME", "SMTPUTF8", "DSN", "SIZE 2097152");
            answer.set(Extensions.NONE);
            assertThat(client.say("EHLO c").hear()).contains("8BITMIME", "SMTPUTF8", "DSN");
            answer.set(null);
            assertThat(client.say("EHLO c").hear()).contains("8BITMIME", "SMTPUTF8", "DSN");
        }
    }

    @Test
    void aClientThatIsNotNamedMayNotEvenSayHello() {
        server.clients = CommaList.of("192.0.2.0/24");
        server.start();
        try (Dialogue client = server.connect()) {
            client.raw("EHLO early\r\nMAIL FROM:<a@example.org>\r\n").play("""
                    S: 554 5.7.1 127.0.0.1 may not relay here; smtp.clients does not name it
                    S:
                    """);
        }
        assertThat(server.meters.scrape()).contains("duwtje_smtp_refusals_total{code=\"554\"} 1.0");
    }

    @Test
    void whereOnlyOursMaySendOthersAreRefusedAndTheNullSenderIsNot() {
        server.senders = SmtpSettings.Senders.OURS;
        try (Dialogue client = server.start().greeted()) {
            client.play("""
                    C: MAIL FROM:<iemand@elders.test>
                    S: 550 5.7.1 ...
                    C: RCPT TO:<bob@outside.test>
                    S: 503 5.5.1 ...
                    C: MAIL FROM:<anna@sub.example.org>
                    S: 550 5.7.1 ...
                    C: MAIL FROM:<anna@EXAMPLE.org>
                    S: 250 2.1.0 ...
                    C: RSET
                    S: 250 2.0.0 ...
                    C: MAIL FROM:<>
                    S: 250 2.1.0 ...
                    """);
        }
    }

    @Test
    void aForwardedMailKeepsItsSenderWhereTheClientsAreOurs() {
        try (Dialogue client = server.start().greeted()) {
            client.ask("MAIL FROM:<iemand@elders.test>", "250 2.1.0 ");
        }
    }

    @Test
    void sessionsAboveTheLimitAreTold421() {
        server.maxSessions = 2;
        server.start();
        try (Dialogue first = server.greeted(); Dialogue second = server.greeted()) {
            try (Dialogue third = server.connect()) {
                third.expect("421 4.3.2 ").expectEnd();
            }
            second.ask("NOOP", "250 2.0.0");
            first.ask("QUIT", "221 2.0.0").expectEnd();
            await().untilAsserted(() -> { // its client sees the end a moment before its place is free
                try (Dialogue next = server.connect()) {
                    next.expect("220 ");
                }
            });
        }
    }

    @Test
    void linesThatAreNoCommandAreRefusedAndTheSessionGoesOn() {
        try (Dialogue client = server.start().greeted()) {
            client.play("""
                    C: MAKE TEA
                    S: 500 5.5.1 ...
                    C: NOOPX
                    S: 500 5.5.1 ...
                    C: DATAX
                    S: 500 5.5.1 ...
                    C:
                    S: 500 5.5.1 ...
                    C: NO
                    S: 500 5.5.1 ...
                    C: -BAD
                    S: 500 5.5.1 ...
                    C: NOOP\\nQUIT
                    S: 500 5.5.2 ...
                    C: NOOP\\rQUIT
                    S: 500 5.5.2 ...
                    C: NOOP\\0
                    S: 500 5.5.2 ...
                    C: AUTH PLAIN AGEAYg==
                    S: 502 5.5.1 ...
                    C: EXPN all
                    S: 502 5.5.1 ...
                    C: STARTTLS
                    S: 502 5.5.1 ...
                    C: VRFY anna
                    S: 252 2.1.5 ...
                    """);
            client.raw(new byte[]{'N', 'O', 'O', 'P', ' ', (byte) 0xff, (byte) 0xc3, '\r', '\n'}).expect("500 5.5.2 ");
            client.ask("NOOP " + "x".repeat(2041), "250 2.0.0").ask("NOOP " + "x".repeat(2042), "500 5.5.2 ");
            client.ask("NOOP " + "x".repeat(300_000), "500 5.5.2 ").ask("noop", "250 2.0.0");
        }
    }

    @Test
    void nonsenseAndIdlingCommandsEndTheSession() {
        server.start();
        try (Dialogue client = server.greeted()) {
            for (int i = 0; i < Limits.DEFAULT.errors(); i++) {
                client.ask("MAKE TEA", "500 ");
            }
            client.ask("MAKE TEA", "421 4.7.0 ").expectEnd();
        }
        try (Dialogue client = server.connect().expect("220 ")) {
            for (int i = 0; i < Limits.DEFAULT.junk(); i++) {
                client.ask("NOOP", "250 ");
            }
            client.ask("RSET", "421 4.7.0 ").expectEnd();
        }
    }

    @Test
    void anAddressInUseIsSaidClearly() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            server.listen = new HostPort("127.0.0.1", taken.getLocalPort());
            assertThatThrownBy(server::start).isInstanceOf(SmtpStartException.class)
                    .hasMessage("cannot listen on smtp.listen 127.0.0.1:" + taken.getLocalPort() + ": Address already in use");
        }
    }

    @Test
    void theOriginIsALiteralAddress() {
        try (Dialogue client = server.start().atData()) {
            client.say(".").expect("250 2.0.0");
        }
        assertThat(server.received.get(0).origin().clientAddress()).isEqualTo("127.0.0.1");
    }

    @Test
    void theAddressesSubEthaSeesCarryTheirLiteralAsNameSoNothingIsLookedUp() throws Exception {
        java.net.InetAddress bare = java.net.InetAddress.getByAddress(new byte[]{(byte) 192, 0, 2, 1});
        assertThat(WireSocket.named(bare).getHostName()).isEqualTo("192.0.2.1");
    }
}
