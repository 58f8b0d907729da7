package nl.duwtje.loadtest.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;

import nl.duwtje.rules.settings.BadValue;
import nl.duwtje.rules.settings.SettingsFile;

/**
 * {@code limits.yaml}: what a release must keep.
 *
 * @param limits by the name of the number that a scenario prints
 */
public record Limits(List<Limit> limits) {

    public Limits {
        limits = limits == null ? List.of() : List.copyOf(limits);
        if (limits.isEmpty()) {
            throw new BadValue("limits", "is missing; name what must hold");
        }
        TreeSet<String> seen = new TreeSet<>();
        for (Limit limit : limits) {
            for (String scenario : limit.in().isEmpty() ? List.of("") : limit.in()) {
                if (!seen.add(limit.name() + " in " + scenario)) {
                    throw new BadValue("limits", "has \"" + limit.name() + "\" twice for " + (scenario.isEmpty() ? "all" : scenario));
                }
            }
        }
    }

    /**
     * One bound, or two.
     *
     * @param name of the number
     * @param min  it must be this or more; null for no lower bound
     * @param max  it must be this or less; null for no upper bound
     * @param in   the scenarios that measure it; none: whichever has a number of that name
     */
    public record Limit(String name, Double min, Double max, List<String> in) {
        public Limit {
            in = in == null ? List.of() : List.copyOf(in);
            if (name == null || min == null && max == null) {
                throw new BadValue("name", "a limit has a name and a min, a max or both");
            }
        }

        private boolean holds(double value) {
            return (min == null || value >= min) && (max == null || value <= max);
        }

        private String wanted() {
            return (min == null ? "" : "at least " + plain(min)) + (min != null && max != null ? ", " : "")
                    + (max == null ? "" : "at most " + plain(max));
        }

        private static String plain(double bound) {
            return bound == Math.rint(bound) ? String.valueOf((long) bound) : String.valueOf(bound);
        }
    }

    /**
     * What became of one limit.
     *
     * @param name     of the number
     * @param measured NaN when it was not: a peer is absent, or the scenario ended early
     * @param wanted   the limit, for a reader
     * @param limit    what was held to it
     * @param said     the result
     */
    public record Verdict(String name, double measured, String wanted, Limit limit, Said said) {

        /** Broken alone fails a check. */
        public enum Said {
            KEPT("kept"), BROKEN("BROKEN"), NOT_MEASURED("not measured");

            private final String word;

            Said(String word) {
                this.word = word;
            }

            public String word() {
                return word;
            }
        }

        public boolean broken() {
            return said == Said.BROKEN;
        }

        /** 1 is just met, more is better, 0.5 half of what is wanted or twice what is allowed; empty for a limit of nothing at all. */
        public OptionalDouble share() {
            if (said == Said.NOT_MEASURED || limit.min() == null && limit.max() == 0) {
                return OptionalDouble.empty();
            }
            return OptionalDouble
                    .of(limit.min() != null ? measured / limit.min() : measured <= 0 ? Double.MAX_VALUE : limit.max() / measured);
        }
    }

    /** @throws nl.duwtje.rules.settings.SettingsException when something in it is wrong */
    public static Limits read(Path file) {
        return SettingsFile.read(file).as(Limits.class);
    }

    /** Everything that holds for a scenario; what is bound to it by name and was not measured is told and not broken. */
    public List<Verdict> judge(String scenario, Map<String, Double> numbers) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Limit limit : limits) {
            double measured = numbers.getOrDefault(limit.name(), Double.NaN);
            if (limit.in().contains(scenario) || limit.in().isEmpty() && numbers.containsKey(limit.name())) {
                verdicts.add(new Verdict(limit.name(), measured, limit.wanted(), limit, Double.isNaN(measured)
                        ? Verdict.Said.NOT_MEASURED
                        : limit.holds(measured) ? Verdict.Said.KEPT : Verdict.Said.BROKEN));
            }
        }
        return verdicts;
    }

    /** The bound of a number in a scenario, to draw it. */
    OptionalDouble bound(String scenario, String name) {
        return limits.stream().filter(limit -> limit.name().equals(name) && (limit.in().isEmpty() || limit.in().contains(scenario)))
                .mapToDouble(limit -> limit.max() != null ? limit.max() : limit.min()).findFirst();
    }
}
