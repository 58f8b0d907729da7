package nl.duwtje.loadtest.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

import nl.duwtje.loadtest.scenario.Picture.Axis;
import nl.duwtje.loadtest.scenario.Picture.Line;

/** How long messages take: the slow few matter, so the axis stretches them. */
final class LatencyPicture {

    private static final double[] PERCENTILES = {50, 75, 90, 95, 99, 99.5, 99.9};
    private static final String SHARE = "share of messages answered within this time (points: 50, 75, 90, 95, 99, 99.5, 99.9 %)";
    private static final double LEAST_MILLIS = 0.01;

    private LatencyPicture() {}

    static Picture of(Bench bench, String scenario, double rate, Figures base, Figures half) {
        List<Line> lines = new ArrayList<>(List.of(line("through the gateway", half), line("straight to the next hop", base)));
        OptionalDouble p50 = bench.limits().bound(scenario, "added p50 ms");
        OptionalDouble p99 = bench.limits().bound(scenario, "added p99 ms");
        if (p50.isPresent() && p99.isPresent()) {
            lines.add(Line.target(
                    "target: at most %.0f ms more at 50 %%, %.0f at 99 %%".formatted(p50.getAsDouble(), p99.getAsDouble()),
                    new double[]{oneIn(50), oneIn(99)},
                    new double[]{base.millisAt(50) + p50.getAsDouble(), base.millisAt(99) + p99.getAsDouble()}));
        }
        return new Picture.Lines("How long a message takes at %,.0f messages a second".formatted(rate), "lower is better",
                "Read it as: this share of messages had their final reply within so many milliseconds. The distance between the two lines "
                        + "is what the gateway adds" + (lines.size() > 2 ? "; the dashed line is the most it may be." : ".")
                        + " Both lines are all rounds together; what the table calls added is the middle round's.",
                new Axis(SHARE, true, true), Axis.log("milliseconds (each line is ten times the one before)"),
                lines);
    }

    static Picture reloads(double rate, Figures base, Figures without, Figures with) {
        return new Picture.Lines("How long a message takes while rules are edited, at %,.0f messages a second".formatted(rate),
                "the two upper lines lie together",
                "Read it as: this share of messages had their final reply within so many milliseconds. Where the line with edits runs "
                        + "above the one without, messages waited for the new rules to be compiled.",
                new Axis(SHARE, true, true), Axis.log("milliseconds (each line is ten times the one before)"),
                List.of(line("rules edited every 2 s", with), line("rules as they are", without), line("straight to the next hop", base)));
    }

    private static Line line(String name, Figures row) {
        double[] x = new double[PERCENTILES.length];
        double[] y = new double[PERCENTILES.length];
        for (int i = 0; i < PERCENTILES.length; i++) {
            x[i] = oneIn(PERCENTILES[i]);
            y[i] = Math.max(LEAST_MILLIS, row.millisAt(PERCENTILES[i]));
        }
        return Line.measured(name, x, y);
    }

    /** 99 % is: all but one in 100. */
    private static double oneIn(double percentile) {
        return 100 / (100 - percentile);
    }
}
