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
import nl.duwtje.loadtest.target.Postfix;
import nl.duwtje.loadtest.target.Target;

/** Duwtje beside the others, in one run: all are running, each gets its turn in every round, same mail, same sink. */
public final class Peers {

    private Peers() {}

    /** @param rounds 1 or more; the middle one counts */
    public static Scenario compare(int rounds) {
        return new Scenario("compare", "Duwtje and its peers take turns: the same mail to the same sink, " + rounds
                + " rounds, the median counts. Drained: until the sink has every message, not until a queue has.",
                (bench, outcome) -> run(bench, outcome, rounds, false));
    }

    static void run(Bench bench, Outcome outcome, int rounds, boolean brief) throws IOException {
        List<Target> targets = new ArrayList<>();
        try (Sink sink = Sink.start(Faults.NONE)) {
            try {
                targets.add(Target.none(sink.address()));
                targets.add(bench.start(new Duwtje.Setup("duwtje, no rules").withoutRules(), sink));
                targets.add(bench.start(new Duwtje.Setup("duwtje, all rules").set("policy.mode=observe"), sink));
                startPeers(bench, outcome, sink, targets, brief);
                Duration turn = bench.options().durationOr(Duration.ofSeconds(8));
                outcome.plot(turns(bench, outcome, sink, targets, "10 KB", turn, rounds,
                        bench.prepared(bench.corpus().plain(bench.options().size()))));
                if (!brief) {
                    targets.removeIf(t -> t.name().equals("sink-only"));
                    outcome.plot(turns(bench, outcome, sink, targets, "office mix", turn, rounds, bench.prepared(bench.corpus().office())));
                }
            } finally {
                for (Target target : targets) {
                    target.close();
                }
            }
        }
        outcome.remark("Duwtje runs in policy.mode observe: everything is inspected and judged, nothing is held, so that every message "
                + "reaches the sink.");
        outcome.remark(
                "Postfix is a store-and-forward relay: it says 250 when its queue has the message. Duwtje and Haraka say it when the "
                        + "next hop has.");
    }

    private static void startPeers(Bench bench, Outcome outcome, Sink sink, List<Target> targets, boolean brief) throws IOException {
        start(outcome, "postfix", Postfix.missing(), () -> Postfix.start(sink.address()), targets);
        if (!brief) {
            start(outcome, "postfix+rspamd", Postfix.missing().or(Postfix::scannerMissing), () -> Postfix.withRspamd(sink.address()),
                    targets);
            start(outcome, "haraka", Haraka.missing(bench.options().home()), () -> Haraka.start(bench.options().home(), sink.address()),
                    targets);
        }
    }

    /** Starts a server. */
    @FunctionalInterface
    private interface Starter {
        Target start() throws IOException;
    }

    private static void start(Outcome outcome, String name, Optional<String> missing, Starter starter, List<Target> targets) {
        if (missing.isPresent()) {
            outcome.remark("Skipped: " + name + " is " + missing.get() + ".");
            return;
        }
        try {
            targets.add(starter.start());
        } catch (IOException e) {
            outcome.remark("Skipped: " + name + " is installed but did not start: " + e.getMessage().lines().findFirst().orElse(""));
        }
    }

    /** One warm-up round to learn how many messages make a turn, then the rounds. */
    private static Plot turns(Bench bench, Outcome outcome, Sink sink, List<Target> targets, String what, Duration turn, int rounds,
            List<Prepared> mails) throws IOException {
        Map<Target, Integer> counts = new LinkedHashMap<>();
        Map<Target, List<Figures>> all = new LinkedHashMap<>();
        for (Target target : targets) {
            Load learning = bench.load(turn).over(false, bench.options().bdat());
            Figures learned = bench.measure("warm-up, " + what, target, sink, learning, mails);
            if (learned.sent().accepted() == 0) {
                outcome.remark("Skipped: " + target.name() + " runs but accepts nothing (" + what + ").");
                continue;
            }
            counts.put(target, (int) Math.max(100, learned.perSecond() * turn.toMillis() / 1000.0));
        }
        for (int round = 1; round <= rounds; round++) {
            for (Target target : counts.keySet()) {
                Load load = bench.load(Duration.ofMinutes(2)).over(false, bench.options().bdat()).withMost(counts.get(target));
                all.computeIfAbsent(target, key -> new ArrayList<>())
                        .add(bench.measure("round " + round + ", " + what, target, sink, load, mails));
            }
        }
        Map<String, Double> rates = new LinkedHashMap<>();
        all.forEach((target, rows) -> {
            rates.put(target.name(), median(rows));
            outcome.add(middle(rows).named(target.name() + ", " + what));
        });
        ratios(outcome, rates, what);
        return Plot.bars("Messages a second that reached the sink, " + what, "messages a second", List.copyOf(rates.keySet()),
                rates.values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static void ratios(Outcome outcome, Map<String, Double> rates, String what) {
        double rules = rates.getOrDefault("duwtje, all rules", Double.NaN);
        rates.forEach((name, rate) -> {
            if (!name.equals("duwtje, all rules")) {
                outcome.number("all rules / " + name + ", " + what, rules / rate);
            }
        });
    }

    private static double median(List<Figures> rows) {
        double[] rates = rows.stream().mapToDouble(Figures::perSecond).sorted().toArray();
        return rates.length % 2 == 1 ? rates[rates.length / 2] : Arrays.stream(rates, rates.length / 2 - 1, rates.length / 2 + 1).sum() / 2;
    }

    private static Figures middle(List<Figures> rows) {
        return rows.stream().sorted(java.util.Comparator.comparingDouble(Figures::perSecond)).toList().get(rows.size() / 2);
    }
}
