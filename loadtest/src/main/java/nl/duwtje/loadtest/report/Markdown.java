package nl.duwtje.loadtest.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reports as Markdown tables for a README, so that nobody copies a figure by hand. */
public final class Markdown {

    private static final String BEGIN = "<!-- results: written by duwtje-loadtest readme --write -->";
    private static final String END = "<!-- end of results -->";
    private static final List<String> PHASE = List.of("phase", "messages/s", "p50 ms", "p99 ms", "added p50", "added p99", "CPU s/1000",
            "peak RSS MB", "allocated KB", "pause ms", "not accepted", "lost", "twice");

    private final StringBuilder text = new StringBuilder();

    private Markdown() {}

    /**
     * @param folder with a folder for each report
     * @throws IOException when there is no report
     */
    public static String of(Path folder) throws IOException {
        List<JsonNode> reports = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder, 2)) {
                for (Path file : files.filter(f -> f.endsWith("report.json")).toList()) {
                    reports.add(new ObjectMapper().readTree(file.toFile()));
                }
            }
        }
        if (reports.isEmpty()) {
            throw new IOException("no report.json in the folders of " + folder + "; run something first");
        }
        reports.sort(Comparator.comparing(report -> report.at("/machine/begun").asText()));
        return new Markdown().written(reports);
    }

    /** @return {@code readme} with the results between its marks. @throws IOException when it has no marks */
    public static String between(String readme, String results) throws IOException {
        int begin = readme.indexOf(BEGIN);
        int end = readme.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException("the README has no lines \"" + BEGIN + "\" and \"" + END + "\"");
        }
        return readme.substring(0, begin + BEGIN.length()) + "\n\n" + results + "\n" + readme.substring(end);
    }

    private String written(List<JsonNode> reports) {
        JsonNode machine = reports.get(0).get("machine");
        line("Measured on %s, %s processors (%s), %s memory, Java %s.".formatted(machine.path("begun").asText().substring(0, 10),
                machine.path("processors").asText(), machine.path("processor").asText(), machine.path("memory").asText(),
                machine.path("Java").asText()));
        line("");
        row(List.of("command", "limit", "measured", "wanted", "verdict"));
        row(List.of("---", "---", "---:", "---:", "---"));
        reports.forEach(this::limits);
        reports.forEach(this::phases);
        return text.toString();
    }

    private void limits(JsonNode report) {
        for (JsonNode scenario : report.get("scenarios")) {
            String command = "`" + report.get("command").asText() + "`, " + scenario.get("scenario").asText();
            for (JsonNode limit : scenario.path("limits")) {
                row(List.of(command, limit.get("name").asText(), Verdicts.number(limit.path("measured").asDouble(Double.NaN)),
                        limit.get("wanted").asText(), limit.get("verdict").asText()));
                command = "";
            }
        }
    }

    private void phases(JsonNode report) {
        line("");
        line("`%s`, load average before it %s".formatted(report.get("command").asText(),
                report.at("/machine/load average before the run").asText()));
        for (JsonNode scenario : report.get("scenarios")) {
            line("");
            line("%s (%.0f s):".formatted(scenario.get("scenario").asText(), scenario.path("seconds").asDouble()));
            line("");
            row(PHASE);
            row(PHASE.stream().map(column -> column.equals("phase") ? "---" : "---:").toList());
            scenario.get("phases").forEach(this::phase);
            line("");
            scenario.get("numbers").properties().stream().filter(number -> isPlain(scenario, number.getKey()))
                    .forEach(number -> line("- " + number.getKey() + ": " + Verdicts.number(number.getValue().asDouble(Double.NaN))));
            scenario.get("remarks").forEach(remark -> line("- " + remark.asText()));
        }
    }

    /** Without a limit, so not in the first table. */
    private static boolean isPlain(JsonNode scenario, String number) {
        for (JsonNode limit : scenario.path("limits")) {
            if (limit.get("name").asText().equals(number)) {
                return false;
            }
        }
        return true;
    }

    private void phase(JsonNode phase) {
        long notAccepted = phase.path("deferred").asLong() + phase.path("refused").asLong() + phase.path("broken").asLong()
                + phase.path("late").asLong();
        row(List.of(phase.get("phase").asText(), number(phase, "messagesPerSecond", 0, 1), number(phase, "p50Millis", 2, 1),
                number(phase, "p99Millis", 2, 1), number(phase, "addedP50Millis", 2, 1), number(phase, "addedP99Millis", 2, 1),
                number(phase, "cpuSecondsPerThousand", 2, 1), number(phase, "peakRssBytes", 0, 1 << 20),
                number(phase, "allocatedBytesPerMessage", 0, 1024), number(phase, "longestPauseMillis", 1, 1),
                String.valueOf(notAccepted), number(phase, "lost", 0, 1), number(phase, "duplicates", 0, 1)));
    }

    /** Empty when it is not there or was not known. */
    private static String number(JsonNode phase, String name, int digits, double unit) {
        JsonNode value = phase.path(name);
        boolean unknown = value.isMissingNode() || !name.startsWith("added") && value.asDouble() < 0;
        return unknown ? "" : Table.number(value.asDouble() / unit, digits);
    }

    private void row(List<String> cells) {
        line("| " + String.join(" | ", cells) + " |");
    }

    private void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }
}
