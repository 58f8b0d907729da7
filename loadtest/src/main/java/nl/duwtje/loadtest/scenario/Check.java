package nl.duwtje.loadtest.scenario;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import nl.duwtje.loadtest.send.Load;
import nl.duwtje.loadtest.send.Prepared;
import nl.duwtje.loadtest.sink.Sink;
import nl.duwtje.loadtest.target.Duwtje;

/** What {@code limits.yaml} holds to, measured in under three minutes: ratios within one run, so that the machine matters little. */
final class Check {

    private static final Peers.Plan BRIEF = new Peers.Plan(3, Duration.ofSeconds(2), 30_000, Duration.ofSeconds(80), true, "-Xmx256m");
    private static final Duration PHASE = Duration.ofSeconds(6);

    private Check() {}

    static void run(Bench bench, Outcome outcome) throws IOException {
        Peers.run(bench, outcome, BRIEF, (gateway, sink) -> alone(bench, outcome, gateway, sink));
    }

    /** The gateway with all rules, full speed and half of it: one gateway serves all, because warming up another one takes most of a minute. */
    private static void alone(Bench bench, Outcome outcome, Duwtje gateway, Sink sink) throws IOException {
        List<Prepared> mails = bench.prepared(bench.corpus().plain(bench.options().size()));
        outcome.number("seconds to ready", gateway.secondsToReady());
        Figures full = outcome.add(bench.measure("full speed", gateway, sink, bench.load(PHASE), mails, true));
        Load half = bench.load(PHASE).withRate(full.perSecond() / 2);
        Relaying.atHalfSpeed(bench, outcome, full, Turns.measure(bench, "half speed", gateway, sink, half, mails), half);
        outcome.number("peak RSS MB", gateway.processes().orElseThrow().peakRssBytes() / (double) (1 << 20));
    }
}
