package nl.duwtje.loadtest.report;

import java.util.Locale;

import nl.duwtje.loadtest.scenario.Picture;

/** Bars that lie down, each with its name before it and its number behind it: long names and small numbers stay readable. */
final class BarChart {

    private static final int WIDTH = 900;
    private static final int ROW = 40;
    private static final int NAMES = 350;
    private static final int LONGEST = 230;
    private static final String OURS = "#0072B2";
    private static final String OTHERS = "#9A9A9A";

    private BarChart() {}

    static String svg(Picture.Bars picture) {
        double most = picture.bars().stream().mapToDouble(bar -> Math.max(bar.value(), bar.target().orElse(0))).max().orElse(1);
        StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100%%\" viewBox=\"0 0 %d %d\" "
                .formatted(WIDTH, picture.bars().size() * ROW + 10)).append("font-family=\"system-ui,sans-serif\" font-size=\"14\">");
        int y = 5;
        for (Picture.Bar bar : picture.bars()) {
            row(svg, bar, y, most);
            y += ROW;
        }
        return svg.append("</svg>").toString();
    }

    private static void row(StringBuilder svg, Picture.Bar bar, int y, double most) {
        double length = Math.max(1, bar.value() / most * LONGEST);
        int middle = y + ROW / 2 + 5;
        svg.append("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>".formatted(NAMES - 8, middle, Page.escaped(bar.name())));
        svg.append(String.format(Locale.ROOT, "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>", NAMES, y + 6, length,
                ROW - 12, bar.ours() ? OURS : OTHERS));
        double end = NAMES + length;
        if (bar.target().isPresent()) {
            double x = NAMES + bar.target().getAsDouble() / most * LONGEST;
            svg.append(String.format(Locale.ROOT, "<line x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"%2$d\" y2=\"%3$d\" stroke=\"#000\" "
                    + "stroke-width=\"2\" stroke-dasharray=\"6 4\"/>", x, y, y + ROW));
            end = Math.max(end, x);
        }
        svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%d\">%s</text>", end + 8, middle, Page.escaped(bar.label())));
    }
}
