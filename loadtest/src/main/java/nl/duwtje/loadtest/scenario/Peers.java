package nl.duwtje.loadtest.scenario;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import nl.duwtje.loadtest.send.Load;
import nl.duwtje.loadtest.send.Prepared;
import nl.duwtje.loadtest.sink.Faults;
import nl.duwtje.loadtest.sink.Sink;
import nl.duwtje.loadtest.target.Duwtje;
import nl.duwtje.loadtest.target.Haraka;
import nl.duwtje.loadtest.target.PassThrough;
import nl.duwtje.loadtest.target.Postfix;
import nl.duwtje.loadtest.target.PostfixTools;
import nl.duwtje.loadtest.target.Target;

/** Duwtje beside the others, in one run: all are running, each gets its turn in every round, same mail, same sink. */
public final class Peers {

    static final String ALL_RULES = "all rules";
    static final String NO_RULES = "no rules";

    /**
     * How long it may take.
     *
     * @param rounds turns each; the middle one counts
     * @param turn   of one server, about
     * @param warmUp of one server, at most; it ends when the rate no longer grows and its compiler rests
     * @param brief  without the office mix and without what takes long to install or to start
     * @param heap   of our gateways
     */
    record Plan(int rounds, Duration turn, Duration warmUp, boolean brief, String heap) {}

    /** What is measured besides with the gateway that has all rules, when all have had their turns. */
    @FunctionalInterface
    interface Afterwards {
        void measure(Duwtje gateway, Sink sink) throws IOException;
    }

    private final Bench bench;
    private final Outcome outcome;
    private final Sink sink;
    private final Plan plan;
    private final List<Target> targets = new ArrayList<>();

    private Peers(Bench bench, Outcome outcome, Sink sink, Plan plan) {
        this.bench = bench;
        this.outcome = outcome;
        this.sink = sink;
        this.plan = plan;
    }

    /** @param rounds 1 or more; the middle one counts */
    public static Scenario compare(int rounds) {
        return new Scenario("compare", "Duwtje and its peers take turns: the same mail to the same sink, " + rounds
                + " rounds, the median counts. Drained: until the sink has every message, not until a queue has.",
                (bench, outcome) -> run(bench, outcome,
                        new Plan(rounds, bench.options().durationOr(Duration.ofSeconds(4)), Duration.ofSeconds(60), false, "-Xmx512m"),
                        (gateway, sink) -> {}));
    }

    static void run(Bench bench, Outcome outcome, Plan plan, Afterwards afterwards) throws IOException {
        try (Sink sink = Sink.start(Faults.NONE)) {
            Peers peers = new Peers(bench, outcome, sink, plan);
            try {
                Duwtje gateway = peers.start();
                double ours = peers.turns(size(bench), bench.prepared(bench.corpus().plain(bench.options().size())));
                if (!plan.brief()) {
                    peers.yardstick(ours);
                    peers.turns("office mix", bench.prepared(bench.corpus().office()));
                }
                afterwards.measure(gateway, sink);
            } finally {
                for (Target target : peers.targets) {
                    target.close();
                }
            }
        }
        outcome.remark("Duwtje runs in policy.mode observe: everything is inspected and judged, nothing is held, so that every message "
                + "reaches the sink. No rules: content is not read, header section and structure are.");
        outcome.remark(
                "pass-through copies bytes to the sink and back and looks at none: what is left for whatever stands between sender and "
                        + "sink on this machine.");
        outcome.remark(
                "Postfix is a store-and-forward relay: it says 250 when its queue has the message. Duwtje and Haraka say it when the "
                        + "next hop has.");
    }

    /** Postfix's own sender and sink, which others have measured too: the middle of three. */
    private void yardstick(double ours) throws IOException {
        Optional<String> missing = PostfixTools.missing();
        if (missing.isPresent()) {
            outcome.remark("Skipped: smtp-source into smtp-sink is " + missing.get() + ".");
            return;
        }
        bench.say("smtp-source into smtp-sink");
        double[] rates = new double[3];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = PostfixTools.perSecond(bench.options().sessions(), bench.options().size());
        }
        Arrays.sort(rates);
        outcome.number("smtp-source into smtp-sink per second, " + size(bench), rates[1]);
        outcome.number(ALL_RULES + " / smtp-source into smtp-sink, " + size(bench), ours / rates[1]);
        outcome.remark(
                "smtp-source and smtp-sink are Postfix's: the yardstick that others use. sink-only is our own sender and sink, which are "
                        + "faster, so that they take less from what they measure.");
    }

    /** "10 KB". */
    private static String size(Bench bench) {
        int size = bench.options().size();
        return bench.options().eml().isPresent() ? "own mail" : size < 1024 ? size + " bytes" : Math.round(size / 1024.0) + " KB";
    }

    /** Starts them all. @return ours with all rules */
    private Duwtje start() throws IOException {
        targets.add(Target.none(sink.address()));
        targets.add(PassThrough.start(sink.address()));
        targets.add(bench.start(new Duwtje.Setup(NO_RULES).withoutRules().heap(plan.heap()), sink));
        Duwtje gateway = bench.start(new Duwtje.Setup(ALL_RULES).set("policy.mode=observe").heap(plan.heap()), sink);
        targets.add(gateway);
        start("postfix", Postfix.missing(), () -> Postfix.start(sink.address()));
        if (!plan.brief()) {
            start("postfix+rspamd", Postfix.missing().or(Postfix::scannerMissing), () -> Postfix.withRspamd(sink.address()));
        }
        start("haraka", Haraka.missing(plan.brief()), () -> Haraka.start(sink.address()));
        return gateway;
    }

    /** Starts a server. */
    @FunctionalInterface
    private interface Starter {
        Target start() throws IOException;
    }

    private void start(String name, Optional<String> missing, Starter starter) {
        if (missing.isPresent()) {
            outcome.remark("Skipped: " + name + " is " + missing.get() + ".");
            return;
        }
        try {
            bench.say("starting " + name);
            targets.add(starter.start());
        } catch (IOException e) {
            outcome.remark("Skipped: " + name + " did not start: " + e.getMessage().lines().findFirst().orElse(""));
        }
    }

    /** Warm-up, to learn how many messages make a turn, then the rounds. @return the rate with all rules; NaN without */
    private double turns(String what, List<Prepared> mails) throws IOException {
        Map<Target, Integer> counts = new LinkedHashMap<>();
        for (Target target : targets) {
            double rate = bench.warmUpUntilSteady(target, sink, mails, plan.warmUp());
            if (rate == 0) {
                outcome.remark("Skipped: " + target.name() + " runs but accepts nothing (" + what + ").");
            } else {
                counts.put(target, (int) Math.max(100, rate * plan.turn().toMillis() / 1000.0));
            }
        }
        Map<Target, List<Figures>> all = new LinkedHashMap<>();
        for (int round = 1; round <= plan.rounds(); round++) {
            for (Target target : counts.keySet()) {
                Load load = bench.load(Duration.ofMinutes(2)).withMost(counts.get(target));
                Figures row = bench.measure("round " + round + ", " + what, target, sink, load, mails);
                all.computeIfAbsent(target, key -> new ArrayList<>()).add(row);
                if (target instanceof Duwtje) {
                    outcome.count(row);
                }
            }
        }
        Map<String, Double> rates = new LinkedHashMap<>();
        all.forEach((target, rows) -> {
            rates.put(target.name(), Rounds.median(rows));
            outcome.show(Rounds.middle(rows).named(target.name() + ", " + what));
            if (!(target instanceof Duwtje) && rows.stream().anyMatch(row -> row.missing() > 0)) {
                outcome.remark(target.name() + " accepted messages that the sink never saw.");
            }
        });
        Rounds.tell(bench, outcome, what, rates, all);
        return rates.getOrDefault(ALL_RULES, Double.NaN);
    }
}
