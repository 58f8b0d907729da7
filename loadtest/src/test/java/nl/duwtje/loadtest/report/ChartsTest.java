package nl.duwtje.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import nl.duwtje.loadtest.scenario.Picture;
import nl.duwtje.loadtest.scenario.Picture.Axis;
import nl.duwtje.loadtest.scenario.Picture.Line;

class ChartsTest {

    @Test
    void aLogarithmicAxisIsLabelledWithTheNumbersThemselvesAtWholePowersOnly() {
        Function<Double, String> labels = Charts.labels(new Axis("size, KB", true, false));

        assertThat(Stream.of(-1.0, 0.0, 0.5, 1.0, 4.0).map(labels)).containsExactly("0.1", "1", "", "10", "10,000");
    }

    @Test
    void sharesOfMessagesAreLabelledInPercent() {
        Function<Double, String> labels = Charts.labels(new Axis("share", true, true));

        assertThat(Stream.of(0.0, 1.0, 2.0, 3.0, 2.5).map(labels)).containsExactly("0 %", "90 %", "99 %", "99.9 %", "");
    }

    @Test
    void tenTimesAsMuchIsAlwaysTheSameDistanceAndNothingAtAllIsDrawnToo() throws Exception {
        Picture.Lines picture = new Picture.Lines("latency", "low", "note", new Axis("share", true, true), new Axis("ms", true, false),
                List.of(new Line("gateway", new double[]{1, 10, 100, 1000}, new double[]{0, 1, 10, 100}, false)));

        String svg = Charts.svg(picture);

        List<Double> heights = Pattern.compile("<ellipse cx=\"[^\"]*\" cy=\"([^\"]*)\"").matcher(svg).results().limit(4)
                .map(found -> Double.valueOf(found.group(1))).toList();
        assertThat(heights.get(1) - heights.get(2)).isCloseTo(heights.get(2) - heights.get(3), offset(0.01)).isGreaterThan(20);
        assertThat(heights.get(0)).isGreaterThan(heights.get(1));
        assertThat(svg.lines().findFirst().orElseThrow()).contains("viewBox=\"0 0 900 460\" width=\"100%\"").doesNotContain("px\" version");
    }

    @Test
    void aBarHasItsNameItsNumberAndItsTargetAcross() {
        String svg = BarChart.svg(new Picture.Bars("rates", "long", "note",
                List.of(new Picture.Bar("held <now>", 250, "250 a second", true, OptionalDouble.of(500)),
                        new Picture.Bar("released", 500, "500 a second", false, OptionalDouble.empty()))));

        assertThat(svg).contains(">held &lt;now&gt;</text>", ">250 a second</text>", "width=\"115.0\"", "width=\"230.0\"",
                "<line x1=\"580.0\" x2=\"580.0\"");
    }
}
