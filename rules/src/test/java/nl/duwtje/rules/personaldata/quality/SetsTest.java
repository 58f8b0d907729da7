package nl.duwtje.rules.personaldata.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the issue promises of unseen sets, on a set that was written before its author had read the scanner. */
class SetsTest {

    private static final int TURNS = 6;

    @Test
    void textsWithPersonalData() {
        Judge judge = Sets.positives(TURNS);
        assertThat(judge.of("BSN").recall()).isGreaterThanOrEqualTo(0.98);
        assertThat(judge.of("BSN").precision()).isGreaterThanOrEqualTo(0.995);
        assertThat(judge.of("IBAN").recall()).isEqualTo(1);
        assertThat(judge.of("IBAN").precision()).isEqualTo(1);
        assertThat(judge.of("CARD").precision()).isEqualTo(1);
        for (String country : new String[]{"BE", "DE", "FR", "ES", "IT", "GB", "LU", "AT", "DK", "SE", "NO", "FI", "PT", "IE", "CZ", "RO",
                "HR", "GR",
                "EE", "LT", "CH", "US"}) {
            assertThat(judge.of("NATIONAL_ID_" + country).recall()).as(country).isGreaterThanOrEqualTo(0.98);
        }
        assertThat(judge.nudges("should").recall()).isEqualTo(1);
        assertThat(judge.nudges("should").wrong()).isZero();
        assertThat(judge.nudges("should not").right()).isZero();
    }

    @Test
    void tablesOfPersons() {
        Judge judge = Sets.labelledTables(TURNS);
        assertThat(judge.of("BSN").recall()).isGreaterThanOrEqualTo(0.99);
        assertThat(judge.of("BSN").precision()).isEqualTo(1);
        // a head such as "ID" alone does not make a number a BSN: it takes ten that pass, or birth dates beside them
        assertThat(Sets.vagueTables(TURNS).of("BSN").recall()).isGreaterThanOrEqualTo(0.93);
    }

    @Test
    void harmlessTextsAreLeftInPeace() {
        Judge judge = Sets.harmless(TURNS);
        assertThat(judge.papers()).isGreaterThan(1_000);
        assertThat(judge.nudges("should not").right()).as("%s", judge.slips().stream().filter(s -> s.what().equals("false nudge")).toList())
                .isZero();
        assertThat(judge.of("IBAN").wrong() + judge.of("CARD").wrong()).isZero();
    }

    /** In each set some shapes stay unknown: names with numbers in brackets, a head of two lines, an answer below a quoted question. */
    @ParameterizedTest
    @CsvSource({"eighth, 0.999", "ninth, 0.98", "tenth, 0.93", "eleventh, 0.98"})
    void laterSets(String set, double recall) {
        Judge texts = Sets.file(set + "-positives.txt", TURNS);
        assertThat(texts.of("BSN").precision()).isGreaterThanOrEqualTo(0.999);
        assertThat(texts.of("BSN").recall()).isGreaterThanOrEqualTo(recall);
        assertThat(texts.of("CARD").precision()).isEqualTo(1);
        assertThat(texts.of("IBAN").precision()).isEqualTo(1);
        Judge harmless = Sets.file(set + "-harmless.txt", TURNS);
        assertThat(harmless.nudges("should not").right()).as("%s", harmless.slips()).isZero();
        assertThat(harmless.of("BSN").wrong()).isZero();
    }

    @Test
    void whatIsSaidInOneParagraphIsNotTakenForTheNext() {
        Judge texts = Sets.mixed(2);
        assertThat(texts.of("BSN").precision()).isGreaterThanOrEqualTo(0.995);
        assertThat(texts.of("BSN").recall()).isGreaterThanOrEqualTo(0.98);
        Judge harmless = Sets.mixedHarmless(2);
        assertThat(harmless.of("BSN").wrong()).isLessThanOrEqualTo(1);
        assertThat(harmless.nudges("should not").right()).as("accounts add up to three: that is policy")
                .isLessThanOrEqualTo(harmless.papers() / 1_000 + 1);
    }
}
