package nl.duwtje.loadtest.scenario;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import nl.duwtje.loadtest.send.Load;
import nl.duwtje.loadtest.send.Prepared;
import nl.duwtje.loadtest.sink.Faults;
import nl.duwtje.loadtest.sink.Sink;
import nl.duwtje.loadtest.target.Duwtje;
import nl.duwtje.loadtest.target.Target;

/** What {@code limits.yaml} holds to, measured in under three minutes: ratios within one run, so that the machine matters little. */
final class Check {

    private static final Duration TURN = Duration.ofSeconds(5);
    private static final int ROUNDS = 3;

    private Check() {}

    static void run(Bench bench, Outcome outcome) throws IOException {
        Bench brief = bench.with(bench.options().withDuration(TURN));
        Peers.run(brief, outcome, ROUNDS, true);
        List<Prepared> mails = brief.prepared(brief.corpus().plain(brief.options().size()));
        try (Sink sink = Sink.start(Faults.NONE);
                Duwtje gateway = brief.start(new Duwtje.Setup("check").heap("-Xmx256m"), sink);
                Target direct = Target.none(sink.address())) {
            outcome.number("seconds to ready", gateway.secondsToReady());
            brief.warmUp(gateway, sink, mails, Duration.ofSeconds(8));
            Load load = brief.load(Duration.ofSeconds(8)).over(false, brief.options().bdat());
            Figures full = outcome.add(brief.measure("full speed, -Xmx256m", gateway, sink, load, mails, true));
            Figures base = outcome.add(brief.measure("half speed, sink only", direct, sink, load.withRate(full.perSecond() / 2), mails));
            Figures half = outcome
                    .add(brief.measure("half speed", gateway, sink, load.withRate(full.perSecond() / 2), mails, true).over(base));
            outcome.number("added p50 ms", half.addedMillisAt(50));
            outcome.number("added p99 ms", half.addedMillisAt(99));
            outcome.number("peak RSS MB", half.peakRssBytes() / (double) (1 << 20));
            outcome.number("accepted but missing", full.missing() + half.missing());
            outcome.number("duplicates", full.arrived().duplicates() + half.arrived().duplicates());
            if (full.allocatedPerMessage() >= 0) {
                outcome.number("bytes allocated, of the message's size",
                        full.allocatedPerMessage() * full.arrived().distinct() / full.arrived().bytes());
            }
        }
    }
}
