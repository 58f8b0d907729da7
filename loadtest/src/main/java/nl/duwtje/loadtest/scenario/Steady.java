package nl.duwtje.loadtest.scenario;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import nl.duwtje.loadtest.scenario.Picture.Axis;
import nl.duwtje.loadtest.scenario.Picture.Line;
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
    private static final double MB = 1 << 20;

    private final double[] minutes = new double[SLICES];
    private final double[] p50 = new double[SLICES];
    private final double[] p99 = new double[SLICES];
    private final double[] megabytes = new double[SLICES];

    private Steady() {}

    static void run(Bench bench, Outcome outcome) throws IOException {
        new Steady().measure(bench, outcome);
    }

    private void measure(Bench bench, Outcome outcome) throws IOException {
        Duration slice = bench.options().durationOr(OWN_DURATION).dividedBy(SLICES);
        double rate = bench.options().rate() > 0 ? bench.options().rate() : OWN_RATE;
        List<Prepared> mails = bench
                .prepared(bench.options().asked().map(size -> bench.corpus().plain(size)).orElseGet(() -> bench.corpus().office()));
        try (Sink sink = Sink.start(Faults.NONE);
                Duwtje gateway = bench.start(new Duwtje.Setup("steady").set("policy.mode=observe"), sink)) {
            bench.warmUpUntilSteady(gateway, sink, mails, Bench.UNTIL_AT_REST);
            gateway.markAllocation();
            Load load = bench.load(slice).withRate(rate);
            for (int i = 0; i < SLICES; i++) {
                Figures row = bench.measure("part " + (i + 1) + " of " + SLICES, gateway, sink, load, mails);
                minutes[i] = (i + 1) * slice.toMillis() / 60_000.0;
                p50[i] = row.millisAt(50);
                p99[i] = row.millisAt(99);
                megabytes[i] = gateway.processes().orElseThrow().rssBytes() / MB;
                outcome.count(row);
                if (i == 0 || i == SLICES / 2 || i == SLICES - 1) {
                    outcome.show(row);
                }
            }
            outcome.number("longest pause ms", gateway.longestPauseSinceMark());
        }
        outcome.number("minutes", minutes[SLICES - 1]);
        outcome.number("RSS at the end, of RSS after a tenth", megabytes[SLICES - 1] / megabytes[SLICES / 10]);
        draw(outcome, rate);
    }

    private void draw(Outcome outcome, double rate) {
        outcome.picture(new Picture.Lines("Memory of the gateway over time", "flat is good",
                "Resident memory after each of 60 equal parts. It may grow at first while code is compiled and caches fill; a line that "
                        + "keeps rising to the end is a leak.",
                Axis.linear("minutes since the start"), Axis.linear("resident memory, MB"),
                List.of(Line.measured("gateway", minutes, megabytes))));
        outcome.picture(new Picture.Lines("How long a message takes over time, at %,.0f messages a second".formatted(rate),
                "low and flat is good",
                "Half of all messages were answered faster than the lower line, 99 in 100 faster than the upper one. "
                        + "A line that rises means that something fills up.",
                Axis.linear("minutes since the start"), Axis.log("milliseconds (each line is ten times the one before)"),
                List.of(Line.measured("99 in 100 are faster than this", minutes, p99),
                        Line.measured("half are faster than this", minutes, p50))));
    }
}
