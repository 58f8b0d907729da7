package nl.duwtje.gateway.delivery;

import static nl.duwtje.gateway.delivery.Route.MESSAGE;
import static nl.duwtje.gateway.delivery.Route.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import nl.duwtje.gateway.delivery.DeliveryOutcome.Result;
import nl.duwtje.gateway.delivery.DeliveryOutcome.Status;
import nl.duwtje.gateway.observe.Meters;
import nl.duwtje.gateway.testkit.ScriptedNextHop;
import nl.duwtje.gateway.testkit.ScriptedNextHop.Point;
import nl.duwtje.rules.mail.Extensions;
import nl.duwtje.rules.mail.MemoryMessage;
import nl.duwtje.rules.mail.RawMessage;

/** A next hop that is down, slow, broken or hostile: always 4yz, never 250, never twice. */
@Timeout(60)
class NextHopFaultsTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    @Test
    void noAnswerToTheFinalDotIsUnknown() throws Exception {
        try (var hop = ScriptedNextHop.start(); var next = Route.to(hop).open()) {
            hop.when(Point.END).drop();
            Result result = next.deliver(envelope("bob@example.com"), MESSAGE, Partial.ABORT).results().get(0);
            assertThat(result.status()).isEqualTo(Status.UNKNOWN);
            assertThat(result.reply().line()).startsWith("451 4.4.2 ");
            assertThat(hop.transactions()).as("not sent again").hasSize(1);
        }
    }

    @Test
    void noAnswerInTimeToTheFinalDotIsUnknown() throws Exception {
        try (var hop = ScriptedNextHop.start(); var next = Route.to(hop).dataReplyWithin(SHORT).open()) {
            hop.when(Point.END).hang();
            assertThat(only(next).status()).isEqualTo(Status.UNKNOWN);
            assertThat(hop.transactions()).hasSize(1);
        }
    }

    @Test
    void nonsenseToTheFinalDotIsUnknown() throws Exception {
        for (String nonsense : new String[]{"hello\r\n", "354 more\r\n", "999 what\r\n", "2\r\n", "250-a\r\n251 b\r\n", "\0\0\r\n"}) {
            try (var hop = ScriptedNextHop.start(); var next = Route.to(hop).open()) {
                hop.when(Point.END).send(nonsense);
                assertThat(only(next).status()).as(nonsense).isEqualTo(Status.UNKNOWN);
            }
        }
    }

    @Test
    void aDropAnywhereBeforeTheDotIsADeferral() throws Exception {
        for (Point point : new Point[]{Point.GREETING, Point.EHLO, Point.MAIL, Point.RCPT, Point.DATA, Point.BODY}) {
            try (var hop = ScriptedNextHop.start(); var next = Route.to(hop).open()) {
                hop.when(point).drop();
                Result result = only(next);
                assertThat(result.status()).as("%s", point).isEqualTo(point == Point.BODY ? Status.UNKNOWN : Status.DEFERRED);
                assertThat(result.reply().code()).isEqualTo(451);
                assertThat(hop.transactions()).isEmpty();
                assertThat(hop.connections()).isEqualTo(1);
            }
        }
    }

    @Test
    void aDropInTheMiddleOfALargeBodyIsADeferral() throws Exception {
        try (var hop = ScriptedNextHop.start(); var next = Route.to(hop).open()) {
            hop.when(Point.BODY).drop();
            assertThat(next.deliver(envelope("a@example.com"), large(), Partial.ABORT).results().get(0).status())
                    .isEqualTo(Status.DEFERRED);
        }
    }

    @Test
    void nonsenseAnywhereIsADeferralAndTheConnectionGoes() throws Exception {
        for (Point point : new Point[]{Point.GREETING, Point.EHLO, Point.MAIL, Point.RCPT, Point.DATA}) {
            for (String nonsense : new String[]{"nonsense\r\n", "250", "x".repeat(300_000), "250-a\r\n".repeat(20_000), "350 go\r\n"}) {
                if (point == Point.DATA && nonsense.startsWith("350")) {
                    continue;
                }
                try (var hop = ScriptedNextHop.start(); var next = Route.to(hop).replyWithin(Duration.ofSeconds(2)).open()) {
                    hop.when(point).send(nonsense);
                    assertThat(only(next).status()).as("%s %.10s", point, nonsense).isEqualTo(Status.DEFERRED);
                    hop.awaitOpen(0);
                }
            }
        }
    }

    @Test
    void a421AnywhereClosesAndDefers() throws Exception {
        for (Point point : new Point[]{Point.GREETING, Point.EHLO, Point.MAIL, Point.RCPT, Point.DATA, Point.END}) {
            try (var hop = ScriptedNextHop.start(); var next = Route.to(hop).open()) {
                hop.when(point).times(1).reply("421 4.3.2 going down");
                Result result = only(next);
                assertThat(result.status()).as("%s", point).isEqualTo(Status.DEFERRED);
                assertThat(result.reply().line()).startsWith("451 4.4.").contains("going down");
                hop.awaitOpen(0);
            }
        }
    }

    @Test
    void aReplyThatDripsInIsCutAtTheTimeForReplies() throws Exception {
        try (var hop = ScriptedNextHop.start(); var next = Route.to(hop).replyWithin(SHORT).open()) {
            hop.when(Point.MAIL).drip("250 " + "a".repeat(1000) + "\r\n", Duration.ofMillis(50));
            assertThat(only(next).reply().line()).isEqualTo("451 4.4.2 next hop: no reply in time");
        }
    }

    @Test
    void aNextHopThatStopsReadingIsCutAtTheTimeForTheMessage() throws Exception {
        try (var hop = ScriptedNextHop.start(); var next = Route.to(hop).totalWithin(Duration.ofSeconds(1)).open()) {
            hop.when(Point.BODY).hang();
            Result result = next.deliver(envelope("a@example.com"), large(), Partial.ABORT).results().get(0);
            assertThat(result.status()).isEqualTo(Status.DEFERRED);
        }
    }

    @Test
    void whatItSaidBeforeItHungUpOnTheBodyIsHeard() throws Exception {
        try (var hop = ScriptedNextHop.start(); var next = Route.to(hop).open()) {
            // it says no and goes on reading: the reply is there when the dot has gone out
            hop.when(Point.BODY).reply("552 5.3.4 enough");
            Result result = next.deliver(envelope("a@example.com"), large(), Partial.ABORT).results().get(0);
            assertThat(result.status()).isEqualTo(Status.FAILED);
            assertThat(result.reply().line()).isEqualTo("552 5.3.4 enough");
        }
    }

    @Test
    void aMessageThatCannotBeReadNeverGetsItsDot() throws Exception {
        try (var hop = ScriptedNextHop.start(); var next = Route.to(hop).open()) {
            Result result = next.deliver(envelope("a@example.com"), new Broken(false), Partial.ABORT).results().get(0);
            assertThat(result.status()).isEqualTo(Status.DEFERRED);
            assertThat(result.reply().line()).startsWith("451 4.3.0");
            hop.awaitOpen(0);
            assertThat(hop.transactions()).isEmpty();
        }
    }

    @Test
    void aMessageThatIsShorterThanItSaidNeverGetsItsDot() throws Exception {
        try (var hop = ScriptedNextHop.start(); var next = Route.to(hop).open()) {
            assertThat(next.deliver(envelope("a@example.com"), new Broken(true), Partial.ABORT).results().get(0).status())
                    .isEqualTo(Status.DEFERRED);
        }
    }

    @Test
    void whileItIsDownTheAnswerComesAtOnceAndThenOneTries() throws Exception {
        AtomicLong clock = new AtomicLong();
        int port;
        try (var hop = ScriptedNextHop.start()) {
            port = hop.port();
        }
        try (var next = new NextHop(Route.to(port).settings(), "duwtje.example.test", new Meters(), clock::get)) {
            assertThat(next.extensions()).isEqualTo(Extensions.NONE);
            assertThat(next.isOpen()).isTrue();
            assertThat(only(next).reply().line()).isEqualTo("451 4.4.1 next hop: down, not tried again yet");
            try (var back = ScriptedNextHop.at(port)) {
                assertThat(only(next).status()).isEqualTo(Status.DEFERRED);
                assertThat(back.connections()).isZero();
                clock.addAndGet(Duration.ofSeconds(5).toNanos());
                assertThat(next.isOpen()).isFalse();
                assertThat(only(next).status()).isEqualTo(Status.DELIVERED);
                assertThat(next.extensions().pipelining()).isTrue();
            }
        }
    }

    @Test
    void nothingIsTriedAfterClose() throws Exception {
        try (var hop = ScriptedNextHop.start()) {
            NextHop next = Route.to(hop).open();
            only(next);
            next.close();
            hop.awaitOpen(0);
            assertThat(only(next).reply().line()).startsWith("451 4.3.2");
            assertThat(hop.commands()).last().isEqualTo("QUIT");
        }
    }

    private static Result only(NextHop next) {
        return next.deliver(envelope("a@example.com"), MESSAGE, Partial.ABORT).results().get(0);
    }

    private static MemoryMessage large() {
        return MemoryMessage.of("Subject: large\n\n" + ("0123456789".repeat(7) + "\n").repeat(400_000));
    }

    /** A message whose bytes stop, with an error or without. */
    private record Broken(boolean silently) implements RawMessage {

        @Override
        public long size() {
            return 1000;
        }

        @Override
        public java.nio.ByteBuffer bytes() {
            return MESSAGE.bytes();
        }

        @Override
        public void writeTo(Sink sink) throws IOException {
            MESSAGE.writeTo(sink);
            if (!silently) {
                throw new IOException("disk");
            }
        }

        @Override
        public void close() {
            // nothing
        }
    }
}
