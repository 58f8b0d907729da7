package nl.duwtje.loadtest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownTest {

    private static final String REPORT = """
            {"command": "duwtje-loadtest run rules", "machine": {"begun": "2026-11-22T01:00:00Z", "processors": "2", "processor": "P",
             "memory": "24 GB", "Java": "25", "load average before the run": "0.10 0.10 0.10"},
             "scenarios": [{"scenario": "rules", "seconds": 41.2, "limits": [
               {"name": "added p99 ms", "measured": 25.61, "wanted": "at most 8", "verdict": "BROKEN"},
               {"name": "peak RSS MB", "measured": null, "wanted": "at most 400", "verdict": "not measured"}],
              "numbers": {"added p99 ms": 25.61, "rules per second": 1234.4}, "remarks": ["As shipped."],
              "phases": [{"phase": "full speed", "messagesPerSecond": 1234.4, "p50Millis": 3.1, "p99Millis": 9.25, "deferred": 1, "refused": 2,
               "broken": 0, "late": 0, "lost": 0, "duplicates": 0, "cpuSecondsPerThousand": 1.48, "peakRssBytes": 294649856,
               "allocatedBytesPerMessage": 392192, "longestPauseMillis": -1}]}]}
            """;

    @Test
    void everyFigureOfTheReadmeComesOutOfTheReports(@TempDir Path folder) throws Exception {
        Files.writeString(Files.createDirectories(folder.resolve("run-rules")).resolve("report.json"), REPORT);

        String text = Markdown.of(folder);

        assertThat(text).startsWith("Measured on 2026-11-22, 2 processors (P), 24 GB memory, Java 25.");
        assertThat(text.lines()).contains("| `duwtje-loadtest run rules`, rules | added p99 ms | 25.61 | at most 8 | BROKEN |",
                "|  | peak RSS MB | - | at most 400 | not measured |",
                "| full speed | 1,234 | 3.10 | 9.25 |  |  | 1.48 | 281 | 383 |  | 3 | 0 | 0 |",
                "- rules per second: 1,234", "- As shipped.");
        assertThat(text).doesNotContain("- added p99 ms");
    }

    @Test
    void onlyWhatStandsBetweenTheMarksIsReplaced() throws Exception {
        Path readme = Path.of(System.getProperty("duwtje.root"), "loadtest", "README.md");

        String once = Markdown.between(Files.readString(readme), "NEW\n");

        assertThat(once).contains("NEW\n\n<!-- end of results -->").startsWith("# Load tests");
        assertThat(Markdown.between(once, "NEW\n")).isEqualTo(once);
        assertThatThrownBy(() -> Markdown.between("no marks", "NEW")).isInstanceOf(IOException.class);
    }
}
