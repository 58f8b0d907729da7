package nl.duwtje.rules.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {

    enum Colour {
        DARK_RED, BLUE
    }

    record Inner(Integer count, Duration pause, CommaList names, Path file, Boolean on) {
        Inner {
            if (count != null && count > 10) {
                throw new BadValue("count", "must be 10 or less");
            }
        }
    }

    record Outer(Inner inner, Colour colour, ByteSize size, String text, Map<String, Colour> colours, List<Inner> all) {}

    private static Outer read(String yaml) {
        return SettingsFile.parse("f.yaml", yaml).as(Outer.class);
    }

    @Test
    void nestedAndDottedKeysAreTheSame() {
        assertThat(read("inner:\n  count: 3\n  pause: 5m\n")).isEqualTo(read("inner.count: 3\ninner.pause: 5m\n"))
                .isEqualTo(read("inner.count: 3\ninner:\n  pause: 5m\n"));
    }

    @Test
    void listsAreListsOrTextWithCommas() {
        assertThat(read("inner.names: [a, b]").inner().names()).isEqualTo(CommaList.of("a", "b"))
                .isEqualTo(read("inner.names: a ,b,").inner().names()).isEqualTo(read("inner:\n  names:\n  - a\n  - b\n").inner().names());
        assertThat(read("inner.names: a").inner().names()).isEqualTo(CommaList.of("a"));
        assertThat(read("inner.names: ''").inner().names()).isEqualTo(CommaList.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dark-red", "DARK_RED", "Dark-Red"})
    void enumsAreWrittenWithDashes(String text) {
        assertThat(read("colour: " + text + "\ncolours: {sky: blue}")).isEqualTo(
                new Outer(null, Colour.DARK_RED, null, null, Map.of("sky", Colour.BLUE), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "---\n", "inner:\n", "inner: {}\n"})
    void emptyFilesAndSectionsAreDefaults(String yaml) {
        assertThat(read(yaml).colour()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"colour: green | f.yaml:1: colour \"green\" must be one of dark-red, blue",
            "colour: 0 | f.yaml:1: colour 0 must be one of dark-red, blue",
            "colours: {sky: grey} | f.yaml:1: colours.sky \"grey\" must be one of dark-red, blue",
            "inner.count: 11 | f.yaml:1: inner.count 11 must be 10 or less",
            "inner.count: 1.0 | f.yaml:1: inner.count 1.0 is not a whole number",
            "inner.count: '1' | f.yaml:1: inner.count \"1\" is not a whole number",
            "inner.count: 99999999999 | f.yaml:1: inner.count 99999999999 is too large a number",
            "inner.on: maybe | f.yaml:1: inner.on \"maybe\" is not true or false",
            "inner.pause: [5m] | f.yaml:1: inner.pause [\"5m\"] is not a single value",
            "inner: 5 | f.yaml:1: inner 5 is not a section; write its keys on the lines below it",
            "text: [a] | f.yaml:1: text [\"a\"] is not a text", "inner.names: {a: b} | f.yaml:1: inner.names is not a list",
            "all: [{count: 1}, {count: 12}] | f.yaml:1: all[1].count 12 must be 10 or less",
            "none: 1 | f.yaml:1: none 1 is not a key; known here: all, colour, colours, inner, size, text"})
    void oneLineSaysWhereAndWhatIsAllowed(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml)).isInstanceOf(SettingsException.class).hasMessage(message);
    }

    @Test
    void linesAreThoseOfTheFileAlsoInsideLists() {
        assertThatThrownBy(() -> read("# comment\n\nall:\n  - count: 1\n  - pause: 5m\n    count: 12\n"))
                .hasMessage("f.yaml:6: all[1].count 12 must be 10 or less");
    }

    @Test
    void setReplacesAndIsNamedWhenWrong() {
        SettingsFile file = SettingsFile.parse("f.yaml", "inner:\n  count: 3\n  names: [a]\n");

        assertThat(file.set("inner.count", "4").set("inner.names", "::1, b").set("text", "[::1]:25").set("inner.pause", "5m")
                .set("size", "1MB").as(Outer.class))
                .isEqualTo(new Outer(new Inner(4, Duration.ofMinutes(5), CommaList.of("::1", "b"), null, null), null, ByteSize.megabytes(1),
                        "[::1]:25", null, null));
        assertThat(file.keys()).containsExactly("inner.count", "inner.names", "inner.pause", "text", "size");
        assertThatThrownBy(() -> file.set("inner.count", "x").as(Outer.class)).hasMessage("--set: inner.count \"x\" is not a whole number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: b", "- a", "#x", "*x", "@x", "{", "", "a: b: c", "a\nb: c"})
    void setTakesAnyTextAsText(String value) {
        assertThat(SettingsFile.empty("f").set("text", value).as(Outer.class).text()).isEqualTo(value);
    }

    @Test
    void missingAndUnreadableFilesAreNamed(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> SettingsFile.read(folder.resolve("none.yaml"))).hasMessage(folder + "/none.yaml: no such file");
        assertThatThrownBy(() -> SettingsFile.read(folder)).isInstanceOf(SettingsException.class)
                .hasMessageStartingWith(folder + ": cannot be read");
        Path latin = Files.write(folder.resolve("latin.yaml"), new byte[]{'t', 'e', 'x', 't', ':', ' ', (byte) 0xe9});
        assertThatThrownBy(() -> SettingsFile.read(latin)).hasMessage(latin + ": is not UTF-8 text");
    }
}
