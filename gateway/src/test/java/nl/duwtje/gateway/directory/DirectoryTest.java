package nl.duwtje.gateway.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.settings.SettingsException;
import nl.duwtje.rules.settings.SettingsFile;

/** The shipped departments.yaml, who is who in it, and wrong ones with what must be said about each. */
class DirectoryTest {

    private static final Path CONFIG = Path.of(System.getProperty("duwtje.root"), "config");
    private final Directory shipped = Directory.read(CONFIG.resolve("departments.yaml"));

    private Person of(String address) {
        return shipped.of(MailAddress.of(address));
    }

    @Test
    void anAddressADomainAndWhatIsBelowItLeadToTheDepartment() {
        for (String member : List.of("balie@example.org", "BALIE@EXAMPLE.ORG", "anna@burgerzaken.example.org",
                "anna@noord.burgerzaken.example.org")) {
            assertThat(of(member)).as(member)
                    .isEqualTo(
                            new Person("Burgerzaken", new Ambassador("Fatima el Idrissi", "fatima@example.org, toestel 214"), "nl", false));
        }
        assertThat(of("anna@nietburgerzaken.example.org").department()).isEmpty();
    }

    @Test
    void whoHasNoDepartmentHasTheGeneralAmbassador() {
        assertThat(of("piet@example.org")).isEqualTo(
                new Person("", new Ambassador("Informatiepunt", "informatiepunt@example.org, 012 345 67 89"), "nl", false));
    }

    @Test
    void aPersonsLanguageWinsOverTheDepartmentsAndThatOverTheGeneralOne() {
        assertThat(of("tom@international.example.org").language()).isEqualTo("en");
        assertThat(of("j.smith@example.org").language()).isEqualTo("en");
        assertThat(of("piet@example.org").language()).isEqualTo("nl");
    }

    @Test
    void anAddressSaysMoreThanADomainAndTheLongestDomainMost() {
        Directory directory = new Directory(SettingsFile.parse("d.yaml", """
                departments:
                - {name: all, members: [.example.org]}
                - {name: north, members: [.north.example.org]}
                - {name: desk, members: [desk@a.north.example.org]}
                """).as(Departments.class));
        assertThat(directory.of(MailAddress.of("x@a.example.org")).department()).isEqualTo("all");
        assertThat(directory.of(MailAddress.of("x@a.north.example.org")).department()).isEqualTo("north");
        assertThat(directory.of(MailAddress.of("desk@a.north.example.org")).department()).isEqualTo("desk");
    }

    @Test
    void serviceAccountsAreNamedByAddressOrDomain() {
        assertThat(of("scanner@example.org").serviceAccount()).isTrue();
        assertThat(of("zaak@suite.apps.example.org").serviceAccount()).isTrue();
        assertThat(of("piet@example.org").serviceAccount()).isFalse();
    }

    @Test
    void withoutAFileNothingIsKnown() {
        assertThat(Directory.read(null).of(MailAddress.of("piet@example.org"))).isEqualTo(Person.UNKNOWN);
    }

    @TestFactory
    Stream<DynamicTest> eachWrongFileIsAnsweredWithItsLine() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(CONFIG.resolve("bad/departments"))) {
            files = all.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
        }
        assertThat(files).hasSizeGreaterThan(7);
        return files.stream().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
            String expected = Files.readString(Path.of(file.toString().replaceAll("yaml$", "expected"))).stripTrailing();
            assertThatThrownBy(() -> Directory.read(file)).isInstanceOf(SettingsException.class)
                    .hasMessage(file.getParent() + "/" + expected);
        }));
    }
}
