package nl.duwtje.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import nl.duwtje.rules.settings.SettingsException;
import nl.duwtje.rules.settings.SettingsFile;

/** The shipped policy.yaml: packed with the program, equal to the defaults, naming every key. */
class PolicyFileTest {

    @Test
    void itLoadsAndEqualsTheDefaults() throws IOException {
        assertThat(shipped().as(PolicySettings.class)).isEqualTo(PolicySettings.defaults());
    }

    @Test
    void itNamesEveryKeyAndEveryKeyHasAComment() throws IOException {
        String text = text();
        List<String> wanted = new ArrayList<>();
        collect("", PolicySettings.class, wanted);
        wanted.removeIf(key -> text.contains("\n" + key.substring(key.indexOf('.') + 1) + ": {}\n")
                || text.contains("\n  " + key.substring(key.indexOf('.') + 1) + ": {}\n") || key.equals("personal-data"));
        assertThat(shipped().keys()).containsAll(wanted).contains("personal-data.BSN", "personal-data.IBAN");

        List<String> lines = text.lines().toList();
        assertThat(lines).contains("rules: {}");
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.matches("\\s*[a-z-]+:.*") && !line.strip().startsWith("#")) {
                assertThat(lines.get(i - 1).strip()).as("above " + line).startsWith("#");
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            mode: sometimes                      | policy.yaml:1: mode "sometimes"
            modus: nudge                         | policy.yaml:1: modus "nudge" is not a key; known here:
            answers: {rules: {PD-010: {undo: 2h}}} | policy.yaml:1: answers.rules.PD-010.undo "2h" must be 1h or less
            answers: {act: maybe}            | policy.yaml:1: answers.act "maybe" must be one of none, asked, required
            visible-outsiders: {propose: 0}      | policy.yaml:1: visible-outsiders.propose 0 must be 1 or more
            visible-outsiders: {propose: 5, hide: 4} | policy.yaml:1: visible-outsiders.hide 4 must be visible-outsiders.propose (5) or more
            personal-data: {BSN: 0}              | policy.yaml:1: personal-data.BSN 0 must be 1 or more
            restraint: {holds-a-day: -1}         | policy.yaml:1: restraint.holds-a-day -1 must be 0 to 10000
            restraint: {holds-a-day: 6, holds-a-week: 5} | policy.yaml:1: restraint.holds-a-week 5 must be restraint.holds-a-day (6) or more
            restraint: {severity: {X-010: huge}} | policy.yaml:1: restraint.severity.X-010 "huge" must be one of low, medium, high
            restraint: {hold-out: {X-010: 10}}   | policy.yaml:1: restraint.hold-out.X-010 10 is not a share; write 10% or 2.5%
            restraint: {hold-out: {X-010: 110%}} | policy.yaml:1: restraint.hold-out.X-010 "110%" must be 0% to 100%
            restraint: {trust: {X-010: 30}}      | policy.yaml:1: restraint.trust.X-010 30 is not a duration
            """)
    void aWrongValueIsNamed(String line, String error) {
        assertThatThrownBy(() -> SettingsFile.parse("policy.yaml", line).as(PolicySettings.class)).isInstanceOf(SettingsException.class)
                .hasMessageStartingWith(error);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            rules: {CONF-01: observe}               | rules.CONF-01 "observe" is for no rule there is; closest: CONF-010
            rules: {pd-010: observe}                | rules.pd-010 "observe" is for no rule there is; closest: PD-010
            answers: {rules: {PD-100: {act: none}}} | answers.rules.PD-100 is for no rule there is; closest: PD-010
            restraint: {severity: {REC-O10: low}}   | restraint.severity.REC-O10 "low" is for no rule there is; closest: REC-010
            restraint: {trust: {RCL-0100: 30d}}     | restraint.trust.RCL-0100 "30d" is for no rule there is; closest: RCL-010
            restraint: {hold-out: {VISIBLE: 10%}}   | restraint.hold-out.VISIBLE "10%" is for no rule there is; the rules are ATT-010, CONF-010, MIME-010
            """)
    void aRuleThatIsNotThereIsNamedWithTheOneThatIsMeant(String line, String error) {
        SettingsFile file = SettingsFile.parse("policy.yaml", "# numbers\n" + line);
        assertThat(RuleNames.of(Policy.load(Optional.empty())).unknown(file, file.as(PolicySettings.class))).singleElement().asString()
                .startsWith("policy.yaml:2: " + error);
    }

    @Test
    void rulesThatAreThereAndHoldsWithoutARuleMayBeNamed() throws IOException {
        SettingsFile file = SettingsFile.parse("policy.yaml",
                "rules: {PD-010: observe}\nanswers: {rules: {SYS-010: {act: none}}}\nrestraint: {trust: {RCL-010: 1d}}\n");
        assertThat(RuleNames.of(Policy.load(Optional.empty())).unknown(file, file.as(PolicySettings.class))).isEmpty();
    }

    private static void collect(String prefix, Class<?> type, List<String> keys) {
        for (RecordComponent component : type.getRecordComponents()) {
            String key = prefix + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
            if (component.getType().isRecord() && component.getType().getPackage() == PolicySettings.class.getPackage()) {
                collect(key + ".", component.getType(), keys);
            } else {
                keys.add(key);
            }
        }
    }

    private static SettingsFile shipped() throws IOException {
        return SettingsFile.parse("policy.yaml", text());
    }

    private static String text() throws IOException {
        try (InputStream in = PolicySettings.class.getResourceAsStream("policy.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
