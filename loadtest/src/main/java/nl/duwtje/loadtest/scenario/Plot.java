package nl.duwtje.loadtest.scenario;

import java.util.List;

/**
 * One picture for the report, as data.
 *
 * @param title   what it shows, as a sentence
 * @param x       axis with its unit
 * @param y       axis with its unit
 * @param bars    bars with names instead of lines; then each line's x counts names
 * @param logX    logarithmic x axis
 * @param logY    logarithmic y axis
 * @param names   of the bars; empty for lines
 */
public record Plot(String title, String x, String y, boolean bars, boolean logX, boolean logY, List<String> names, List<Line> lines) {

    /** One line or one colour of bars. */
    public record Line(String name, double[] x, double[] y) {}

    static Plot lines(String title, String x, String y, boolean logX, boolean logY, List<Line> lines) {
        return new Plot(title, x, y, false, logX, logY, List.of(), lines);
    }

    static Plot bars(String title, String y, List<String> names, double[] values) {
        return new Plot(title, "", y, true, false, false, names, List.of(new Line(y, new double[values.length], values)));
    }
}
