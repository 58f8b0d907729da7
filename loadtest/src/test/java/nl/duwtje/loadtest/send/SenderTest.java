package nl.duwtje.loadtest.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import nl.duwtje.loadtest.mail.Corpus;
import nl.duwtje.loadtest.mail.Sample;
import nl.duwtje.loadtest.sink.Arrivals;
import nl.duwtje.loadtest.sink.Faults;
import nl.duwtje.loadtest.sink.Sink;
import nl.duwtje.loadtest.wire.Certificate;

/** Sender and sink talk to each other over real sockets: what one says it sent is what the other says it got. */
class SenderTest {

    private final List<Sample> samples = new Corpus(1).plain(10_000);
    private final Load load = new Load(5, 20, 0, Duration.ofSeconds(30), 330, false, false, Duration.ofSeconds(10));
    private final AtomicInteger numbers = new AtomicInteger();

    private Sent send(Sink sink, Load with) throws Exception {
        return new Sender(sink.address(), with, Prepared.of(samples, with.bdat()), numbers).send();
    }

    @Test
    void everyMessageArrivesOnceOverManyConnections() throws Exception {
        try (Sink sink = Sink.start(Faults.NONE)) {
            Sent sent = send(sink, load);

            Arrivals arrivals = sink.arrivals();
            assertThat(sent.begun()).isEqualTo(330);
            assertThat(sent.accepted()).isEqualTo(330);
            assertThat(arrivals.distinct()).isEqualTo(330);
            assertThat(arrivals.duplicates() + arrivals.others() + arrivals.failed()).isZero();
            assertThat(sent.latency().getTotalCount()).isGreaterThanOrEqualTo(330);
        }
    }

    @Test
    void theSinkCountsTheBytesOfTheContentWithoutStuffingAndEnd() throws Exception {
        Sample dots = new Sample("dots", "a@duinrade.test", List.of("b@outside.test"), "Subject: x\r\n\r\n..\r\n.\r\nx\r\n".getBytes());
        try (Sink sink = Sink.start(Faults.NONE)) {
            new Sender(sink.address(), load.withMost(1), Prepared.of(List.of(dots), false), numbers).send();
            long withDots = sink.arrivals().bytes();
            new Sender(sink.address(), load.withMost(1).over(false, true), Prepared.of(List.of(dots), true), numbers).send();

            int exact = Prepared.MESSAGE_ID_LENGTH + dots.content().length;
            // DATA carries two more dots than BDAT: they are stuffing, which the sink does not take out
            assertThat(withDots).isEqualTo(exact + 2);
            assertThat(sink.arrivals().bytes() - withDots).isEqualTo(exact);
        }
    }

    @Test
    void anOpenLoopKeepsItsRateThroughReconnects() throws Exception {
        try (Sink sink = Sink.start(Faults.NONE)) {
            Sent sent = send(sink, load.withMost(0).withRate(400).withTime(Duration.ofMillis(1000)));

            assertThat(sent.late()).isZero();
            assertThat(sent.accepted()).isBetween(400L, 401L);
            assertThat(sink.arrivals().distinct()).isEqualTo(sent.accepted());
        }
    }

    @Test
    void anOpenLoopCountsTheWaitOfMessagesThatCouldNotBegin() throws Exception {
        // one session, 100 ms each, due every 10 ms: the tenth has waited some 900 ms before it begins
        try (Sink sink = Sink.start(Faults.slow(Duration.ofMillis(100)))) {
            Sent sent = send(sink, load.withSessions(1).withRate(100).withMost(10));

            assertThat(sent.accepted()).isEqualTo(10);
            assertThat(sent.millisAt(100)).isGreaterThan(850);
            assertThat(sent.millisAt(50)).isGreaterThan(350);
        }
    }

    @Test
    void bdatAndStartTlsArriveToo(@TempDir Path folder) throws Exception {
        try (Sink sink = Sink.start(Faults.NONE, Certificate.in(folder))) {
            assertThat(send(sink, load.over(true, false)).accepted()).isEqualTo(330);
            assertThat(send(sink, load.over(true, true)).accepted()).isEqualTo(330);
            assertThat(sink.arrivals().distinct()).isEqualTo(660);
        }
    }

    @Test
    void whatTheSinkDoesWrongIsToldApart() throws Exception {
        // of 100: dropped at every 25th, refused at every 10th else, deferred at every 7th else
        try (Sink sink = Sink.start(new Faults(Duration.ZERO, 7, 10, 0, 25))) {
            Sent sent = send(sink, load.withMost(100));

            assertThat(sent.broken()).isEqualTo(4);
            assertThat(sent.refused()).isEqualTo(8);
            assertThat(sent.deferred()).isEqualTo(13);
            assertThat(sent.accepted()).isEqualTo(75);
            assertThat(sink.arrivals().distinct()).isEqualTo(75);
            assertThat(sink.arrivals().failed()).isEqualTo(25);
        }
    }

    @Test
    void aSinkThatHangsCostsPatienceAndCountsAsBroken() throws Exception {
        try (Sink sink = Sink.start(new Faults(Duration.ZERO, 0, 0, 3, 0))) {
            Load brief = new Load(1, 20, 0, Duration.ofMillis(300), 5, false, false, Duration.ofMillis(200));
            Sent sent = new Sender(sink.address(), brief, Prepared.of(samples, false), numbers).send();

            assertThat(sent.accepted()).isEqualTo(2);
            assertThat(sent.broken()).isEqualTo(1);
        }
    }
}
