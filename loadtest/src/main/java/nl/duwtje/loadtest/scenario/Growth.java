package nl.duwtje.loadtest.scenario;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import nl.duwtje.loadtest.scenario.Picture.Axis;
import nl.duwtje.loadtest.scenario.Picture.Line;
import nl.duwtje.loadtest.send.Load;
import nl.duwtje.loadtest.send.Prepared;
import nl.duwtje.loadtest.sink.Faults;
import nl.duwtje.loadtest.sink.Sink;
import nl.duwtje.loadtest.target.Duwtje;

/** What a message costs by its size, 1 KB to 25 MB: from 1 MB on it must be the bytes that cost. */
final class Growth {

    private static final int[] SIZES = {1_000, 10_000, 100_000, 1_000_000, 5_000_000, 25_000_000};
    private static final int ONE_MB = 3;
    private static final Duration TURN = Duration.ofSeconds(4);

    private Growth() {}

    static void run(Bench bench, Outcome outcome) throws IOException {
        double[] kilobytes = new double[SIZES.length];
        double[] cpuMillis = new double[SIZES.length];
        try (Sink sink = Sink.start(Faults.NONE);
                Duwtje gateway = bench.start(new Duwtje.Setup("sizes").set("policy.mode=observe"), sink)) {
            bench.warmUp(gateway, sink, Prepared.of(bench.corpus().plain(10_000), bench.options().bdat()), Relaying.warmUp(bench));
            bench.warmUp(gateway, sink, mails(bench, 1_000_000), load(bench, 1_000_000));
            for (int i = 0; i < SIZES.length; i++) {
                Figures row = outcome.add(bench.measure("%,d KB each".formatted(SIZES[i] / 1000), gateway, sink, load(bench, SIZES[i]),
                        mails(bench, SIZES[i])));
                kilobytes[i] = row.arrived().bytes() / 1000.0 / Math.max(1, row.arrived().messages());
                cpuMillis[i] = row.cpuPerThousand();
            }
        }
        tell(bench, outcome, kilobytes, cpuMillis);
    }

    private static List<Prepared> mails(Bench bench, int size) {
        return Prepared.of(bench.corpus().sized(size, size > 1_000_000 ? 2 : 20), bench.options().bdat());
    }

    private static Load load(Bench bench, int size) {
        return Load.closed(size > 1_000_000 ? 2 : 10, TURN).over(false, bench.options().bdat());
    }

    private static void tell(Bench bench, Outcome outcome, double[] kilobytes, double[] cpuMillis) {
        int last = SIZES.length - 1;
        double atOne = cpuMillis[ONE_MB] / (kilobytes[ONE_MB] / 1000);
        double atMost = cpuMillis[last] / (kilobytes[last] / 1000);
        outcome.number("CPU ms per message of 1 KB", cpuMillis[0]);
        outcome.number("CPU ms per MB, 1 MB messages", atOne);
        outcome.number("CPU ms per MB, 25 MB messages", atMost);
        String ratio = "CPU per MB, 25 MB messages / 1 MB messages";
        outcome.number(ratio, atMost / atOne);
        double bound = bench.limits().bound(outcome.scenario(), ratio).orElse(1);
        List<Line> lines = new ArrayList<>(List.of(Line.measured("measured, all rules on", kilobytes, cpuMillis)));
        lines.add(Line.target("limit from 1 MB on: the same per MB, and %.0f %% more".formatted((bound - 1) * 100),
                new double[]{kilobytes[ONE_MB], kilobytes[last]},
                new double[]{cpuMillis[ONE_MB] * bound, atOne * bound * kilobytes[last] / 1000}));
        outcome.picture(new Picture.Lines("What one message costs, by its size", "no steeper than the dashed line",
                "From 1 MB on the measured line should run below the dashed one: then twice the bytes cost twice the time, and no size of "
                        + "message is out of proportion. Further left a message has a cost of its own, whatever its size.",
                Axis.log("size of the message, KB (both axes: each line is ten times the one before)"),
                Axis.log("processor time per message, ms"), lines));
    }
}
