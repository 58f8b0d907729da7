package nl.duwtje.rules.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import nl.duwtje.rules.personaldata.PersonalDataScanner;
import nl.duwtje.rules.settings.SettingsException;
import nl.duwtje.rules.settings.SettingsFile;
import nl.duwtje.rules.text.Prose;

/** personal-data.yaml: the shipped sample, as it is and with its comments taken away, and what is refused. */
class PersonalDataSettingsTest {

    @Test
    void theShippedSampleAddsNothing() throws Exception {
        assertThat(SettingsFile.parse("personal-data.yaml", sample()).as(PersonalDataSettings.class))
                .isEqualTo(PersonalDataSettings.none());
    }

    @Test
    void itsExamplesAreRight() throws Exception {
        String examples = sample().lines().map(l -> l.endsWith(": []") ? l.substring(0, l.length() - 3) : l)
                .map(l -> l.startsWith("#  ") ? "  " + l.substring(3) : l).filter(l -> !l.equals("domains:"))
                .collect(Collectors.joining("\n"));
        PersonalDataScanner scanner = new PersonalDataScanner(
                SettingsFile.parse("personal-data.yaml", examples).as(PersonalDataSettings.class).toOwnData());
        assertThat(scanner.read(new Prose("", "", "Clientnummer: C-123456, BSN 111222333, IBAN NL91ABNA0417164300")).findings())
                .singleElement()
                .satisfies(f -> assertThat(f.type()).isEqualTo("CLIENT_NUMBER"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            identifiers: [{name: BSN, pattern: 'a'}]              | is a type that is built in
            identifiers: [{name: client, pattern: 'a'}]           | must be capitals
            identifiers: [{name: CLIENT}]                         | pattern is missing
            identifiers: [{name: CLIENT, pattern: '(a'}]          | does not close
            identifiers: [{name: CLIENT, pattern: a, checksum: x}] | checksum
            identifiers: [{name: AA, pattern: a}, {name: AA, pattern: b}] | has the name AA twice
            exclude: ["12"]                                       | too short
            excluded: []                                          | is not a key
            """)
    void whatIsWrongIsNamed(String yaml, String error) {
        assertThatThrownBy(() -> SettingsFile.parse("personal-data.yaml", yaml).as(PersonalDataSettings.class))
                .isInstanceOf(SettingsException.class).hasMessageContaining("personal-data.yaml:1").hasMessageContaining(error);
    }

    private static String sample() throws Exception {
        return Files.readString(Path.of(System.getProperty("duwtje.root"), "config", "personal-data.yaml"));
    }
}
