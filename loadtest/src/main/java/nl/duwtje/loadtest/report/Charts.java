package nl.duwtje.loadtest.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

import nl.duwtje.loadtest.scenario.Plot;

/** Plots as SVG text that can stand in an HTML page. */
final class Charts {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 400;
    /** Told apart by most people who do not see all colours (Okabe and Ito). */
    private static final Color[] COLOURS = {new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73), new Color(0xCC79A7)};
    private static final Color GRID = new Color(0xDDDDDD);

    private Charts() {}

    static String svg(Plot plot) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        VectorGraphicsEncoder.saveVectorGraphic(plot.bars() ? bars(plot) : lines(plot), out, VectorGraphicsFormat.SVG);
        String svg = out.toString(StandardCharsets.UTF_8);
        // the page scales it, and has a head of its own; the physical size is in millimetres otherwise
        return svg.substring(svg.indexOf("<svg")).replaceFirst("width=\"[^\"]*\" height=\"[^\"]*\"", "width=\"100%\"");
    }

    private static Chart<?, ?> lines(Plot plot) {
        XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).xAxisTitle(plot.x()).yAxisTitle(plot.y()).build();
        style(chart, plot.lines().size());
        chart.getStyler().setXAxisLogarithmic(plot.logX()).setYAxisLogarithmic(plot.logY());
        if (!plot.logY()) {
            chart.getStyler().setYAxisMin(0.0);
        }
        for (Plot.Line line : plot.lines()) {
            XYSeries series = chart.addSeries(line.name(), line.x(), line.y());
            series.setMarker(line.x().length > 20 ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
            series.setLineStyle(new BasicStroke(2f));
        }
        return chart;
    }

    private static Chart<?, ?> bars(Plot plot) {
        CategoryChart chart = new CategoryChartBuilder().width(WIDTH).height(HEIGHT).yAxisTitle(plot.y()).build();
        style(chart, 1);
        chart.getStyler().setAvailableSpaceFill(0.6);
        List<Double> values = IntStream.range(0, plot.names().size())
                .mapToObj(i -> (double) Math.round(plot.lines().get(0).y()[i])).toList();
        // the value stands below its bar: in the bar it could not be read where the bar is low
        List<String> names = IntStream.range(0, values.size()).mapToObj(i -> "%s: %,.0f".formatted(plot.names().get(i), values.get(i)))
                .toList();
        chart.addSeries(plot.lines().get(0).name(), names, values);
        return chart;
    }

    private static void style(Chart<?, ?> chart, int series) {
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
        chart.getStyler().setChartBackgroundColor(Color.WHITE).setPlotBackgroundColor(Color.WHITE).setChartTitleVisible(false)
                .setLegendVisible(series > 1).setLegendPosition(LegendPosition.InsideNW).setLegendFont(font)
                .setSeriesColors(Arrays.copyOf(COLOURS, COLOURS.length));
        if (chart instanceof XYChart xy) {
            xy.getStyler().setPlotGridLinesColor(GRID).setAxisTickLabelsFont(font).setAxisTitleFont(font).setPlotBorderVisible(false);
        } else if (chart instanceof CategoryChart category) {
            category.getStyler().setPlotGridLinesColor(GRID).setAxisTickLabelsFont(font).setAxisTitleFont(font).setPlotBorderVisible(false);
        }
    }
}
