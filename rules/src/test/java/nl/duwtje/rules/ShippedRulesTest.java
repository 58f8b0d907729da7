package nl.duwtje.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import nl.duwtje.rules.decision.Nudge;
import nl.duwtje.rules.fact.PersonalData.Place;
import nl.duwtje.rules.fact.Strength;

/** What the shipped rules find, on facts written by hand; the scenarios do the same on whole messages. */
class ShippedRulesTest {

    private static Policy policy;

    @BeforeAll
    static void load() {
        policy = Policy.shipped();
    }

    static List<Arguments> mails() {
        return List.of(Arguments.of("a colleague", mail().to("b@gemeente.test"), ""),
                Arguments.of("4 visible", outside().visibleOutsiders(4), ""),
                Arguments.of("5 visible", outside().visibleOutsiders(5), "REC-010"),
                Arguments.of("9 visible", outside().visibleOutsiders(9), "REC-010"),
                Arguments.of("10 visible", outside().visibleOutsiders(10), "REC-020"),
                Arguments.of("12 visible, a list", outside().visibleOutsiders(12).mailingList(), ""),
                Arguments.of("12 visible, to a colleague only", mail().to("b@gemeente.test").visibleOutsiders(12), ""),
                Arguments.of("BSN in a file", outside().personalData("BSN", Strength.HIGH, Place.ATTACHMENT, 1), "PD-010"),
                Arguments.of("weak BSN in a file", outside().personalData("BSN", Strength.LOW, Place.ATTACHMENT, 900), ""),
                Arguments.of("2 IBANs in a file", outside().personalData("IBAN", Strength.HIGH, Place.ATTACHMENT, 2), ""),
                Arguments.of("3 IBANs in a file", outside().personalData("IBAN", Strength.HIGH, Place.ATTACHMENT, 3), "PD-010"),
                Arguments.of("unnamed type", outside().personalData("KENTEKEN", Strength.HIGH, Place.ATTACHMENT, 3), ""),
                Arguments.of("BSN in a file to a partner",
                        mail().to("b@partner.test").personalData("BSN", Strength.HIGH, Place.ATTACHMENT, 1), ""),
                Arguments.of("BSN in the text", outside().personalData("BSN", Strength.MEDIUM, Place.BODY, 1), "PD-020"),
                Arguments.of("BSN in the subject", outside().personalData("BSN", Strength.MEDIUM, Place.SUBJECT, 1), "PD-020"),
                Arguments.of("2 IBANs in the text", outside().personalData("IBAN", Strength.HIGH, Place.BODY, 2), ""),
                Arguments.of("3 IBANs in the text", outside().personalData("IBAN", Strength.HIGH, Place.BODY, 3), "PD-020"),
                Arguments.of("3 IBANs, 2 in the text", outside().personalData("IBAN", Strength.HIGH, Place.BODY, 2)
                        .personalData("IBAN", Strength.HIGH, Place.MESSAGE, 3), "PD-030"),
                Arguments.of("a locked zip", outside().attachment("stukken.zip", "encrypted"), "ATT-010"),
                Arguments.of("a photo", outside().attachment("foto.jpg", "image"), ""),
                Arguments.of("a read file", outside().attachment("stukken.zip", ""), ""),
                Arguments.of("ambiguous with a file", outside().ambiguous("repeated Content-Type").attachment("lijst.csv", ""), "MIME-010"),
                Arguments.of("ambiguous text", outside().ambiguous("repeated Content-Type"), ""),
                Arguments.of("ambiguous to a colleague", mail().to("b@gemeente.test").ambiguous("x").attachment("lijst.csv", ""), ""),
                Arguments.of("confidential", outside().confidential("vertrouwelijk"), "CONF-010"),
                Arguments.of("recall", outside().recall(), "RCL-010"),
                Arguments.of("recall inside", mail().to("b@gemeente.test").recall(), ""),
                Arguments.of("null sender", Mail.from("").to("b@example.org"), "PASS-010"),
                Arguments.of("out of office", outside().autoReply(), "PASS-020"),
                Arguments.of("DSN", outside().deliveryReport(), "PASS-030"),
                Arguments.of("MDN", outside().readReceipt(), "PASS-040"), Arguments.of("journal", outside().journalReport(), "PASS-050"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("mails")
    void fires(String name, Mail mail, String rules) {
        Findings found = policy.nudges(mail.facts(), PolicySettings.defaults().limits());
        assertThat(found.failure()).isEmpty();
        assertThat(String.join(" ", found.nudges().stream().map(Nudge::rule).toList())).isEqualTo(rules);
    }

    @Test
    void tellsWhatItSaw() {
        Mail mail = outside().visibleOutsiders(7).attachment("stukken.zip", "encrypted")
                .personalData("BSN", Strength.HIGH, Place.ATTACHMENT, 12).personalData("IBAN", Strength.HIGH, Place.ATTACHMENT, 40);
        assertThat(policy.nudges(mail.facts(), PolicySettings.defaults().limits()).nudges()).containsExactly(
                Nudge.propose("ATT-010", Nudge.WITHOUT_ATTACHMENT).high().because("not-inspectable", "stukken.zip", "encrypted"),
                Nudge.propose("PD-010", Nudge.WITHOUT_ATTACHMENT).high()
                        .because("personal-data-attachment", "BSN", 12, "lijst.xlsx, blad 1", true)
                        .because("personal-data-attachment", "IBAN", 40, "lijst.xlsx, blad 1", true),
                Nudge.propose("REC-010", Nudge.HIDE_RECIPIENTS).high().because("visible-outsiders", 7));
    }

    @Test
    void everyRuleSaysWhyAndWhoAndIsFoundInItsFile() {
        assertThat(policy.rules()).extracting(RuleInfo::id).containsExactly("ATT-010", "CONF-010", "PASS-010", "PASS-020", "PASS-030",
                "PASS-040", "PASS-050", "PD-010", "PD-020", "PD-030", "RCL-010", "REC-010", "REC-020", "MIME-010");
        RuleInfo rec = policy.rules().stream().filter(r -> r.id().equals("REC-010")).findFirst().orElseThrow();
        assertThat(rec.title()).isEqualTo("many outside addresses visible in To or Cc");
        assertThat(rec.why()).startsWith("450 residents").endsWith("asked.");
        assertThat(rec.owner()).isEqualTo("CISO");
        assertThat(rec.reviewBy()).hasToString("2027-06");
        assertThat(rec.file() + ":" + rec.line()).isEqualTo("recipients.drl:5");
        assertThat(policy.digest()).hasSize(64);
        assertThat(Policy.check(Optional.empty())).isEmpty();
    }

    private static Mail mail() {
        return Mail.from("a@gemeente.test");
    }

    private static Mail outside() {
        return mail().to("b@example.org", "c@gemeente.test");
    }

    @Test
    void areCompiledWhenTheProgramIsBuilt() {
        List<String> keys = new RuleFolder(Optional.empty()).read().stream().map(text -> RuleFile.cut(text.name(), text.text()))
                .flatMap(file -> file.blocks().stream()).map(RuleCompiler::key).toList();
        assertThat(ShippedRules.all()).as("a start does not compile them again").containsOnlyKeys(keys);
    }
}
