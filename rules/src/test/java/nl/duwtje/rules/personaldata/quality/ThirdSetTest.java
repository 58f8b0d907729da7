package nl.duwtje.rules.personaldata.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the issue promises of unseen sets, on a set that was written before its author had read the scanner. */
class ThirdSetTest {

    private static final int TURNS = 6;

    @Test
    void textsWithPersonalData() {
        Judge judge = ThirdSet.positives(TURNS);
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
        Judge judge = ThirdSet.labelledTables(TURNS);
        assertThat(judge.of("BSN").recall()).isGreaterThanOrEqualTo(0.99);
        assertThat(judge.of("BSN").precision()).isEqualTo(1);
        // of some fifty tables headed "ID" or "Cliëntnr" .80 to .84 are found: such a word alone does not make a number a BSN
        assertThat(ThirdSet.vagueTables(TURNS).of("BSN").recall()).isGreaterThanOrEqualTo(0.75);
    }

    @Test
    void harmlessTextsAreLeftInPeace() {
        Judge judge = ThirdSet.harmless(TURNS);
        assertThat(judge.papers()).isGreaterThan(1_000);
        assertThat(judge.nudges("should not").right()).as("%s", judge.slips().stream().filter(s -> s.what().equals("false nudge")).toList())
                .isZero();
        assertThat(judge.of("IBAN").wrong() + judge.of("CARD").wrong()).isZero();
    }
}
