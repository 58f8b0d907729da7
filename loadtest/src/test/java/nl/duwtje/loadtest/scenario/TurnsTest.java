package nl.duwtje.loadtest.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import nl.duwtje.loadtest.send.Load;
import nl.duwtje.loadtest.send.Sent;
import nl.duwtje.loadtest.sink.Arrivals;
import nl.duwtje.loadtest.sink.Faults;
import nl.duwtje.loadtest.sink.Sink;
import nl.duwtje.loadtest.target.CpuTime;
import nl.duwtje.loadtest.target.PassThrough;

class TurnsTest {

    private static final Path HOME = Path.of(System.getProperty("duwtje.root"));

    /** A hundred messages, of which one takes {@code p100} milliseconds and the others {@code p50}. */
    private static Figures phase(int p50, int p100) {
        Histogram latency = new Histogram(60_000_000, 3);
        latency.recordValueWithCount(p50 * 1000L, 98);
        latency.recordValueWithCount(p100 * 1000L, 2);
        return new Figures("a phase", new Sent(101, 100, 1, 0, 0, 0, 0, 2_000_000_000L, latency), new Arrivals(100, 100, 0, 0, 1000, 0, 0),
                2,
                new CpuTime(0.2, 0.1), new CpuTime(0.1, 0.1), 1 << 20, -1, -1, null);
    }

    private static Turns turns(List<Figures> straight, List<Figures> through) {
        return new Turns("half speed", straight, through, 30_000, 4.5);
    }

    @Test
    void whatIsAddedIsTheMiddleRoundsDifferenceSoThatOneSpoiltRoundSaysNothing() {
        Turns turns = turns(List.of(phase(1, 2), phase(40, 90), phase(1, 3)), List.of(phase(3, 9), phase(3, 8), phase(2, 60)));

        Figures row = turns.row();

        // 2, -37 and 1 at 50; 7, -82 and 57 at 99
        assertThat(row.addedMillisAt(50)).isCloseTo(1, offset(0.01));
        assertThat(row.addedMillisAt(99)).isCloseTo(7, offset(0.1));
        assertThat(turns.spread())
                .isEqualTo("Half speed, added p99 by round: 7.01, -82.04, 57.03 ms; p50: 2.00, -37.03, 1.00 ms. The middle one counts.");
    }

    @Test
    void theTableHasAllRoundsTogether() {
        Turns turns = turns(List.of(phase(1, 2), phase(1, 2), phase(1, 2)), List.of(phase(3, 9), phase(3, 8), phase(3, 60)));

        Figures row = turns.row();

        assertThat(turns.base().phase()).isEqualTo("half speed, sink only");
        assertThat(turns.base().addedMillisAt(50)).isNaN();
        assertThat(row.phase()).isEqualTo("half speed");
        assertThat(row.latency().getTotalCount()).isEqualTo(300);
        assertThat(row.millisAt(100)).isCloseTo(60, offset(0.1));
        assertThat(row.sent().accepted()).isEqualTo(300);
        assertThat(row.notAccepted()).isEqualTo(3);
        assertThat(row.missing()).isZero();
        assertThat(row.perSecond()).isEqualTo(50);
        assertThat(row.cpuPerThousand()).isCloseTo(3, offset(0.001));
        assertThat(row.allocatedPerMessage()).isEqualTo(100);
        assertThat(row.longestPauseMillis()).isEqualTo(4.5);
        assertThat(turns(List.of(phase(1, 2)), List.of(phase(1, 2))).row().latency().getTotalCount()).isEqualTo(100);
    }

    @Test
    void aSinkThatIsSlowByItselfInMostRoundsIsToldOf() {
        List<Figures> through = List.of(phase(1, 50), phase(1, 50), phase(1, 50));

        assertThat(turns(List.of(phase(1, 9), phase(1, 90), phase(1, 3)), through).disturbed()).isEmpty();
        assertThat(turns(List.of(phase(1, 9), phase(1, 90), phase(1, 35)), through).disturbed().orElseThrow())
                .startsWith("Straight into the sink 99 in 100 took 35.0 ms in the middle round.");
    }

    @Test
    void threeRoundsShareTheTimeAndNoneIsUnderThreeSeconds() {
        assertThat(Turns.each(Duration.ofSeconds(12))).isEqualTo(Duration.ofSeconds(4));
        assertThat(Turns.each(Duration.ofSeconds(6))).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void bothSidesTakeTurnsAtOneRate() throws Exception {
        StringWriter said = new StringWriter();
        Bench bench = new Bench(new Options(Optional.empty(), 0, 5, Optional.empty(), false, false, Optional.empty(), 1, HOME),
                Limits.read(HOME.resolve("loadtest/limits.yaml")), new PrintWriter(said));
        Load load = bench.load(Duration.ofSeconds(3)).withRate(200).withMost(20);
        try (Sink sink = Sink.start(Faults.NONE); PassThrough through = PassThrough.start(sink.address())) {
            Turns turns = Turns.measure(bench, "a phase", through, sink, load, bench.prepared(bench.corpus().plain(10_000)));

            assertThat(turns.base().sent().accepted()).isEqualTo(20 * Turns.ROUNDS);
            assertThat(turns.row().sent().accepted()).isEqualTo(20 * Turns.ROUNDS);
            assertThat(turns.row().arrived().distinct()).isEqualTo(20 * Turns.ROUNDS);
            assertThat(turns.row().allocatedPerMessage()).isEqualTo(-1);
            assertThat(said.toString().lines()).first().isEqualTo("  warming up pass-through for 6 s ...");
            assertThat(said.toString().lines().skip(1)).containsExactlyElementsOf(IntStream.rangeClosed(1, Turns.ROUNDS).boxed()
                    .flatMap(round -> List.of("sink-only", "pass-through").stream()
                            .map(name -> "  a phase, round " + round + ", " + name + ", 200/s, 3 s, 20 messages at most ..."))
                    .toList());
        }
    }
}
