package nl.duwtje.rules.personaldata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import nl.duwtje.rules.text.BlockKind;
import nl.duwtje.rules.text.Prose;

/** Every type with a value that public documentation gives as an example, or that is made by its rule; and what must not be taken for it. */
class IdentifiersTest {

    private static final String EXAMPLES = """
            A_NUMMER                | A-nummer: 9379765176
            ID_DOCUMENT             | paspoortnummer NWF1K2P38
            DRIVING_LICENCE         | rijbewijsnummer 5123456789
            RESIDENCE_DOCUMENT      | verblijfsdocument VA1B2C3D4
            EDUCATION_NUMBER        | onderwijsnummer 101222331
            CARD                    | creditcard 4111 1111 1111 1111
            CARD                    | mastercard 5555555555554444
            CARD                    | amex 3782 822463 10005
            PHONE                   | 06-12345678
            PHONE                   | +31 (0)20 123 45 67
            EMAIL                   | jan.de.vries@example.org
            POSTCODE_ADDRESS        | Dorpsstraat 12, 1234 AB Zandoever
            LICENCE_PLATE           | kenteken 12-GBB-3
            DATE_OF_BIRTH           | geboren op 3 maart 1961
            BIG                     | BIG-nummer 19012345601
            AGB                     | AGB-code 01012345
            NATIONAL_ID_BE          | rijksregisternummer 85.07.30-033.28
            NATIONAL_ID_DE          | Steuer-ID 36574261809
            NATIONAL_ID_DE          | Sozialversicherungsnummer 65170839J003
            NATIONAL_ID_FR          | NIR 295109912611193
            NATIONAL_ID_ES          | DNI 54362315K
            NATIONAL_ID_ES          | NIE X2482300W
            NATIONAL_ID_IT          | RCCMNL83S18D969H
            NATIONAL_ID_PL          | PESEL 44051401359
            NATIONAL_ID_GB          | NHS number 943 476 5919
            NATIONAL_ID_GB          | national insurance number AB 12 34 56 C
            NATIONAL_ID_AT          | Sozialversicherungsnummer 1237 010180
            NATIONAL_ID_DK          | CPR 211062-5629
            NATIONAL_ID_SE          | personnummer 880320-0016
            NATIONAL_ID_NO          | fodselsnummer 15108695088
            NATIONAL_ID_FI          | henkilotunnus 131052-308T
            NATIONAL_ID_PT          | contribuinte 123456789
            NATIONAL_ID_IE          | PPS number 6433435F
            NATIONAL_ID_CZ          | rodne cislo 710319/2745
            NATIONAL_ID_RO          | CNP 1630615123457
            NATIONAL_ID_BG          | EGN 7523169263
            NATIONAL_ID_HR          | OIB 33392005961
            NATIONAL_ID_GR          | AMKA 01013099997
            NATIONAL_ID_EE          | isikukood 36805280109
            NATIONAL_ID_LT          | asmens kodas 33309240064
            NATIONAL_ID_CH          | AHV 756.9217.0769.85
            NATIONAL_ID_US          | SSN 536-90-4399
            """;

    private static List<String> types(String text) {
        return PersonalDataScanner.scan(text).stream().map(Finding::type).distinct().toList();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = EXAMPLES)
    void theExampleIsFound(String type, String text) {
        assertThat(types(text)).containsExactly(type);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = EXAMPLES)
    void oneDigitOffAndACheckFails(String type, String text) {
        if (List.of("DRIVING_LICENCE", "RESIDENCE_DOCUMENT", "ID_DOCUMENT", "PHONE", "EMAIL", "POSTCODE_ADDRESS", "LICENCE_PLATE",
                "DATE_OF_BIRTH", "BIG",
                "AGB", "NATIONAL_ID_DK", "NATIONAL_ID_US").contains(type) || text.contains("AB 12 34 56 C")) {
            // these have no check: a label or their form is all there is
            assertThat(types(text)).containsExactly(type);
            return;
        }
        StringBuilder changed = new StringBuilder(text);
        int at = text.length() - 1;
        while (!Character.isDigit(text.charAt(at))) {
            at--;
        }
        at = type.equals("NATIONAL_ID_AT") ? text.indexOf("1237") + 3 : at;
        changed.setCharAt(at, (char) ('0' + (text.charAt(at) - '0' + 1) % 10));
        assertThat(types(changed.toString())).doesNotContain(type);
    }

    @Test
    void aLuxembourgMatriculeHasTwoCheckDigits() {
        int passing = 0;
        for (int end = 0; end < 100_000; end++) {
            int[] d = new int[13];
            String digits = "19830814" + String.format("%05d", end);
            for (int i = 0; i < 13; i++) {
                d[i] = digits.charAt(i) - '0';
            }
            passing += LuxembourgNumber.passes(d) ? 1 : 0;
        }
        assertThat(passing).isEqualTo(1000);
    }

    @Test
    void anMrzNeedsNoLabel() {
        String zone = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";
        assertThat(types(zone)).containsExactly("MRZ");
        assertThat(types(zone.replace("7408122", "7408123"))).isEmpty();
        assertThat(types("I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"))
                .containsExactly("MRZ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ordernummer 4111 1111 1111 1111", "betalingskenmerk 4111111111111111", "4111111111111111",
            "0.4111111111111111",
            "OV-chipkaart 3528 0123 4567 8908", "5123456789", "36574261809", "12345678Z", "943 476 5919", "NWF1K2P38", "12-GBB-3",
            "3 maart 1961",
            "1234 AB", "1000 gr", "05.10.1986", "03.06.15 12:00", "192.168.100.123", "build 2026.11.21-123456782", "88 of 120", "0800-1234",
            "088-123 45 67", "201105/1234", "diabetes en zorg in de gemeente", "De medicatie van patiënten wordt duurder",
            "vector<string<int>> x",
            "3fa85f64-5717-4562-b3fc-2c963f66afa6"})
    void withoutEvidenceThereIsNothing(String text) {
        assertThat(types(text)).isEmpty();
    }

    @Test
    void healthIsFoundOnlyWhereItIsAboutSomeone() {
        assertThat(types("Mevrouw A. de Boer, geboren 12-03-1961, heeft dementie.")).contains("HEALTH");
        assertThat(types("Patiënt mevrouw Bakker heeft diabetes.")).containsExactly("HEALTH");
        assertThat(types("Naam;Diagnose\nJan Jansen;astma\n")).contains("HEALTH");
    }

    @Test
    void rowsOfPersonsAreCounted() {
        StringBuilder list = new StringBuilder("Naam;Geboortedatum;Plaats\n");
        for (int i = 10; i < 17; i++) {
            list.append("Jan Jansen;").append(i).append("-03-1961;Urk\n");
        }
        Scanned scanned = PersonalDataScanner.standard().read(new Prose("", "", list));
        assertThat(scanned.tables()).singleElement().satisfies(table -> assertThat(table.persons()).isEqualTo(7));
        assertThat(PersonalDataScanner.standard().read(new Prose("", "", "Naam;Plaats\nJan;Urk\nPiet;Oss\n")).tables()).isEmpty();
    }

    @Test
    void whatStandsInASignatureIsListedAndNotCounted() {
        Prose signature = new Prose("", "", "Jan de Vries, 06-12345678, IBAN NL91ABNA0417164300", BlockKind.SIGNATURE, 0, 1);
        assertThat(PersonalDataScanner.standard().read(signature).findings()).hasSize(2).noneMatch(Finding::counts);
        assertThat(PersonalDataScanner.scan("Gemeente Zandoever, KvK 12345678, IBAN NL91ABNA0417164300")).hasSize(1)
                .noneMatch(Finding::counts);
        assertThat(PersonalDataScanner.scan("Graag overmaken naar NL91ABNA0417164300")).hasSize(1).allMatch(Finding::counts);
    }

    @Test
    void ownIdentifiersAndValues() {
        OwnData own = new OwnData(
                List.of(new OwnIdentifier("CLIENT_NUMBER", "C-\\d{6}", Checksum.NONE, List.of("clientnummer")),
                        new OwnIdentifier("PASS", "\\d{9}[A-Z]?", Checksum.LUHN, List.of("zwempas"))),
                List.of("NL91 ABNA 0417 1643 00", "020-1234567", "111222333"), List.of(".zandoever.test"));
        PersonalDataScanner scanner = new PersonalDataScanner(own);
        String said = "Clientnummer C-123456, niet C-654321x; zwempas 123456782";
        assertThat(scanner.read(new Prose("", "", said)).findings())
                .extracting(Finding::type,
                        found -> found.sample(said))
                .containsExactly(org.assertj.core.groups.Tuple.tuple("CLIENT_NUMBER", "C1•••56"),
                        org.assertj.core.groups.Tuple.tuple("PASS", "123•••782"));
        assertThat(scanner.read(new Prose("", "", "Naam;Clientnummer\nJan;C-123456\n")).findings()).extracting(Finding::type)
                .containsExactly(
                        "CLIENT_NUMBER");
        assertThat(scanner.read(new Prose("", "", "C-123456 zonder meer")).findings()).isEmpty();
        assertThat(scanner.read(new Prose("", "", "NL91ABNA0417164300, +31 20 1234567, a@post.zandoever.test, BSN 111.222.333")).findings())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a(b", "[a-", "a{3", "\\w+", "x*", "^a", "[^a]", "a{2,1}", "(a|b))", "\\d{65}", ""})
    void aPatternThatCannotBeIsRefused(String pattern) {
        assertThatThrownBy(() -> new Shape(pattern)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aShapeMatchesTheLongest() {
        Shape shape = new Shape("(AB|C)-?\\d{2,4}([x-z]|!)*");
        assertThat(shape.match("AB-1234xyz!q".toCharArray(), 0, 12)).isEqualTo(11);
        assertThat(shape.match("C12".toCharArray(), 0, 3)).isEqualTo(3);
        assertThat(shape.match("AB-1".toCharArray(), 0, 4)).isEqualTo(-1);
        assertThat(new Shape("a+a+a+a+b").match(("a".repeat(90)).toCharArray(), 0, 90)).isEqualTo(-1);
    }

    @Test
    void randomTextOfAllKindsNeverFails() {
        Random random = new Random(11);
        String[] pieces = {"BSN ", "12", "-", "03", "1961", "<", "P<NLD", "@", ".nl", "+31", "(0)", " ", "\n", ";", "kenteken ", "AB", "X",
                "4111", "mrt", "é",
                "geb. ", "\u200b", "0", "patient ", "astma", "/", "\t", "|", ","};
        for (int round = 0; round < 5000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            int last = 0;
            for (Finding f : PersonalDataScanner.scan(text)) {
                assertThat(f.start()).isGreaterThanOrEqualTo(last);
                assertThat(f.end()).isGreaterThan(f.start()).isLessThanOrEqualTo(text.length());
                last = f.end();
            }
        }
    }
}
