package nl.duwtje.loadtest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import nl.duwtje.rules.settings.BadValue;
import nl.duwtje.rules.settings.SettingsFile;

/**
 * {@code limits.yaml}: what a release must keep.
 *
 * @param limits by the name that {@code check} prints
 */
public record Limits(List<Limit> limits) {

    public Limits {
        limits = limits == null ? List.of() : List.copyOf(limits);
        if (limits.isEmpty()) {
            throw new BadValue("limits", "is missing; name what must hold");
        }
    }

    /**
     * One bound, or two.
     *
     * @param name of the number
     * @param min  it must be this or more; null for no lower bound
     * @param max  it must be this or less; null for no upper bound
     */
    public record Limit(String name, Double min, Double max) {
        public Limit {
            if (name == null || min == null && max == null) {
                throw new BadValue("name", "a limit has a name and a min, a max or both");
            }
        }

        boolean holds(double value) {
            return (min == null || value >= min) && (max == null || value <= max);
        }

        String written() {
            return (min == null ? "" : ">= " + min) + (min != null && max != null ? " and " : "") + (max == null ? "" : "<= " + max);
        }
    }

    /** What became of one limit. */
    public record Verdict(String line, boolean broken) {}

    /** @throws nl.duwtje.rules.settings.SettingsException when something in it is wrong */
    public static Limits read(Path file) {
        return SettingsFile.read(file).as(Limits.class);
    }

    /** One verdict per limit; one that was not measured (a peer is absent) is told and not broken. */
    public List<Verdict> judge(Map<String, Double> numbers) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Limit limit : limits) {
            Double value = numbers.get(limit.name());
            if (value == null || value.isNaN()) {
                verdicts.add(new Verdict("not measured  " + limit.name(), false));
            } else {
                boolean holds = limit.holds(value);
                verdicts.add(new Verdict("%-12s  %s is %.2f, must be %s".formatted(holds ? "kept" : "BROKEN", limit.name(), value,
                        limit.written()), !holds));
            }
        }
        return verdicts;
    }
}
