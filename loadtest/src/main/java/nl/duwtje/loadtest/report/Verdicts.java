package nl.duwtje.loadtest.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import nl.duwtje.loadtest.scenario.Limits.Verdict;
import nl.duwtje.loadtest.scenario.Picture;

/** Limits and what became of them, for a terminal and as a picture. */
public final class Verdicts {

    /** Twice as good as wanted fills the bar: how much better does not matter. */
    private static final double MOST = 2;

    private Verdicts() {}

    /** Name, measured, wanted, verdict. */
    static List<String> cells(Verdict verdict) {
        return List.of(verdict.name(), number(verdict.measured()), verdict.wanted(), verdict.said().word());
    }

    static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        boolean whole = Math.abs(value) >= 100 || value == Math.rint(value);
        return Table.number(value, whole ? 0 : Math.abs(value) < 0.1 ? 4 : 2);
    }

    static String text(List<Verdict> verdicts) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("limit", "measured", "wanted", "verdict"));
        verdicts.forEach(verdict -> lines.add(cells(verdict)));
        return Table.aligned(lines);
    }

    /** How far each is from what is wanted; empty when there is nothing to compare. */
    static Optional<Picture.Bars> picture(List<Verdict> verdicts) {
        List<Picture.Bar> bars = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            verdict.share().ifPresent(share -> bars.add(new Picture.Bar(verdict.name(), Math.min(MOST, share),
                    "%s, wanted %s".formatted(number(verdict.measured()), verdict.wanted()), !verdict.broken(), OptionalDouble.of(1))));
        }
        return bars.isEmpty()
                ? Optional.empty()
                : Optional.of(new Picture.Bars("How far from the target", "a bar that reaches the dashed line meets its target",
                        "The dashed line is the target of each row. A bar half as long is at half of what is wanted, or at twice what is "
                                + "allowed; twice as good as the target fills the bar. Grey: not met.",
                        bars));
    }
}
