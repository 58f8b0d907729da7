package nl.duwtje.loadtest.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;

import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

import nl.duwtje.loadtest.scenario.Picture;

/** Lines as SVG text that can stand in an HTML page. */
final class Charts {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 460;
    /** Told apart by most people who do not see all colours (Okabe and Ito). */
    private static final Color[] COLOURS = {new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73), new Color(0xCC79A7)};
    private static final Color TARGET = new Color(0x555555);
    /** Nothing at all has no logarithm. */
    private static final double LEAST = 0.001;
    private static final Color GRID = new Color(0xDDDDDD);

    private Charts() {}

    static String svg(Picture.Lines picture) throws IOException {
        XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).xAxisTitle(picture.x().title()).yAxisTitle(picture.y().title())
                .build();
        style(chart);
        scale(picture, chart);
        int next = 0;
        for (Picture.Line line : picture.lines()) {
            XYSeries series = chart.addSeries(line.name(), drawn(picture.x(), line.x()), drawn(picture.y(), line.y()));
            series.setMarker(line.x().length > 20 ? SeriesMarkers.NONE : line.target() ? SeriesMarkers.DIAMOND : SeriesMarkers.CIRCLE);
            Color colour = line.target() ? TARGET : COLOURS[next++ % COLOURS.length];
            series.setLineColor(colour);
            series.setMarkerColor(colour);
            series.setLineStyle(line.target()
                    ? new BasicStroke(2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10f, new float[]{8f, 6f}, 0f)
                    : new BasicStroke(2.5f));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        VectorGraphicsEncoder.saveVectorGraphic(chart, out, VectorGraphicsFormat.SVG);
        String svg = out.toString(StandardCharsets.UTF_8);
        // the page scales it: it has a viewBox, and a head that HTML does not want
        return svg.substring(svg.indexOf("<svg")).replaceFirst("height=\"" + HEIGHT + "px\" ", "").replaceFirst("width=\"" + WIDTH + "px\"",
                "width=\"100%\"");
    }

    /**
     * XChart labels a logarithmic axis with powers that few people read, and gives up its scale for labels of one's own. So the logarithms are
     * drawn on a plain axis whose labels are the numbers themselves, at whole powers of ten only.
     */
    private static void scale(Picture.Lines picture, XYChart chart) {
        if (picture.x().log()) {
            chart.setCustomXAxisTickLabelsFormatter(labels(picture.x()));
            chart.getStyler().setXAxisMin(Math.floor(least(picture, Picture.Line::x) + 1e-6))
                    .setXAxisMax(Math.ceil(most(picture, Picture.Line::x) - 1e-6));
        }
        chart.getStyler().setYAxisMin(picture.y().log() ? Math.floor(least(picture, Picture.Line::y) + 1e-6) : 0.0);
        if (picture.y().log()) {
            chart.setCustomYAxisTickLabelsFormatter(labels(picture.y()));
            chart.getStyler().setYAxisMax(Math.ceil(most(picture, Picture.Line::y) - 1e-6));
        }
    }

    private static double least(Picture.Lines picture, Function<Picture.Line, double[]> values) {
        return picture.lines().stream().map(values).flatMapToDouble(Arrays::stream).map(Charts::logarithm).min().orElse(0);
    }

    private static double most(Picture.Lines picture, Function<Picture.Line, double[]> values) {
        return picture.lines().stream().map(values).flatMapToDouble(Arrays::stream).map(Charts::logarithm).max().orElse(1);
    }

    private static double[] drawn(Picture.Axis axis, double[] values) {
        return axis.log() ? Arrays.stream(values).map(Charts::logarithm).toArray() : values;
    }

    private static double logarithm(double value) {
        return Math.log10(Math.max(LEAST, value));
    }

    static Function<Double, String> labels(Picture.Axis axis) {
        return power -> {
            if (Math.abs(power - Math.rint(power)) > 1e-6) {
                return "";
            }
            double value = Math.pow(10, Math.rint(power));
            return axis.percent() ? plain(100 - 100 / value) + " %" : plain(value);
        };
    }

    /** "0.01", "10", "25,000". */
    private static String plain(double number) {
        String text = String.format(Locale.ROOT, "%,.3f", number);
        return text.replaceFirst("\\.?0+$", "");
    }

    private static void style(XYChart chart) {
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
        chart.getStyler().setChartBackgroundColor(Color.WHITE).setPlotBackgroundColor(Color.WHITE).setChartTitleVisible(false)
                .setLegendPosition(LegendPosition.OutsideS).setLegendLayout(LegendLayout.Horizontal).setLegendFont(font)
                .setLegendBorderColor(Color.WHITE).setLegendPadding(14);
        chart.getStyler().setPlotGridLinesColor(GRID).setAxisTickLabelsFont(font).setAxisTitleFont(font).setPlotBorderVisible(false);
    }
}
