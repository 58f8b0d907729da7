package nl.duwtje.loadtest.report;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import nl.duwtje.loadtest.scenario.Outcome;
import nl.duwtje.loadtest.scenario.Limits.Verdict;
import nl.duwtje.loadtest.scenario.Picture;

/** The report as one HTML file that needs nothing else. */
final class Page {

    private static final String STYLE = """
            body{font:16px/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;margin:2rem auto;max-width:1400px;padding:0 1rem}
            h1{font-size:1.7rem;margin-bottom:.2rem} h2{margin-top:3rem;border-top:1px solid #ccc;padding-top:1rem}
            .wide{overflow-x:auto} table{border-collapse:collapse;font-size:.85rem;font-variant-numeric:tabular-nums}
            th,td{padding:.3rem .45rem;text-align:right;white-space:nowrap;border-bottom:1px solid #e3e3e3} th{vertical-align:bottom;white-space:normal}
            th:first-child,td:first-child{text-align:left;white-space:normal;min-width:9rem} dt{font-weight:600} dd{margin:0 0 .4rem 1.5rem}
            figure{margin:1rem 0;max-width:960px;padding:1rem;border:1px solid #ddd;border-radius:6px} figcaption{font-weight:600}
            figcaption span{font-weight:400;color:#555;display:block} figure p{color:#333;font-size:.9rem;margin:.5rem 0 0} code{background:#f3f3f3;padding:.1rem .3rem}
            .facts td:last-child{text-align:left;white-space:normal} figure svg{display:block}
            tr.broken td:last-child{color:#a40000;font-weight:700} tr.kept td:last-child{color:#00603d;font-weight:700}
            """;
    private static final String MEANING = """
            <h2>How to read this</h2><dl>
            <dt>messages/s</dt><dd>different messages that reached the sink, divided by the time from the first MAIL to the last arrival</dd>
            <dt>p50, p95, p99, p99.9 ms</dt><dd>half, 95 %, 99 %, 99.9 % of messages were answered within this time, counted from the moment
            each should have begun, not from when a busy sender got round to it (corrected for coordinated omission)</dd>
            <dt>added</dt><dd>the same, less what the same load takes straight into the sink: what the server in between adds. It is a
            difference of two percentiles, not the percentile of a difference. Where both took turns it is the median of the rounds, so it need
            not be the difference of the two rows, which are all rounds together</dd>
            <dt>CPU s/1000</dt><dd>processor seconds, user and system, that the measured server took for 1,000 messages; "own" is what
            sender and sink together took on the same machine</dd>
            <dt>peak RSS</dt><dd>the most memory the server ever had resident; of several processes the sum, shared pages counted in each</dd>
            <dt>allocated KB</dt><dd>Java heap allocated per message, from the collector's log between two forced collections</dd>
            <dt>pause ms</dt><dd>the longest time all threads of the gateway stood still, for whatever reason</dd>
            <dt>not accepted, lost, twice</dt><dd>deferred, refused, broken off or never begun; accepted but not seen by the sink; seen
            more than once. Empty cells do not apply or could not be known</dd></dl>
            """;

    private final String command;
    private final Map<String, String> machine;
    private final List<Outcome> outcomes;

    Page(String command, Map<String, String> machine, List<Outcome> outcomes) {
        this.command = command;
        this.machine = machine;
        this.outcomes = outcomes;
    }

    String html() throws IOException {
        StringBuilder html = new StringBuilder(
                "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Duwtje load test</title>")
                .append("<meta name=\"viewport\" content=\"width=device-width\"><style>").append(STYLE).append("</style></head><body>")
                .append("<h1>Duwtje load test</h1><p><code>").append(escaped(command)).append("</code></p>")
                .append("<p>Sender, sink and the server under test shared one machine and its processors. Compare figures within one report, "
                        + "not between machines.</p><table class=\"facts\">");
        machine.forEach((name, value) -> html.append("<tr><td>").append(escaped(name)).append("</td><td>").append(escaped(value))
                .append("</td></tr>"));
        html.append("</table><p>").append(summary()).append("</p>");
        for (Outcome outcome : outcomes) {
            section(html, outcome);
        }
        return html.append(MEANING).append("</body></html>\n").toString();
    }

    /** The result in one line, for who reads no further. */
    private String summary() {
        return Arrays.stream(Verdict.Said.values())
                .map(said -> outcomes.stream().flatMap(outcome -> outcome.verdicts().stream()).filter(verdict -> verdict.said() == said)
                        .count() + " " + said.word())
                .collect(Collectors.joining(", ", "<b>Targets in this report: ", ".</b>"));
    }

    private static void section(StringBuilder html, Outcome outcome) throws IOException {
        html.append("<h2>").append(escaped(outcome.scenario())).append("</h2><p>").append(escaped(outcome.about())).append("</p>");
        if (!outcome.verdicts().isEmpty()) {
            verdicts(html, outcome.verdicts());
        }
        html.append("<div>");
        Optional<Picture.Bars> targets = Verdicts.picture(outcome.verdicts());
        if (targets.isPresent()) {
            figure(html, targets.get());
        }
        for (Picture picture : outcome.pictures()) {
            figure(html, picture);
        }
        html.append("</div><h3>All figures</h3><div class=\"wide\"><table>");
        row(html, "th", Table.COLUMNS);
        Table.rows(outcome.figures()).forEach(cells -> row(html, "td", cells));
        html.append("</table></div><ul>");
        outcome.numbers().forEach((name, value) -> html.append("<li>").append(escaped(name)).append(": <b>")
                .append(Verdicts.number(value)).append("</b></li>"));
        outcome.remarks().forEach(remark -> html.append("<li>").append(escaped(remark)).append("</li>"));
        html.append("</ul>");
    }

    private static void verdicts(StringBuilder html, List<Verdict> verdicts) {
        html.append("<h3>Targets</h3><table>");
        row(html, "th", List.of("target", "measured", "wanted", "verdict"));
        for (Verdict verdict : verdicts) {
            html.append("<tr class=\"").append(verdict.said().name().toLowerCase(Locale.ROOT)).append("\">");
            Verdicts.cells(verdict).forEach(cell -> html.append("<td>").append(escaped(cell)).append("</td>"));
            html.append("</tr>");
        }
        html.append("</table>");
    }

    private static void row(StringBuilder html, String tag, List<String> cells) {
        html.append("<tr>");
        cells.forEach(cell -> html.append('<').append(tag).append('>').append(escaped(cell)).append("</").append(tag).append('>'));
        html.append("</tr>");
    }

    private static void figure(StringBuilder html, Picture picture) throws IOException {
        html.append("<figure><figcaption>").append(escaped(picture.title())).append(" <span>").append(escaped(picture.good()))
                .append("</span></figcaption>").append(switch (picture) {
                    case Picture.Lines lines -> Charts.svg(lines);
                    case Picture.Bars bars -> BarChart.svg(bars);
                }).append("<p>").append(escaped(picture.note())).append("</p></figure>");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
