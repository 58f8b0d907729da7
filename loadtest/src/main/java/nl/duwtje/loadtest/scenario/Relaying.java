package nl.duwtje.loadtest.scenario;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import nl.duwtje.loadtest.mail.Sample;
import nl.duwtje.loadtest.send.Load;
import nl.duwtje.loadtest.send.Prepared;
import nl.duwtje.loadtest.sink.Faults;
import nl.duwtje.loadtest.sink.Sink;
import nl.duwtje.loadtest.target.Duwtje;
import nl.duwtje.loadtest.target.Target;
import nl.duwtje.loadtest.wire.Certificate;

/** Mail that goes straight through: how fast, at what cost, how much later. */
final class Relaying {

    private static final Duration OWN_DURATION = Duration.ofSeconds(20);
    private static final int[] SIZES = {1_000, 10_000, 100_000, 1_000_000, 5_000_000, 25_000_000};

    private Relaying() {}

    static void sinkOnly(Bench bench, Outcome outcome) throws IOException {
        List<Prepared> mails = bench.prepared(bench.corpus().plain(bench.options().size()));
        try (Tls tls = new Tls(bench); Sink sink = tls.sink(Faults.NONE); Target direct = Target.none(sink.address())) {
            bench.warmUp(direct, sink, mails, Duration.ofSeconds(3));
            Figures full = outcome.add(bench.measure("full speed", direct, sink, bench.load(time(bench)), mails));
            outcome.number("sink-only per second", full.perSecond());
            outcome.add(bench.measure("half speed", direct, sink, bench.load(time(bench)).withRate(rate(bench, full)), mails));
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
        growth(bench, outcome);
    }

    /** Full speed, then half of it, each against the sink alone. */
    private static void relay(Bench bench, Outcome outcome, Duwtje.Setup setup, List<Sample> samples) throws IOException {
        List<Prepared> mails = bench.prepared(samples);
        try (Tls tls = new Tls(bench);
                Sink sink = tls.sink(Faults.NONE);
                Duwtje gateway = bench.start(tls.on(setup), sink);
                Target direct = Target.none(sink.address())) {
            outcome.number("seconds to ready", gateway.secondsToReady());
            bench.warmUp(gateway, sink, mails, warmUp(bench));
            Figures full = outcome.add(bench.measure("full speed", gateway, sink, bench.load(time(bench)), mails, true));
            outcome.number(outcome.scenario() + " per second", full.perSecond());
            Load half = bench.load(time(bench)).withRate(rate(bench, full));
            Figures base = outcome.add(bench.measure("half speed, sink only", direct, sink, half, mails));
            Figures added = outcome.add(bench.measure("half speed", gateway, sink, half, mails, true).over(base));
            outcome.number("added p50 ms", added.addedMillisAt(50));
            outcome.number("added p99 ms", added.addedMillisAt(99));
            outcome.plot(percentiles("How long a message takes at %.0f messages a second".formatted(half.rate()), base, added));
        }
    }

    /** Cost by size, 1 KB to 25 MB. */
    private static void growth(Bench bench, Outcome outcome) throws IOException {
        double[] kilobytes = new double[SIZES.length];
        double[] cpuMillis = new double[SIZES.length];
        try (Sink sink = Sink.start(Faults.NONE);
                Duwtje gateway = bench.start(new Duwtje.Setup("sizes").set("policy.mode=observe"), sink)) {
            bench.warmUp(gateway, sink, Prepared.of(bench.corpus().plain(10_000), false), warmUp(bench));
            for (int i = 0; i < SIZES.length; i++) {
                List<Prepared> mails = Prepared.of(bench.corpus().sized(SIZES[i], SIZES[i] > 1_000_000 ? 2 : 20), false);
                Load load = Load.closed(SIZES[i] > 1_000_000 ? 2 : 10, Duration.ofSeconds(4));
                Figures row = outcome.add(bench.measure("%,d KB each".formatted(SIZES[i] / 1000), gateway, sink, load, mails));
                kilobytes[i] = SIZES[i] / 1000.0;
                cpuMillis[i] = row.cpuPerThousand();
            }
        }
        outcome.number("CPU ms per MB at 1 MB", cpuMillis[3] / (SIZES[3] / 1e6));
        outcome.number("CPU ms per MB at 25 MB", cpuMillis[5] / (SIZES[5] / 1e6));
        outcome.plot(Plot.lines("CPU time per message grows with its size (a straight line is linear)", "message size, KB", "CPU, ms", true,
                true, List.of(new Plot.Line("gateway, rules on", kilobytes, cpuMillis))));
    }

    static void slowNextHop(Bench bench, Outcome outcome) throws IOException {
        List<Prepared> mails = bench.prepared(bench.corpus().plain(bench.options().size()));
        Faults slow = Faults.slow(Duration.ofMillis(200));
        try (Sink sink = Sink.start(slow);
                Duwtje gateway = bench.start(new Duwtje.Setup("slow-next-hop"), sink);
                Target direct = Target.none(sink.address())) {
            bench.warmUp(gateway, sink, mails, warmUp(bench));
            Load load = bench.load(time(bench)).over(false, bench.options().bdat());
            Figures base = outcome.add(bench.measure("next hop answers after 200 ms, sink only", direct, sink, load, mails));
            outcome.add(bench.measure("next hop answers after 200 ms", gateway, sink, load, mails, true).over(base));
        }
        Faults bad = new Faults(Duration.ofMillis(5), 20, 33, 0, 50);
        try (Sink sink = Sink.start(bad); Duwtje gateway = bench.start(new Duwtje.Setup("bad-next-hop"), sink)) {
            Figures row = outcome.add(bench.measure("next hop defers 1 in 20, refuses 1 in 33, drops 1 in 50", gateway, sink,
                    bench.load(time(bench)).over(false, bench.options().bdat()), mails, true));
            outcome.number("accepted but missing", row.missing());
            outcome.remark("Of %,d messages: %,d accepted, %,d deferred, %,d refused, %,d broken; of the accepted %,d never arrived."
                    .formatted(row.sent().begun(), row.sent().accepted(), row.sent().deferred(), row.sent().refused(), row.sent().broken(),
                            row.missing()));
        }
    }

    static Plot percentiles(String title, Figures... rows) {
        double[] percentiles = {50, 75, 90, 95, 99, 99.5, 99.9, 99.99};
        List<Plot.Line> lines = new ArrayList<>();
        for (Figures row : rows) {
            double[] x = new double[percentiles.length];
            double[] y = new double[percentiles.length];
            for (int i = 0; i < percentiles.length; i++) {
                x[i] = 100 / (100 - percentiles[i]);
                y[i] = Math.max(0.001, row.millisAt(percentiles[i]));
            }
            lines.add(new Plot.Line(row.phase(), x, y));
        }
        return Plot.lines(title, "one message in ... is slower (2 = median, 100 = p99, 1000 = p99.9)", "ms", true, true, lines);
    }

    private static double rate(Bench bench, Figures full) {
        return bench.options().rate() > 0 ? bench.options().rate() : full.perSecond() / 2;
    }

    static Duration time(Bench bench) {
        return bench.options().durationOr(OWN_DURATION);
    }

    static Duration warmUp(Bench bench) {
        return Duration.ofSeconds(Math.max(5, Math.min(15, time(bench).toSeconds() / 2)));
    }

    /** STARTTLS, when it was asked for: a certificate for this run. */
    private static final class Tls implements AutoCloseable {
        private final Certificate certificate;

        Tls(Bench bench) throws IOException {
            certificate = bench.options().tls() ? Certificate.in(java.nio.file.Files.createTempDirectory("duwtje-loadtest-tls")) : null;
        }

        Sink sink(Faults faults) throws IOException {
            return Sink.start(faults, certificate);
        }

        Duwtje.Setup on(Duwtje.Setup setup) {
            return certificate == null ? setup : setup.tls(certificate);
        }

        @Override
        public void close() throws IOException {
            if (certificate != null) {
                java.nio.file.Files.deleteIfExists(certificate.certificate());
                java.nio.file.Files.deleteIfExists(certificate.key());
            }
        }
    }
}
