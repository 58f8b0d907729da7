package nl.duwtje.rules.personaldata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import nl.duwtje.rules.fact.Strength;
import nl.duwtje.rules.text.Prose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invented people; 123456782 and 111222333 pass the test of the BSN. */
class PersonalDataScannerTest {

    private static List<String> found(String text) {
        return PersonalDataScanner.scan(text).stream().map(f -> f.strength() + " " + text.substring(f.start(), f.end())).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mijn BSN is 123456782.", "BSN: 123456782", "bsn 123.456.782", "BSN 1234.56.782",
            "Burgerservicenummer 123 456 782",
            "het BSN-nummer 123-456-782", "sofi-nummer: 1234 56 782", "B.S.N. 123456782", "BSN123456782", "klantbsn=123456782",
            "123456782 (BSN)", "citizen service number (BSN) of Jan: 123456782", "BSN\n123456782", "BSN: 1\u200b23456782",
            "BSN: \uff11\uff12\uff13456782",
            "BSN\u00a0123\u00a0456\u00a0782", "BSN van de klant met factuurnummer 2024001: 123456782", "clientBSN 123456782",
            "BSN_nr: 123456782"})
    void aBsnWithItsLabelIsHigh(String text) {
        assertThat(PersonalDataScanner.scan(text)).singleElement().satisfies(f -> {
            assertThat(f.type()).isEqualTo("BSN");
            assertThat(f.strength()).isEqualTo(Strength.HIGH);
            assertThat(f.value()).isEqualTo(123456782);
            assertThat(f.sample(text)).isEqualTo("123•••782");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ordernummer 123456782", "factuur 123456782", "Factuurnr. 123456782", "RSIN: 123456782", "KvK 123456782",
            "RSIN 123.456.782",
            "BSN 123456783", "lidnummer: 123456782", "+31 123456782", "0031 123456782", "€ 123.456.782", "123.456.782,50", "0.123456782",
            "1.5E123456782",
            "NL123456782B01", "NL 123456782 B01", "1234567820", "x123456782", "123456782@example.org", "9a3f-123456782-11",
            "customer number 123456782",
            "Meeting ID: 123 456 782 11", "123456782 euro", "BSN 000000000", "123456782 (RSIN)", "BSN en order. Ordernummer: 123456782"})
    void whatIsSomethingElseIsNotFound(String text) {
        assertThat(PersonalDataScanner.scan(text)).noneMatch(f -> !f.type().equals("PHONE") && !f.type().equals("EMAIL"));
    }

    @Test
    void withoutEvidenceItIsNotFound() {
        assertThat(found("Zie 123456782 hieronder.")).isEmpty();
        assertThat(found("Jan, geboren 12-03-1980, 123456782")).containsExactly("HIGH 12-03-1980", "MEDIUM 123456782");
    }

    @Test
    void oneLabelServesAList() {
        assertThat(found("De BSN's zijn 123456782, 111222333 en 999990019.")).containsExactly("HIGH 123456782", "HIGH 111222333",
                "HIGH 999990019");
        assertThat(found("Het BSN van Jan is 123456782, wonende te Urk\nen van Piet Pietersen, Oss 111222333\n"))
                .containsExactly("HIGH 123456782", "MEDIUM 111222333");
    }

    @Test
    void eightDigitsOnlyRightBehindTheLabel() {
        assertThat(found("BSN: 10000008")).containsExactly("HIGH 10000008");
        assertThat(found("Het BSN is gecontroleerd en goed bevonden op 10000008")).isEmpty();
        assertThat(found("10000008")).isEmpty();
    }

    @Test
    void offsetsAreThoseOfTheText() {
        String text = "\ud83d\ude00 Beste é,\nBSN 123.456.782 en IBAN NL91 ABNA 0417 1643 00 graag.";
        assertThat(PersonalDataScanner.scan(text)).extracting(f -> text.substring(f.start(), f.end())).containsExactly("123.456.782",
                "NL91 ABNA 0417 1643 00");
    }

    @ParameterizedTest
    @CsvSource({"NL91ABNA0417164300", "NL91 ABNA 0417 1643 00", "IBAN:NL91ABNA0417164300", "nl91abna0417164300",
            "DE89 3704 0044 0532 0130 00 Bank",
            "BE68 5390 0754 7034", "GB29 NWBK 6016 1331 9268 19", "FR14 2004 1010 0505 0001 3M02 606", "NL91.ABNA.0417.1643.00",
            "MT84MALT011000012345MTLCAST001S",
            "NO93 8601 1117 947", "NL 91 ABNA 0417164300"})
    void anIbanIsFound(String text) {
        assertThat(PersonalDataScanner.scan(text)).singleElement().satisfies(f -> {
            assertThat(f.type()).isEqualTo("IBAN");
            assertThat(f.strength()).isEqualTo(Strength.MEDIUM);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"NL92ABNA0417164300", "NL91ABNA041716430", "NL91ABNA04171643000", "xNL91ABNA0417164300", "NL91ABNA0417164300B",
            "ZZ91ABNA0417164300",
            "NL36ABNA0000000000", "DE893704004405320130"})
    void whatFailsIsNoIban(String text) {
        assertThat(found(text)).isEmpty();
    }

    @Test
    void anIbanCountsOnceHoweverItIsWritten() {
        assertThat(PersonalDataScanner.scan("NL91ABNA0417164300 of nl91 abna 0417 1643 00")).extracting(Finding::value).hasSize(2)
                .containsOnly(
                        PersonalDataScanner.scan("NL91 ABNA 0417 1643 00").get(0).value());
    }

    @Test
    void theRegistryIsWhole() {
        assertThat(Iban.countries()).isGreaterThanOrEqualTo(89);
    }

    @Test
    void aHeaderDecidesForItsColumn() {
        assertThat(found("Naam;BSN;Ordernr\nJan;123456782;111222333\nPiet;10000008;999990019\n")).containsExactly("HIGH 123456782",
                "HIGH 10000008");
        assertThat(found("naam,bsn,geboortedatum\nJan,123456782,1980-01-01\n")).containsExactly("HIGH 123456782", "HIGH 1980-01-01");
        assertThat(found("BSN\tNaam\n\"123456782\"\tJan\n111222333\tPiet\n")).containsExactly("HIGH 123456782", "HIGH 111222333");
        assertThat(found("| Naam | BSN |\n|---|---|\n| Jan | 123456782 |\n")).containsExactly("HIGH 123456782");
        assertThat(found("Naam          BSN         Plaats\nJan           123456782   Urk\nPiet          111222333   Oss\n"))
                .containsExactly("HIGH 123456782",
                        "HIGH 111222333");
    }

    @Test
    void aColumnOfNumbersThatAllPassIsAColumnOfBsns() {
        List<String> bsns = bsns(6, new Random(1));
        StringBuilder all = new StringBuilder("Naam;Nummer2\n");
        bsns.forEach(b -> all.append("Jan;").append(b).append('\n'));
        assertThat(PersonalDataScanner.scan(all)).hasSize(6).allMatch(f -> f.strength() == Strength.HIGH);

        StringBuilder half = new StringBuilder(all);
        bsns.forEach(b -> half.append("Jan;123456789\n"));
        assertThat(PersonalDataScanner.scan(half)).isEmpty();

        StringBuilder orders = new StringBuilder("Naam;Ordernummer\n");
        bsns.forEach(b -> orders.append("Jan;").append(b).append('\n'));
        assertThat(PersonalDataScanner.scan(orders)).isEmpty();
    }

    @Test
    void aLabelAtTheLeftDecidesForItsRow() {
        assertThat(found("Naam\tJan\nBSN\t123456782\nFactuurnummer\t111222333\n")).containsExactly("HIGH 123456782");
    }

    @Test
    void theTestIsTheTestOfTheBsn() {
        int passing = 0;
        for (int i = 1; i < 1_100_000; i++) {
            passing += Bsn.passes(i * 907) ? 1 : 0;
        }
        assertThat(passing).isBetween(99_500, 100_500);
        assertThat(List.of(123456782, 111222333, 999990019)).allMatch(Bsn::passes);
        assertThat(Bsn.passes(0)).isFalse();
    }

    @Test
    void randomTextNeverFails() {
        Random random = new Random(7);
        String pieces = "0123456789 .,;|\t\n\r\"-+/€é\u200b\u00a0ABNLbsnIBAN:=@\ud83d";
        for (int round = 0; round < 3000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(200); i > 0; i--) {
                text.append(random.nextInt(5) == 0
                        ? "BSN NL91ABNA0417164300 123456782".substring(0, random.nextInt(32))
                        : pieces.charAt(random.nextInt(
                                pieces.length())));
            }
            int last = 0;
            for (Finding f : PersonalDataScanner.scan(text)) {
                assertThat(f.start()).isGreaterThanOrEqualTo(last);
                assertThat(f.end()).isGreaterThan(f.start()).isLessThanOrEqualTo(text.length());
                last = f.end();
            }
        }
    }

    @Test
    void lowEvidenceNumbersInInvoicesStaySilent() {
        Random random = new Random(3);
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            log.append("order ").append(100_000_000 + random.nextInt(900_000_000)).append(" verzonden, klantnummer ")
                    .append(100_000_000 + random.nextInt(900_000_000)).append(" bedrag ").append(random.nextInt(1000)).append(",50\n");
        }
        assertThat(PersonalDataScanner.scan(log)).isEmpty();
    }

    @Test
    void weakFindingsDoNotCrowdOutGoodOnes() {
        String text = "123456782 is een getal.\n".repeat(30_000) + "Zijn BSN: 111222333";
        List<Finding> findings = PersonalDataScanner.scan(text);
        assertThat(findings).hasSizeLessThanOrEqualTo(PersonalDataScanner.MOST);
        assertThat(findings.get(findings.size() - 1).value()).isEqualTo(111222333);
    }

    static List<String> bsns(int n, Random random) {
        List<String> all = new ArrayList<>();
        while (all.size() < n) {
            int candidate = 100_000_000 + random.nextInt(900_000_000);
            if (Bsn.passes(candidate)) {
                all.add(String.valueOf(candidate));
            }
        }
        return all;
    }

    /** The scanner works in the same arrays again and again: nothing of a text may be left in them. */
    @Test
    void aTextKnowsNothingOfTheOneBeforeIt() {
        String longer = "Patient: J. de Vries, BSN 123456782, IBAN NL91ABNA0417164300, tel. 06-12345678, BSN's ".repeat(40);
        for (String text : List.of("123456782", "BSN", "nummer 1234567", "a", "", "0612", "BSN 12345678")) {
            List<Finding> alone = new PersonalDataScanner(OwnData.none()).read(new Prose("", "", text)).findings();

            assertThat(PersonalDataScanner.scan(longer)).isNotEmpty();
            assertThat(PersonalDataScanner.scan(text)).as(text).isEqualTo(alone);
        }
    }

    @Test
    void aLargeTextKnowsNothingOfTheOneBeforeIt() {
        String words = "de gemeente heeft het besluit genomen. ".repeat(1_000);
        String table = "naam;bsn;iban\n" + "Jan;111222333;NL91ABNA0417164300\n".repeat(2_000);
        PersonalDataScanner one = new PersonalDataScanner(OwnData.none());
        for (String text : List.of(words + "BSN 123456782", table, words + "nummer", words, table + words)) {
            List<Finding> alone = new PersonalDataScanner(OwnData.none()).read(new Prose("", "", text)).findings();

            assertThat(one.read(new Prose("", "", table + words + "BSN ")).findings()).hasSize(4_000);
            assertThat(one.read(new Prose("", "", text)).findings()).isEqualTo(alone);
        }
    }
}
