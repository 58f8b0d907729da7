package nl.duwtje.loadtest.scenario;

import java.util.List;
import java.util.OptionalDouble;

/** One picture for the report, as data, with the words that a reader needs who has never seen it. */
public sealed interface Picture permits Picture.Lines, Picture.Bars {

    /** What it shows. */
    String title();

    /** What good is, in a few words: "lower is better". */
    String good();

    /** A sentence or two: how to read it. */
    String note();

    /** Something that differs over something that is a number. Both axes carry their unit; logX and logY say how they are divided. */
    record Lines(String title, String good, String note, Axis x, Axis y, List<Line> lines) implements Picture {
        public Lines {
            lines = List.copyOf(lines);
        }
    }

    /**
     * An axis.
     *
     * @param title   what, and its unit
     * @param log     each step is ten times the one before
     * @param percent values are 1 in n, shown as the percentage of all that is left of it: 100 is "99 %"
     */
    record Axis(String title, boolean log, boolean percent) {
        static Axis linear(String title) {
            return new Axis(title, false, false);
        }

        static Axis log(String title) {
            return new Axis(title, true, false);
        }
    }

    /** @param target drawn dashed and grey: what is wanted, not what was measured */
    record Line(String name, double[] x, double[] y, boolean target) {
        static Line measured(String name, double[] x, double[] y) {
            return new Line(name, x, y, false);
        }

        static Line target(String name, double[] x, double[] y) {
            return new Line(name, x, y, true);
        }
    }

    /** Things that have a name and one number each, 0 or more. */
    record Bars(String title, String good, String note, List<Bar> bars) implements Picture {
        public Bars {
            bars = List.copyOf(bars);
        }
    }

    /**
     * One of them.
     *
     * @param label  the number with its unit
     * @param ours   of Duwtje, and not of something to compare it with
     * @param target what is wanted of it, drawn as a line across
     */
    record Bar(String name, double value, String label, boolean ours, OptionalDouble target) {}
}
