package nl.duwtje.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** docs/mail-flow.md has a row for every trap, and names no test that is not there. */
class MailFlowDocTest {

    private static final Pattern TEST = Pattern.compile("\\b([A-Z]\\w+(?:Test|Contract))(?:\\.(\\w+))?");
    private static final Pattern SCENARIO = Pattern.compile("scenario ([a-z0-9-]+)");

    @Test
    void everyTrapHasARowAndEveryTestExists() throws IOException {
        String doc = Files.readString(Path.of("docs/mail-flow.md"));
        List<String> rows = doc.lines().filter(line -> line.matches("\\| \\d+ \\|.*")).toList();
        assertThat(rows).extracting(row -> Integer.parseInt(row.split("\\|")[1].strip()))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 54).boxed().toList());

        Map<String, Path> classes;
        try (Stream<Path> mine = Files.walk(Path.of("src/test/java")); Stream<Path> rules = Files.walk(Path.of("../rules/src/test/java"))) {
            classes = Stream.concat(mine, rules).filter(path -> path.toString().endsWith(".java"))
                    .collect(Collectors.toMap(path -> path.getFileName().toString().replace(".java", ""), path -> path, (a, b) -> a));
        }
        for (String row : rows) {
            assertThat(row.split("\\|")[3].strip()).as(row).isNotEmpty();
            for (Matcher test = TEST.matcher(row); test.find();) {
                assertThat(classes).as(row).containsKey(test.group(1));
                if (test.group(2) != null) {
                    assertThat(Files.readString(classes.get(test.group(1)))).as(row).contains("void " + test.group(2) + "(");
                }
            }
            for (Matcher scenario = SCENARIO.matcher(row); scenario.find();) {
                assertThat(Path.of("../rules/scenarios", scenario.group(1))).as(row).isDirectory();
            }
        }
    }
}
