package nl.duwtje.rules.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import nl.duwtje.rules.Policy;
import nl.duwtje.rules.PolicySettings;
import nl.duwtje.rules.inspect.Inspector;
import nl.duwtje.rules.inspect.Organisation;
import nl.duwtje.rules.text.ExtractLimits;

/** The shipped scenarios on the shipped rules, for real; and that the kit notices what it must notice. */
class ScenariosTest {

    static final Inspection REAL = (envelope, message, organisation,
            limits) -> new Inspector(organisation, limits, ExtractLimits.defaults())
                    .inspect(envelope, message);
    private static final String HEADER = "// Why: a test. Owner: CISO. Review by: 2027-06.\n";

    private static Policy policy;

    @TempDir
    Path folder;

    @BeforeAll
    static void load() {
        policy = Policy.shipped();
    }

    @Test
    void allShippedScenariosGoAsExpected() {
        Answer answer = Scenarios.testShipped(policy, REAL).answer();
        assertThat(answer.text()).endsWith("scenarios, all as expected\n");
        assertThat(answer.exitCode()).isZero();
    }

    @Test
    void aScenarioThatGoesOtherwiseSaysHow() throws IOException {
        scenario("one", "Wijziging", "decision: hold\nrules: [ATT-010]\nsilent: [CONF-010]\nlegs: [\"held: x@example.org\"]\n"
                + "evidence: [\"confidential geheim\"]\n");
        Scenarios.Report report = Scenarios.test(policy, folder, REAL);
        assertThat(report.results()).singleElement().extracting(Scenarios.Result::differences).asInstanceOf(
                org.assertj.core.api.InstanceOfAssertFactories.list(String.class)).containsExactly("rules: expected ATT-010, got none",
                        "decision: expected hold, got deliver", "legs: expected [held: x@example.org], got []",
                        "evidence: expected \"confidential geheim\", got []");
        assertThat(report.answer().exitCode()).isOne();
        assertThat(report.errors()).isNotEmpty();
    }

    @Test
    void aRuleThatFiresAndIsNotNamedFails() throws IOException {
        scenario("one", "Vertrouwelijk: wijziging", "decision: amend\nsilent: [CONF-010]\n");
        assertThat(Scenarios.test(policy, folder, REAL).results().getFirst().differences())
                .containsExactly("rules: expected none, got CONF-010", "CONF-010 was to stay silent, and fired");
    }

    @Test
    void everyRuleNeedsItsTwo() throws IOException {
        Path rules = Files.createDirectory(folder.resolve("rules"));
        Files.writeString(rules.resolve("a.drl"), rule("A-001") + rule("A-002"));
        Path scenarios = Files.createDirectory(folder.resolve("scenarios"));
        folder = scenarios;
        scenario("one", "Wijziging", "decision: hold\nrules: [A-001]\nsilent: [A-003]\n");
        assertThat(Scenarios.check(Policy.load(rules), scenarios).gaps()).containsExactly(
                "A-001 has no scenario in which it just stays silent (\"silent\" in expect.yaml)",
                "A-002 has no scenario in which it fires (\"rules\" in expect.yaml)",
                "A-002 has no scenario in which it just stays silent (\"silent\" in expect.yaml)",
                "a scenario names A-003, which is no rule");
    }

    @Test
    void aBrokenScenarioIsTold() throws IOException {
        scenario("one", "Wijziging", "decision: hold\nrulez: [A-001]\n");
        scenario("two", "Wijziging", "decision: perhaps\n");
        scenario("three", "Wijziging", "decision: deliver\n");
        Files.delete(folder.resolve("three/message.eml"));
        List<String> told = Scenarios.check(policy, folder).results().stream().map(r -> r.differences().toString()).toList();
        assertThat(told.get(0)).contains("expect.yaml:2: rulez").contains("is not a key");
        assertThat(told.get(1)).contains("message.eml: no such file");
        assertThat(told.get(2)).contains("expect.yaml:1: decision \"perhaps\" must be deliver");
    }

    @Test
    void tryTellsWhatWouldHappen() throws IOException {
        Organisation organisation = new Organisation(List.of("zandoever.test"), List.of());
        Try attempt = new Try(policy, PolicySettings.defaults(), organisation, REAL);
        Path eml = shippedMessage("pd-010-fires");

        Answer text = attempt.run(eml, Optional.empty(), List.of(), false);
        assertThat(text.exitCode()).isZero();
        assertThat(text.text()).contains("from        m.dewit@zandoever.test\n",
                "to          k.bergsma@adviesbureau.test, p.smit@zandoever.test\n",
                "attachment  aanvragen.xlsx (xlsx, ", "found       12 BSN, high, in attachment aanvragen.xlsx", "rule        PD-010 hold\n",
                "personal-data-attachment BSN | 12 | aanvragen.xlsx", "decision    hold\n", "  now: p.smit@zandoever.test\n",
                "  held: k.bergsma@adviesbureau.test\n");
        assertThat(text.text()).doesNotContain("99999");

        JsonNode json = new ObjectMapper().readTree(attempt.run(eml, Optional.empty(), List.of("p.smit@zandoever.test"), true).text());
        assertThat(json.at("/decision").asText()).isEqualTo("deliver");
        assertThat(json.at("/to/0").asText()).isEqualTo("p.smit@zandoever.test");
        assertThat(json.at("/facts/message/subject").asText()).isEqualTo("Overzicht aanvragen");
        assertThat(json.at("/nudges").size()).isZero();

        JsonNode bounce = new ObjectMapper().readTree(attempt.run(eml, Optional.of("<>"), List.of(), true).text());
        assertThat(bounce.at("/nudges/0/rule").asText()).isEqualTo("PASS-010");
    }

    @Test
    void trySaysWhyItCannot() {
        Try attempt = new Try(policy, PolicySettings.defaults(), new Organisation(List.of("zandoever.test"), List.of()), REAL);
        assertThat(attempt.run(folder.resolve("gone.eml"), Optional.empty(), List.of(), false).exitCode()).isEqualTo(2);
        assertThat(attempt.run(shippedMessage("rec-020-silent-bcc"), Optional.empty(), List.of(), false).text())
                .endsWith("names no recipient; give --to\n");
        assertThat(attempt.run(shippedMessage("pd-010-fires"), Optional.of("no address"), List.of(), false).exitCode()).isEqualTo(2);
    }

    @Test
    void checkListsRulesAndOverdueReviews() {
        Answer well = RuleCheck.run(Optional.empty(), YearMonth.of(2026, 11));
        assertThat(well.exitCode()).isZero();
        assertThat(well.text())
                .contains("REC-010   many outside addresses visible in To or Cc (recipients.drl:5, CISO, review by 2027-06)\n",
                        "14 rules, digest ")
                .doesNotContain("OVERDUE");
        assertThat(RuleCheck.run(Optional.empty(), YearMonth.of(2027, 7)).text()).contains("review by 2027-06: OVERDUE)");
        Answer broken = RuleCheck.run(Optional.of(folder), YearMonth.of(2026, 11));
        assertThat(broken.exitCode()).isOne();
        assertThat(broken.text()).endsWith("has no *.drl files\n1 error\n");
    }

    private static Path shippedMessage(String name) {
        return Path.of(System.getProperty("duwtje.root")).resolve("rules/scenarios").resolve(name).resolve("message.eml");
    }

    private void scenario(String name, String subject, String expect) throws IOException {
        Path one = Files.createDirectories(folder.resolve(name));
        Files.writeString(one.resolve("message.eml"), "From: a@zandoever.test\nTo: x@example.org\nSubject: " + subject + "\n\nDag.\n");
        Files.writeString(one.resolve("envelope.yaml"), "from: a@zandoever.test\nto: x@example.org\ndomains: zandoever.test\n");
        Files.writeString(one.resolve("expect.yaml"), expect);
    }

    private static String rule(String id) {
        return HEADER + "rule \"" + id + " a rule\"\n  when\n    Message( )\n  then\n    insert( Nudge.hold(\"" + id + "\") );\nend\n";
    }
}
