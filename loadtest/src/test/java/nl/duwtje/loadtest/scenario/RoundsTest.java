package nl.duwtje.loadtest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import nl.duwtje.loadtest.send.Sent;
import nl.duwtje.loadtest.sink.Arrivals;
import nl.duwtje.loadtest.target.CpuTime;
import nl.duwtje.loadtest.target.ProcessTree;
import nl.duwtje.loadtest.target.Target;

class RoundsTest {

    private final Outcome outcome = new Outcome("check", "");
    private final Map<Target, List<Figures>> all = new LinkedHashMap<>();
    private final Map<String, Double> rates = new LinkedHashMap<>();

    /** So many messages in a second, at so much CPU time of the server in all. */
    private static Figures round(int messages, CpuTime cpu) {
        return new Figures("", new Sent(messages, messages, 0, 0, 0, 0, 0, 1_000_000_000L, new Histogram(3)),
                new Arrivals(messages, messages, 0, 0, 0, 0, 0), 1, cpu, new CpuTime(0.2, 0.4), -1, -1, -1, null);
    }

    private void took(String name, Figures... rounds) {
        all.put(new Named(name), List.of(rounds));
        rates.put(name, Rounds.median(List.of(rounds)));
    }

    private void tell() {
        Bench bench = new Bench(new Options(Optional.empty(), 0, 5, Optional.empty(), false, false, Optional.empty(), 1, null),
                Limits.read(Path.of(System.getProperty("duwtje.root"), "loadtest", "limits.yaml")),
                new PrintWriter(Writer.nullWriter()));
        Rounds.tell(bench, outcome, "10 KB", rates, all);
    }

    @Test
    void whatOursReachIsToldBesideThePassThroughAndThatBesideNothingAtAll() {
        took("sink-only", round(30_000, null), round(20_000, null), round(32_000, null));
        took("pass-through", round(12_000, new CpuTime(0.1, 0.8)), round(15_000, new CpuTime(0.1, 0.8)),
                round(15_000, new CpuTime(0.1, 0.8)));
        took("no rules", round(7_500, new CpuTime(0.6, 0.6)));
        took("all rules", round(3_000, new CpuTime(1.2, 0.6)));

        tell();

        assertThat(outcome.numbers()).containsEntry("pass-through / sink-only, 10 KB", 0.5)
                .containsEntry("no rules / pass-through, 10 KB", 0.5).containsEntry("all rules / pass-through, 10 KB", 0.2)
                .containsEntry("all rules / sink-only, 10 KB", 0.1);
        assertThat(outcome.remarks())
                .contains("CPU for one message in microseconds, user + system, in brackets that of sender and sink, all "
                        + "rounds together, 10 KB: sink-only (7 + 15), pass-through 7 + 57 (14 + 29), no rules 80 + 80 (27 + 53), "
                        + "all rules 400 + 200 (67 + 133).");
    }

    @Test
    void withoutThemThereIsNothingToTellOfThem() {
        took("all rules", round(3_000, new CpuTime(1.2, 0.6)));
        took("postfix", round(600, new CpuTime(1, 1)));

        tell();

        assertThat(outcome.numbers()).containsOnlyKeys("all rules / postfix, 10 KB");
    }

    /** A server of this name, which nobody talks to. */
    private record Named(String name) implements Target {
        @Override
        public InetSocketAddress smtp() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        }

        @Override
        public Optional<ProcessTree> processes() {
            return Optional.empty();
        }

        @Override
        public void close() {
            // nothing was started
        }
    }
}
