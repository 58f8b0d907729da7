package nl.duwtje.loadtest.scenario;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import nl.duwtje.loadtest.send.Load;
import nl.duwtje.loadtest.send.Prepared;
import nl.duwtje.loadtest.sink.Faults;
import nl.duwtje.loadtest.sink.Sink;
import nl.duwtje.loadtest.target.Duwtje;

/** The same load for a long time: what grows? */
final class Steady {

    private static final Duration OWN_DURATION = Duration.ofHours(1);
    private static final int SLICES = 60;
    private static final double OWN_RATE = 200;

    private Steady() {}

    static void run(Bench bench, Outcome outcome) throws IOException {
        Duration slice = bench.options().durationOr(OWN_DURATION).dividedBy(SLICES);
        double rate = bench.options().rate() > 0 ? bench.options().rate() : OWN_RATE;
        List<Prepared> mails = bench.prepared(bench.corpus().office());
        double[] minutes = new double[SLICES];
        double[] p50 = new double[SLICES];
        double[] p99 = new double[SLICES];
        double[] megabytes = new double[SLICES];
        long missing = 0;
        double longestPause = -1;
        try (Sink sink = Sink.start(Faults.NONE);
                Duwtje gateway = bench.start(new Duwtje.Setup("steady").set("policy.mode=observe"), sink)) {
            bench.warmUp(gateway, sink, mails, Duration.ofSeconds(10));
            gateway.markAllocation();
            Load load = bench.load(slice).over(false, bench.options().bdat()).withRate(rate);
            for (int i = 0; i < SLICES; i++) {
                Figures row = bench.measure("part " + (i + 1) + " of " + SLICES, gateway, sink, load, mails);
                minutes[i] = (i + 1) * slice.toMillis() / 60_000.0;
                p50[i] = row.millisAt(50);
                p99[i] = row.millisAt(99);
                megabytes[i] = gateway.processes().orElseThrow().rssBytes() / (double) (1 << 20);
                missing += row.missing();
                if (i == 0 || i == SLICES / 2 || i == SLICES - 1) {
                    outcome.add(row);
                }
            }
            longestPause = gateway.longestPauseSinceMark();
        }
        outcome.number("accepted but missing", missing);
        outcome.number("longest pause ms", longestPause);
        outcome.number("RSS at the end, of RSS after a tenth", megabytes[SLICES - 1] / megabytes[SLICES / 10]);
        outcome.plot(Plot.lines("Memory over time", "minutes", "resident, MB", false, false,
                List.of(new Plot.Line("gateway", minutes, megabytes))));
        outcome.plot(Plot.lines("Latency over time at %.0f messages a second, office mix".formatted(rate), "minutes", "ms", false, true,
                List.of(new Plot.Line("median", minutes, p50), new Plot.Line("p99", minutes, p99))));
    }
}
