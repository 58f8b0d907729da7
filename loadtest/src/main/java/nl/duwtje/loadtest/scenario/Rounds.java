package nl.duwtje.loadtest.scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

import nl.duwtje.loadtest.target.CpuTime;
import nl.duwtje.loadtest.target.Duwtje;
import nl.duwtje.loadtest.target.PassThrough;
import nl.duwtje.loadtest.target.Target;

/** What several rounds of several servers say: medians, how far the rounds lie apart, ratios. */
final class Rounds {

    private Rounds() {}

    static double median(List<Figures> rows) {
        return median(rows.stream().mapToDouble(Figures::perSecond));
    }

    /** @param values one or more */
    static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** The round that stands for all in the table. */
    static Figures middle(List<Figures> rows) {
        return rows.stream().sorted(Comparator.comparingDouble(Figures::perSecond)).toList().get(rows.size() / 2);
    }

    static void tell(Bench bench, Outcome outcome, String what, Map<String, Double> rates, Map<Target, List<Figures>> all) {
        double ours = rates.getOrDefault(Servers.ALL_RULES, Double.NaN);
        rates.forEach((name, rate) -> {
            if (!name.equals(Servers.ALL_RULES)) {
                outcome.number(ratio(name, what), ours / rate);
            }
        });
        share(outcome, PassThrough.NAME, Target.SINK_ONLY, what, rates);
        share(outcome, Servers.NO_RULES, PassThrough.NAME, what, rates);
        outcome.remark("Slowest and fastest round, messages a second, " + what + ": "
                + all.entrySet().stream().map(e -> e.getKey().name() + " " + range(e.getValue())).collect(Collectors.joining(", ")) + ".");
        outcome.remark("CPU for one message in microseconds, user + system, in brackets that of sender and sink, all rounds together, "
                + what
                + ": " + all.entrySet().stream().map(e -> cost(e.getKey().name(), e.getValue())).collect(Collectors.joining(", ")) + ".");
        rates(bench, outcome, what, rates, all);
        List<Picture.Bar> cost = new ArrayList<>();
        all.forEach((target, rows) -> {
            if (target.processes().isPresent()) {
                double seconds = middle(rows).cpuPerThousand();
                cost.add(new Picture.Bar(target.name(), seconds, "%.2f s".formatted(seconds), target instanceof Duwtje,
                        OptionalDouble.empty()));
            }
        });
        outcome.picture(new Picture.Bars("Processor time for 1,000 messages, " + what, "shorter is better; Duwtje is blue",
                "User and system time of all processes of a server, the scanner beside it included. Unlike the rate it hardly depends on what "
                        + "else the machine does.",
                cost));
    }

    private static void share(Outcome outcome, String of, String name, String what, Map<String, Double> rates) {
        if (rates.containsKey(of) && rates.containsKey(name)) {
            outcome.number(of + " / " + name + ", " + what, rates.get(of) / rates.get(name));
        }
    }

    /** "no rules 75 + 90 (30 + 65)". System time is the kernel's, most of it for sockets. */
    static String cost(String name, List<Figures> rows) {
        long messages = rows.stream().mapToLong(row -> row.sent().accepted()).sum();
        CpuTime own = rows.stream().map(Figures::ownCpu).reduce(CpuTime.NONE, CpuTime::plus);
        boolean server = rows.stream().allMatch(row -> row.cpu() != null);
        String its = server ? micros(rows.stream().map(Figures::cpu).reduce(CpuTime.NONE, CpuTime::plus), messages) + " " : "";
        return name + " " + its + "(" + micros(own, messages) + ")";
    }

    private static String micros(CpuTime time, long messages) {
        return "%,.0f + %,.0f".formatted(time.user() * 1e6 / Math.max(1, messages), time.system() * 1e6 / Math.max(1, messages));
    }

    private static void rates(Bench bench, Outcome outcome, String what, Map<String, Double> rates, Map<Target, List<Figures>> all) {
        List<Picture.Bar> bars = new ArrayList<>();
        String noServer = "";
        for (Target target : all.keySet()) {
            double rate = rates.get(target.name());
            OptionalDouble wanted = bench.limits().bound(outcome.scenario(), ratio(target.name(), what));
            String label = "%,.0f".formatted(rate) + (wanted.isPresent()
                    ? "; all rules must reach %s x this: %,.0f".formatted(plain(wanted.getAsDouble()), wanted.getAsDouble() * rate)
                    : "");
            if (target.processes().isPresent()) {
                bars.add(new Picture.Bar(target.name(), rate, label, target instanceof Duwtje, OptionalDouble.empty()));
            } else {
                noServer = " Without any server between them, sender and sink do " + label + ".";
            }
        }
        outcome.picture(new Picture.Bars("Messages a second that reached the sink, " + what, "longer is better; Duwtje is blue",
                "Median of " + all.values().iterator().next().size() + " rounds in which all took turns, 50 sessions at full speed."
                        + noServer,
                bars));
    }

    private static String ratio(String name, String what) {
        return Servers.ALL_RULES + " / " + name + ", " + what;
    }

    private static String range(List<Figures> rows) {
        return "%,.0f to %,.0f".formatted(rows.stream().mapToDouble(Figures::perSecond).min().orElse(0),
                rows.stream().mapToDouble(Figures::perSecond).max().orElse(0));
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }
}
