package nl.duwtje.gateway.delivery;

import static nl.duwtje.gateway.delivery.Route.MESSAGE;
import static nl.duwtje.gateway.delivery.Route.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import nl.duwtje.gateway.delivery.DeliveryOutcome.Result;
import nl.duwtje.gateway.delivery.DeliveryOutcome.Status;
import nl.duwtje.gateway.observe.Meters;
import nl.duwtje.gateway.testkit.ScriptedNextHop;
import nl.duwtje.gateway.testkit.ScriptedNextHop.Point;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.Extensions;
import nl.duwtje.rules.mail.ForwardPath;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.MemoryMessage;
import nl.duwtje.rules.mail.SmtpReply;

/** The dialogue with a next hop that works: what is said, and what a refusal leads to. */
class NextHopTest {

    @Test
    void deliversByteForByte() throws Exception {
        try (var hop = ScriptedNextHop.start(); var next = Route.to(hop).open()) {
            DeliveryOutcome outcome = next.deliver(envelope("bob@example.com"), MESSAGE, Partial.ABORT);
            assertThat(outcome.results()).containsExactly(new Result(ForwardPath.to("bob@example.com"), Status.DELIVERED,
                    new SmtpReply(250, "2.0.0", "taken as 1")));
            var got = hop.accepted().get(0);
            assertThat(got.body()).isEqualTo(bytes(MESSAGE));
            assertThat(new String(got.raw(), StandardCharsets.US_ASCII)).endsWith("\r\n..dot\r\n...\r\n..\r\nlast line\r\n.\r\n");
            assertThat(got.mail()).isEqualTo("MAIL FROM:<anna@example.org> SIZE=" + MESSAGE.size());
        }
    }

    @Test
    void oneRoundTripForTheEnvelopeWhenPipeliningIsOffered() throws Exception {
        try (var hop = ScriptedNextHop.start(); var next = Route.to(hop).open()) {
            hop.repliesWaitForData();
            assertThat(next.deliver(envelope("b@example.com", "c@example.com"), MESSAGE, Partial.ABORT).isAll(Status.DELIVERED)).isTrue();
        }
    }

    @Test
    void stepByStepWithoutPipelining() throws Exception {
        try (var hop = ScriptedNextHop.offering(); var next = Route.to(hop).open()) {
            hop.when(Point.RCPT).reply("550 5.1.1 nobody");
            next.deliver(envelope("b@example.com", "c@example.com"), MESSAGE, Partial.PROCEED);
            assertThat(hop.commands()).containsExactly("EHLO duwtje.example.test", "MAIL FROM:<anna@example.org>",
                    "RCPT TO:<b@example.com>", "RCPT TO:<c@example.com>", "RSET");
        }
    }

    @Test
    void heloForTheVeryOld() throws Exception {
        try (var hop = ScriptedNextHop.offering(); var next = Route.to(hop).open()) {
            hop.when(Point.EHLO).reply("502 what?");
            assertThat(next.deliver(envelope("b@example.com"), MESSAGE, Partial.ABORT).isAll(Status.DELIVERED)).isTrue();
            assertThat(next.extensions()).isEqualTo(Extensions.NONE);
        }
    }

    @Test
    void thousandsOfRecipientsDoNotBlockEachOther() throws Exception {
        String[] many = IntStream.range(0, 5000).mapToObj(i -> "r" + i + "@" + "x".repeat(200) + ".example.com").toArray(String[]::new);
        try (var hop = ScriptedNextHop.start(); var next = Route.to(hop).open()) {
            String fat = "y".repeat(400);
            hop.when(Point.RCPT).reply("250-2.1.5 " + fat, "250-2.1.5 " + fat, "250 2.1.5 " + fat);
            assertThat(next.deliver(envelope(many), MESSAGE, Partial.ABORT).isAll(Status.DELIVERED)).isTrue();
            assertThat(hop.accepted().get(0).rcpts()).hasSize(5000);
        }
    }

    @Test
    void parametersGoOnWhenOffered() throws Exception {
        Envelope envelope = new Envelope(MailAddress.of("anna@example.org"),
                List.of(new ForwardPath(MailAddress.of("bob@example.com"), "SUCCESS,FAILURE", "rfc822;Bob@example.com")), "8BITMIME", true,
                "HDRS", "QQ+2B1");
        try (var hop = ScriptedNextHop.start(); var next = Route.to(hop).open()) {
            next.deliver(envelope, MESSAGE, Partial.ABORT);
            var got = hop.accepted().get(0);
            assertThat(got.mail())
                    .isEqualTo("MAIL FROM:<anna@example.org> SIZE=" + MESSAGE.size() + " BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=QQ+2B1");
            assertThat(got.rcpts()).containsExactly("RCPT TO:<bob@example.com> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;Bob@example.com");
        }
        try (var hop = ScriptedNextHop.offering("SMTPUTF8"); var next = Route.to(hop).open()) {
            next.deliver(envelope, MESSAGE, Partial.ABORT);
            assertThat(hop.accepted().get(0).mail()).isEqualTo("MAIL FROM:<anna@example.org> SMTPUTF8");
            assertThat(hop.accepted().get(0).rcpts()).containsExactly("RCPT TO:<bob@example.com>");
        }
    }

    @Test
    void unicodeAddressesAreUtf8AndNeverCutToALineEnd() throws Exception {
        // U+560D and U+560A end in 0D and 0A when a char is cut to a byte (CVE-2025-7962)
        String address = "\u560d\u560a\u010a.ren\u00e9@example.com";
        try (var hop = ScriptedNextHop.start(); var next = Route.to(hop).open()) {
            assertThat(next.deliver(envelope(address), MESSAGE, Partial.ABORT).isAll(Status.DELIVERED)).isTrue();
            assertThat(hop.accepted().get(0).rcpts()).containsExactly("RCPT TO:<" + address + ">");
            assertThat(hop.accepted().get(0).mail()).endsWith(" SMTPUTF8");
        }
    }

    @Test
    void smtpUtf8NotOfferedFailsThatMessage() throws Exception {
        try (var hop = ScriptedNextHop.offering("PIPELINING"); var next = Route.to(hop).open()) {
            Result result = next.deliver(envelope("ren\u00e9@example.com"), MESSAGE, Partial.ABORT).results().get(0);
            assertThat(result.status()).isEqualTo(Status.FAILED);
            assertThat(result.reply().line()).startsWith("553 5.6.7 ");
            assertThat(hop.commands()).containsExactly("EHLO duwtje.example.test");
        }
    }

    @Test
    void tooLargeForTheNextHopIsToldWithoutSending() throws Exception {
        try (var hop = ScriptedNextHop.offering("PIPELINING", "SIZE 20"); var next = Route.to(hop).open()) {
            Result result = next.deliver(envelope("bob@example.com"), MESSAGE, Partial.ABORT).results().get(0);
            assertThat(result.status()).isEqualTo(Status.FAILED);
            assertThat(result.reply().line()).startsWith("552 5.3.4 ");
            assertThat(hop.commands()).containsExactly("EHLO duwtje.example.test");
        }
    }

    @Test
    void halfASurrogatePairNeverLeaves() throws Exception {
        try (var hop = ScriptedNextHop.start(); var next = Route.to(hop).open()) {
            Result result = next.deliver(envelope("x\ud800@example.com"), MESSAGE, Partial.ABORT).results().get(0);
            assertThat(result.status()).isEqualTo(Status.FAILED);
            assertThat(hop.commands()).containsExactly("EHLO duwtje.example.test");
        }
    }

    @Test
    void someRefusedAbortSendsNothing() throws Exception {
        for (boolean pipelining : new boolean[]{true, false}) {
            try (var hop = pipelining ? ScriptedNextHop.start() : ScriptedNextHop.offering(); var next = Route.to(hop).open()) {
                hop.when(Point.RCPT).about("bob@").reply("550 5.1.1 no such user");
                DeliveryOutcome outcome = next.deliver(envelope("a@example.com", "bob@example.com", "c@example.com"), MESSAGE,
                        Partial.ABORT);
                assertThat(outcome.results()).extracting(Result::status)
                        .containsExactly(Status.NOT_TRIED, Status.FAILED, Status.NOT_TRIED);
                assertThat(outcome.results().get(0).reply().line()).contains("not tried");
                assertThat(outcome.results().get(1).reply().line()).isEqualTo("550 5.1.1 no such user");
                if (pipelining) {
                    hop.awaitOpen(0);
                }
                assertThat(hop.transactions()).isEmpty();
            }
        }
    }

    @Test
    void someRefusedProceedDeliversToTheOthers() throws Exception {
        try (var hop = ScriptedNextHop.start(); var next = Route.to(hop).open()) {
            hop.when(Point.RCPT).about("bob@").reply("550-5.1.1 no", "550 5.1.1 such user");
            hop.when(Point.RCPT).about("eve@").reply("451 4.2.0 later");
            DeliveryOutcome outcome = next.deliver(envelope("a@example.com", "bob@example.com", "eve@example.com"), MESSAGE,
                    Partial.PROCEED);
            assertThat(outcome.results()).extracting(r -> r.status() + " " + r.reply().line())
                    .containsExactly("DELIVERED 250 2.0.0 taken as 1", "FAILED 550 5.1.1 no such user", "DEFERRED 451 4.2.0 later");
            assertThat(hop.accepted().get(0).rcpts()).containsExactly("RCPT TO:<a@example.com>");
        }
    }

    @Test
    void allRefusedAndYet354GetsALoneDot() throws Exception {
        try (var hop = ScriptedNextHop.start(); var next = Route.to(hop).open()) {
            hop.when(Point.RCPT).times(2).reply("550 5.7.1 no");
            hop.when(Point.DATA).times(1).reply("354 go on");
            DeliveryOutcome outcome = next.deliver(envelope("a@example.com", "b@example.com"), MESSAGE, Partial.PROCEED);
            assertThat(outcome.isAll(Status.FAILED)).isTrue();
            assertThat(hop.transactions()).hasSize(1);
            assertThat(hop.transactions().get(0).body()).isEmpty();
            assertThat(next.deliver(envelope("a@example.com"), MESSAGE, Partial.ABORT).isAll(Status.DELIVERED)).isTrue();
            assertThat(hop.connections()).isEqualTo(1);
        }
    }

    @Test
    void refusalsOfMailDataAndTheDotAreEverybodys() throws Exception {
        for (Point point : new Point[]{Point.MAIL, Point.DATA, Point.END}) {
            try (var hop = ScriptedNextHop.start(); var next = Route.to(hop).open()) {
                hop.when(point).times(1).reply("554 5.7.1 spam");
                hop.when(point).times(1).reply("451 greylisted");
                var first = next.deliver(envelope("a@example.com", "b@example.com"), MESSAGE, Partial.ABORT);
                assertThat(first.results()).extracting(r -> r.status() + " " + r.reply().line())
                        .containsOnly("DEFERRED 451 greylisted");
                var second = next.deliver(envelope("a@example.com", "b@example.com"), MESSAGE, Partial.ABORT);
                assertThat(second.results()).extracting(r -> r.status() + " " + r.reply().line())
                        .containsOnly("FAILED 554 5.7.1 spam");
                assertThat(next.deliver(envelope("a@example.com"), MESSAGE, Partial.ABORT).isAll(Status.DELIVERED)).isTrue();
                assertThat(hop.connections()).as("RSET, not a new connection, after %s", point).isEqualTo(1);
            }
        }
    }

    @Test
    void tooManyRecipientsTheOldWayIsTemporary() throws Exception {
        try (var hop = ScriptedNextHop.start(); var next = Route.to(hop).open()) {
            hop.when(Point.RCPT).about("b@").reply("552 too many recipients");
            hop.when(Point.RCPT).about("c@").reply("552 5.2.2 mailbox full");
            var outcome = next.deliver(envelope("a@example.com", "b@example.com", "c@example.com"), MESSAGE, Partial.PROCEED);
            assertThat(outcome.results()).extracting(r -> r.status() + " " + r.reply().code()).containsExactly("DELIVERED 250",
                    "DEFERRED 452", "FAILED 552");
        }
    }

    @Test
    void extensionsAreAskedForOnceAndKept() throws Exception {
        try (var hop = ScriptedNextHop.offering("PIPELINING", "SIZE 1000", "DSN"); var next = Route.to(hop).open()) {
            assertThat(next.extensions()).isEqualTo(new Extensions(true, false, false, true, false, false, 1000));
            assertThat(next.extensions().dsn()).isTrue();
            next.deliver(envelope("a@example.com"), MESSAGE, Partial.ABORT);
            assertThat(hop.connections()).isEqualTo(1);
        }
    }

    @Test
    void repliesAreCounted() throws Exception {
        Meters meters = new Meters();
        try (var hop = ScriptedNextHop.start(); var next = Route.to(hop).open(meters)) {
            hop.when(Point.END).times(1).reply("550 5.7.1 no");
            next.deliver(envelope("a@example.com"), MESSAGE, Partial.ABORT);
            next.deliver(envelope("a@example.com"), MESSAGE, Partial.ABORT);
            assertThat(meters.scrape()).contains("duwtje_next_hop_replies_total{class=\"5yz\"} 1.0")
                    .contains("duwtje_next_hop_replies_total{class=\"2yz\"} 1.0");
        }
    }

    private static byte[] bytes(MemoryMessage message) {
        return java.util.Arrays.copyOf(message.array(), (int) message.size());
    }
}
