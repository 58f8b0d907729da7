package nl.duwtje.loadtest.report;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

import nl.duwtje.loadtest.scenario.Figures;
import nl.duwtje.loadtest.scenario.Outcome;
import nl.duwtje.loadtest.scenario.Limits.Verdict;
import nl.duwtje.loadtest.scenario.Picture;

/** One run's report: begins when the run does, so that it knows how busy the machine was. */
public final class Report {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Instant begun = Instant.now();
    private final String loadBefore = Machine.loadAverage();
    private final String command;
    private final List<Outcome> outcomes = new ArrayList<>();

    /** @param command what was typed, so that it can be typed again */
    public Report(String command) {
        this.command = command;
    }

    public void add(Outcome outcome) {
        outcomes.add(outcome);
    }

    /** The table of one scenario, its numbers and remarks, for a terminal. */
    public static void print(Outcome outcome, PrintWriter out) {
        out.println();
        out.println(outcome.scenario() + ": " + outcome.about());
        out.println();
        out.print(Table.text(outcome.figures()));
        out.println();
        out.println("  seconds it took: %.0f".formatted(outcome.seconds()));
        outcome.numbers().forEach((name, value) -> out.println("  " + name + ": " + Verdicts.number(value)));
        outcome.remarks().forEach(remark -> out.println("  " + remark));
        if (!outcome.verdicts().isEmpty()) {
            out.println();
            out.print(Verdicts.text(outcome.verdicts()));
        }
        out.println();
        out.flush();
    }

    /** Writes {@code report.json} and {@code report.html}. @return the page */
    public Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Map<String, String> machine = Machine.describe(begun, loadBefore);
        JSON.writeValue(folder.resolve("report.json").toFile(), json(machine));
        Path page = folder.resolve("report.html");
        Files.writeString(page, new Page(command, machine, outcomes).html());
        return page;
    }

    private Map<String, Object> json(Map<String, String> machine) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("command", command);
        root.put("machine", machine);
        root.put("scenarios", outcomes.stream().map(Report::json).toList());
        return root;
    }

    private static Map<String, Object> json(Outcome outcome) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("scenario", outcome.scenario());
        map.put("about", outcome.about());
        map.put("seconds", outcome.seconds());
        map.put("limits", outcome.verdicts().stream().map(Report::json).toList());
        map.put("numbers", outcome.numbers());
        map.put("remarks", outcome.remarks());
        map.put("phases", outcome.figures().stream().map(Report::json).toList());
        map.put("pictures", outcome.pictures().stream().map(Report::json).toList());
        return map;
    }

    private static Map<String, Object> json(Verdict verdict) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", verdict.name());
        map.put("measured", Double.isNaN(verdict.measured()) ? null : verdict.measured());
        map.put("wanted", verdict.wanted());
        map.put("verdict", verdict.said().word());
        return map;
    }

    private static Map<String, Object> json(Figures row) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("phase", row.phase());
        map.put("messagesPerSecond", row.perSecond());
        map.put("seconds", row.seconds());
        map.put("begun", row.sent().begun());
        map.put("accepted", row.sent().accepted());
        map.put("deferred", row.sent().deferred());
        map.put("refused", row.sent().refused());
        map.put("broken", row.sent().broken());
        map.put("late", row.sent().late());
        map.put("arrived", row.arrived().distinct());
        map.put("lost", row.missing());
        map.put("duplicates", row.arrived().duplicates());
        map.put("bytes", row.arrived().bytes());
        for (double percentile : new double[]{50, 95, 99, 99.9, 100}) {
            map.put("p" + Table.number(percentile, percentile % 1 == 0 ? 0 : 1) + "Millis", row.millisAt(percentile));
        }
        if (row.added() != null) {
            for (double percentile : new double[]{50, 95, 99, 99.9}) {
                map.put("addedP" + Table.number(percentile, percentile % 1 == 0 ? 0 : 1) + "Millis", row.addedMillisAt(percentile));
            }
        }
        map.put("cpuSecondsPerThousand", row.cpuPerThousand());
        map.put("senderAndSinkCpuSecondsPerThousand", row.senderCpuPerThousand());
        if (row.cpu() != null) {
            map.put("cpuSeconds", row.cpu());
        }
        map.put("senderAndSinkCpuSeconds", row.ownCpu());
        map.put("peakRssBytes", row.peakRssBytes());
        map.put("allocatedBytesPerMessage", row.allocatedPerMessage());
        map.put("longestPauseMillis", row.longestPauseMillis());
        return map;
    }

    private static Map<String, Object> json(Picture picture) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("title", picture.title());
        map.put("data", switch (picture) {
            case Picture.Lines lines -> lines.lines();
            case Picture.Bars bars -> bars.bars().stream().map(bar -> Map.of("name", bar.name(), "value", bar.value())).toList();
        });
        return map;
    }
}
