package nl.duwtje.loadtest.scenario;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import nl.duwtje.loadtest.mail.Sample;
import nl.duwtje.loadtest.send.Load;
import nl.duwtje.loadtest.send.Prepared;
import nl.duwtje.loadtest.sink.Faults;
import nl.duwtje.loadtest.sink.Sink;
import nl.duwtje.loadtest.target.Duwtje;
import nl.duwtje.loadtest.target.Target;

/** Mail that goes straight through: how fast, at what cost, how much later. */
final class Relaying {

    private static final Duration OWN_DURATION = Duration.ofSeconds(10);

    private Relaying() {}

    static void sinkOnly(Bench bench, Outcome outcome) throws IOException {
        List<Prepared> mails = bench.prepared(bench.corpus().plain(bench.options().size()));
        try (Secured secured = new Secured(bench); Sink sink = secured.sink(); Target direct = Target.none(sink.address())) {
            bench.warmUp(direct, sink, mails, secured.load(Duration.ofSeconds(3)));
            Figures full = outcome.add(bench.measure("full speed", direct, sink, secured.load(time(bench)), mails));
            outcome.number("sink-only per second", full.perSecond());
            outcome.add(bench.measure("half speed", direct, sink, secured.load(time(bench)).withRate(rate(bench, full)), mails));
        }
    }

    static void noRules(Bench bench, Outcome outcome) throws IOException {
        relay(bench, outcome, new Duwtje.Setup("no-rules").withoutRules(), bench.corpus().plain(bench.options().size()));
        outcome.remark(
                "No rules means: one rule that is never true, policy.mode observe, and all recipients are partners, so that no content "
                        + "is read. Header section and structure are still looked at; the gateway has no switch for that.");
    }

    static void rules(Bench bench, Outcome outcome) throws IOException {
        relay(bench, outcome, new Duwtje.Setup("rules"), bench.corpus().plain(bench.options().size()));
        outcome.remark("The shipped rules in their shipped mode (nudge), all recipients outsiders, so that every text is read and searched "
                + "for personal data. The corpus has nothing to hold.");
    }

    static void attachments(Bench bench, Outcome outcome) throws IOException {
        relay(bench, outcome, new Duwtje.Setup("attachments").set("policy.mode=observe"), bench.corpus().office());
        outcome.remark(
                "Shipped rules in policy.mode observe: everything is inspected and judged, nothing is held, so that the sink gets what "
                        + "was sent. 30 % with an attachment of 200 KB median (DOCX, XLSX, PDF-like).");
        Growth.run(bench, outcome);
    }

    /** Full speed, then half of it, each against the sink alone. */
    private static void relay(Bench bench, Outcome outcome, Duwtje.Setup setup, List<Sample> samples) throws IOException {
        List<Prepared> mails = bench.prepared(samples);
        try (Secured secured = new Secured(bench);
                Sink sink = secured.sink();
                Duwtje gateway = bench.start(secured.on(setup), sink)) {
            outcome.number("seconds to ready", gateway.secondsToReady());
            bench.warmUpUntilSteady(gateway, sink, mails, secured.load(Duration.ofSeconds(2)), Bench.UNTIL_AT_REST);
            Figures full = outcome.add(bench.measure("full speed", gateway, sink, secured.load(time(bench)), mails, true));
            outcome.number(outcome.scenario() + " per second", full.perSecond());
            Load half = secured.load(time(bench)).withRate(rate(bench, full));
            atHalfSpeed(bench, outcome, full, Turns.measure(bench, "half speed", gateway, sink, half, mails), half);
        }
    }

    /** What both half speeds say, for the limits and as a picture. */
    static void atHalfSpeed(Bench bench, Outcome outcome, Figures full, Turns turns, Load load) {
        Figures base = outcome.add(turns.base());
        Figures half = outcome.add(turns.row());
        outcome.number("added p50 ms", half.addedMillisAt(50));
        outcome.number("added p99 ms", half.addedMillisAt(99));
        outcome.number("longest pause ms", Math.max(full.longestPauseMillis(), half.longestPauseMillis()));
        if (full.allocatedPerMessage() >= 0) {
            outcome.number("bytes allocated, of the message's size",
                    full.allocatedPerMessage() * full.arrived().distinct() / full.arrived().bytes());
        }
        outcome.remark(turns.spread());
        turns.disturbed().ifPresent(outcome::remark);
        outcome.picture(LatencyPicture.of(bench, outcome.scenario(), load.rate(), base, half));
    }

    static void slowNextHop(Bench bench, Outcome outcome) throws IOException {
        List<Prepared> mails = bench.prepared(bench.corpus().plain(bench.options().size()));
        Load load = bench.load(time(bench));
        try (Sink sink = Sink.start(Faults.slow(Duration.ofMillis(200)));
                Duwtje gateway = bench.start(new Duwtje.Setup("slow-next-hop"), sink)) {
            bench.warmUp(gateway, sink, mails, warmUp(bench));
            Turns turns = Turns.measure(bench, "next hop answers after 200 ms", gateway, sink, load, mails);
            outcome.add(turns.base());
            outcome.add(turns.row());
            outcome.remark(turns.spread());
        }
        try (Sink sink = Sink.start(new Faults(Duration.ofMillis(5), 20, 33, 0, 50));
                Duwtje gateway = bench.start(new Duwtje.Setup("bad-next-hop"), sink)) {
            bench.warmUp(gateway, sink, mails, warmUp(bench));
            Figures row = outcome
                    .add(bench.measure("next hop defers 1 in 20, refuses 1 in 33, drops 1 in 50", gateway, sink, load, mails, true));
            outcome.remark("Of %,d messages: %,d accepted, %,d deferred, %,d refused, %,d broken; of the accepted %,d never arrived."
                    .formatted(row.sent().begun(), row.sent().accepted(), row.sent().deferred(), row.sent().refused(), row.sent().broken(),
                            row.missing()));
        }
        outcome.remark("Fifty sessions and 200 ms allow 250 messages a second. A refusal, a deferral or a lost connection behind the "
                + "gateway must reach the sender as a refusal or a deferral: not accepted, and never lost.");
    }

    private static double rate(Bench bench, Figures full) {
        return bench.options().rate() > 0 ? bench.options().rate() : full.perSecond() / 2;
    }

    static Duration time(Bench bench) {
        return bench.options().durationOr(OWN_DURATION);
    }

    static Duration warmUp(Bench bench) {
        return Duration.ofSeconds(Math.max(5, Math.min(15, time(bench).toSeconds())));
    }
}
