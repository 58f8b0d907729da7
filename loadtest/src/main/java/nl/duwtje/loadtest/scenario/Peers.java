package nl.duwtje.loadtest.scenario;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import nl.duwtje.loadtest.send.Load;
import nl.duwtje.loadtest.send.Prepared;
import nl.duwtje.loadtest.sink.Faults;
import nl.duwtje.loadtest.sink.Sink;
import nl.duwtje.loadtest.target.Duwtje;
import nl.duwtje.loadtest.target.PostfixTools;
import nl.duwtje.loadtest.target.Target;

/** Duwtje beside the others, in one run: all are running, each gets its turn in every round, same mail, same sink. */
public final class Peers {

    /**
     * How long it may take.
     *
     * @param rounds turns each; the middle one counts
     * @param turn   of one server, about
     * @param most   messages in a turn: more do not make the rate of a fast one any surer
     * @param ready  from the first start until our gateways are warm, at most; it ends when their rates no longer grow and their compilers rest
     * @param brief  without the office mix and without what takes long to install or to start
     * @param heap   of our gateways
     */
    record Plan(int rounds, Duration turn, int most, Duration ready, boolean brief, String heap) {

        /** What is left of the time until ours are warm; never less than half of it, however long the starts took. */
        Duration warmUpAfter(Duration started) {
            Duration left = ready.minus(started);
            Duration least = ready.dividedBy(2);
            return left.compareTo(least) < 0 ? least : left;
        }
    }

    /** What is measured besides with the gateway that has all rules, when all have had their turns. */
    @FunctionalInterface
    interface Afterwards {
        void measure(Duwtje gateway, Sink sink) throws IOException;
    }

    private static final int MOST_IN_A_TURN = 1_000_000;
    private static final int LEAST_MESSAGES = 100;
    /** The part of the time to warm up that one of the others gets at most. */
    private static final int OTHERS = 16;
    private static final Duration TURN_AT_MOST = Duration.ofMinutes(2);

    private final Bench bench;
    private final Outcome outcome;
    private final Sink sink;
    private final Plan plan;
    private final Servers servers;

    private Peers(Bench bench, Outcome outcome, Sink sink, Plan plan, Servers servers) {
        this.bench = bench;
        this.outcome = outcome;
        this.sink = sink;
        this.plan = plan;
        this.servers = servers;
    }

    /** @param rounds 1 or more; the middle one counts */
    public static Scenario compare(int rounds) {
        return new Scenario("compare", "Duwtje and its peers take turns: the same mail to the same sink, " + rounds
                + " rounds, the median counts. Drained: until the sink has every message, not until a queue has.",
                (bench, outcome) -> run(bench, outcome,
                        new Plan(rounds, bench.options().durationOr(Duration.ofSeconds(4)), MOST_IN_A_TURN, Duration.ofSeconds(150),
                                false, "-Xmx512m"),
                        (gateway, sink) -> {}));
    }

    static void run(Bench bench, Outcome outcome, Plan plan, Afterwards afterwards) throws IOException {
        try (Sink sink = Sink.start(Faults.NONE); Servers servers = new Servers(bench, sink)) {
            long begin = System.nanoTime();
            Peers peers = new Peers(bench, outcome, sink, plan, servers);
            Duwtje gateway = servers.start(plan, outcome);
            Duration started = Duration.ofNanos(System.nanoTime() - begin);
            double ours = peers.turns(size(bench), bench.prepared(bench.corpus().plain(bench.options().size())), plan.warmUpAfter(started));
            if (!plan.brief()) {
                peers.yardstick(ours);
                peers.turns("office mix", bench.prepared(bench.corpus().office()), plan.ready());
            }
            afterwards.measure(gateway, sink);
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
        outcome.number(Servers.ALL_RULES + " / smtp-source into smtp-sink, " + size(bench), ours / rates[1]);
        outcome.remark(
                "smtp-source and smtp-sink are Postfix's: the yardstick that others use. sink-only is our own sender and sink, which are "
                        + "faster, so that they take less from what they measure.");
    }

    /** "10 KB". */
    private static String size(Bench bench) {
        int size = bench.options().size();
        return bench.options().eml().isPresent() ? "own mail" : size < 1024 ? size + " bytes" : Math.round(size / 1024.0) + " KB";
    }

    /** All warm up; then the rounds. @return the rate with all rules; NaN without */
    private double turns(String what, List<Prepared> mails, Duration warmUp) throws IOException {
        Map<Target, Double> reached = warmUp(mails, warmUp);
        Map<Target, List<Figures>> all = new LinkedHashMap<>();
        for (Target target : servers.running()) {
            if (reached.get(target) == 0) {
                outcome.remark("Skipped: " + target.name() + " runs but accepts nothing (" + what + ").");
            } else {
                all.put(target, new ArrayList<>());
            }
        }
        for (int round = 1; round <= plan.rounds(); round++) {
            for (Map.Entry<Target, List<Figures>> each : all.entrySet()) {
                Figures row = bench.measure("round " + round + ", " + what, each.getKey(), sink, turn(each.getValue()), mails);
                each.getValue().add(row);
                if (each.getKey() instanceof Duwtje) {
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
        return rates.getOrDefault(Servers.ALL_RULES, Double.NaN);
    }

    /**
     * Our gateways' compilers have work for most of a minute, whoever else is sent to meanwhile, so they share that minute. What needs a few
     * seconds gets them for itself, afterwards. @return the best rate of each; 0 of one that accepts nothing
     */
    private Map<Target, Double> warmUp(List<Prepared> mails, Duration warmUp) throws IOException {
        List<Target> ours = servers.running().stream().filter(Duwtje.class::isInstance).toList();
        List<Double> rates = SideBySide.each(ours, target -> bench.warmUpUntilSteady(target, sink, mails, warmUp));
        Map<Target, Double> reached = new HashMap<>();
        for (Target target : servers.running()) {
            int at = ours.indexOf(target);
            reached.put(target, at >= 0
                    ? rates.get(at)
                    : bench.warmUpUntilSteady(target, sink, mails, bench.load(plan.turn().dividedBy(2)),
                            plan.ready().dividedBy(OTHERS)));
        }
        return reached;
    }

    /** The first turn shows how many messages a server takes in its time; the later ones are as many. */
    private Load turn(List<Figures> before) {
        return before.isEmpty()
                ? bench.load(plan.turn()).withMost(plan.most())
                : bench.load(TURN_AT_MOST).withMost((int) Math.max(LEAST_MESSAGES, before.get(0).sent().accepted()));
    }
}
