package nl.duwtje.gateway.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import nl.duwtje.rules.decision.Nudge;
import nl.duwtje.rules.settings.SettingsException;

class TextsTest {

    private static final Path SHIPPED = Path.of(System.getProperty("duwtje.root"), "config", "texts");
    private final Texts texts = Texts.shipped();

    @TempDir
    Path folder;

    @Test
    void theShippedTextsAreWhole() {
        assertThat(texts.check()).isEmpty();
        assertThat(Texts.load(SHIPPED).check()).isEmpty();
    }

    @Test
    void saysWhatWasSeenInBothLanguagesInTheRightNumber() {
        List<Nudge> nudges = List.of(Nudge.hold("REC-010").because("visible-outsiders", 12),
                Nudge.hold("PD-010").because("personal-data-attachment", "BSN", 1, "lijst.docx, paragraph 2"),
                Nudge.hold("PD-020").because("personal-data-body", "IBAN", 3, false),
                Nudge.hold("INS-010").because("not-inspectable", "geheim.zip", "encrypted"),
                Nudge.banner("CON-010", "confidential").because("confidential", "vertrouwelijk"), Nudge.hold("RCL-010").because("recall"));
        assertThat(texts.sentences(nudges, "nl")).startsWith(
                "12 adressen van buiten de organisatie staan zichtbaar in Aan of Cc. Alle ontvangers kunnen die adressen zien.",
                "Er staat 1 burgerservicenummer (BSN) in alinea 2 van de bijlage lijst.docx.",
                "Er staan 3 rekeningnummers (IBAN) in de tekst van de mail.",
                "We konden niet in de bijlage geheim.zip kijken: er zit een wachtwoord op.",
                "De mail is gemarkeerd als ‘vertrouwelijk’ en gaat naar iemand buiten de organisatie.").hasSize(6);
        assertThat(texts.sentences(nudges, "en")).contains(
                "There is 1 citizen service number (BSN) in paragraph 2 of the attachment lijst.docx.",
                "We could not look inside the attachment geheim.zip: it is protected by a password.");
    }

    @Test
    void aRuleWithoutATextStillGetsASentence() {
        assertThat(texts.sentences(List.of(Nudge.hold("LOC-001")), "nl"))
                .containsExactly("De regel LOC-001 van je organisatie vraagt om nog een keer te kijken.");
        assertThat(texts.sentences(List.of(Nudge.hold("LOC-002").because("late-at-night", "23:10")), "en"))
                .containsExactly("Your organisation's rule LOC-002 asks for a second look: late at night, 23:10.");
        assertThat(texts.sentences(List.of(Nudge.hold("PD-9").because("personal-data-body", "SHOE_SIZE", 2)), "nl"))
                .containsExactly("Er staan 2 SHOE_SIZE in de tekst van de mail.");
        assertThat(texts.sentences(List.of(Nudge.hold("X").because("recall")), "fr")).first().asString().startsWith("Dit is een verzoek");
    }

    @Test
    void repeatsNothingAndStopsAtTwenty() {
        assertThat(texts.sentences(List.of(Nudge.hold("A").because("recall"), Nudge.hold("B").because("recall")), "en")).hasSize(1);
        Nudge many = Nudge.hold("A");
        for (int i = 0; i < 50; i++) {
            many = many.because("personal-data-body", "BSN", i + 2);
        }
        assertThat(texts.sentences(List.of(many), "nl")).hasSize(20);
    }

    @Test
    void aTypingErrorInABannerLosesNoWarning() {
        assertThat(texts.banner("confidential", "en")).startsWith("CONFIDENTIAL.");
        assertThat(texts.banner("konfidential", "nl")).startsWith("VERTROUWELIJK.");
        assertThat(texts.bannerHtml("confidential", "nl")).startsWith("<p style=").contains("<strong>Vertrouwelijk.</strong>")
                .endsWith("</p>");
        assertThat(texts.hasBanner("confidential")).isTrue();
        assertThat(texts.hasBanner("konfidential")).isFalse();
    }

    @Test
    void ownTextsAreUsedAndWhatIsWrongIsToldByFileAndKey() throws IOException {
        own("nl.yaml", "send: \"Versturen zoals hij is\"", "send: \"Stuur maar\"");
        own("en.yaml", "  cancel: \"Take back and edit\"\n", "");
        edit("nl.yaml", "held-subject: \"Nog even kijken? {0}\"", "held-subject: \"Kijk {1}\"");
        edit("nl.yaml", "held-button: \"Bekijk en kies\"", "held-button: \"Bekijk { en kies\"");
        edit("nl.yaml", "expired-button: \"Toch versturen\"", "expired-button: \"\"\n  extra: \"x\"");
        edit("nl.yaml", "recall: \"Dit", "competitor: \"Naar {0}\"\n  recall: \"Dit");
        Texts own = Texts.load(folder);
        assertThat(own.text("nl", "page.send")).isEqualTo("Stuur maar");
        assertThat(own.text("en", "page.cancel")).isEqualTo("Take back and edit");
        assertThat(own.text("nl", "notice.held-button")).isEqualTo("Bekijk en kies");
        String nl = folder + "/nl.yaml: ";
        String en = folder + "/en.yaml: ";
        assertThat(own.check()).containsExactlyInAnyOrder(nl + "notice.held-subject: has placeholder {1}; allowed here: [0]",
                nl + "notice.held-button: has a brace that is no placeholder; allowed: {0}, {0|one|many}, {0:types}, {0:types#1}, "
                        + "{0:persons?3:types#1}",
                nl + "notice.expired-button: is empty", nl + "notice.extra: is not a text we use", en + "page.cancel: is missing",
                en + "evidence.competitor: is missing; the other language has it",
                en + "notice.extra: is missing; the other language has it");
    }

    @Test
    void aMissingFileOrUnknownSectionIsAnError() throws IOException {
        assertThatThrownBy(() -> Texts.load(folder)).isInstanceOf(SettingsException.class).hasMessageContaining("nl.yaml: no such file");
        own("nl.yaml", "page:", "pages:");
        own("en.yaml", "page:", "page:");
        assertThatThrownBy(() -> Texts.load(folder)).isInstanceOf(SettingsException.class).hasMessageContaining("nl.yaml")
                .hasMessageContaining("pages").hasMessageContaining("is not a key");
    }

    private void own(String file, String from, String to) throws IOException {
        Files.copy(SHIPPED.resolve(file), folder.resolve(file));
        edit(file, from, to);
    }

    private void edit(String file, String from, String to) throws IOException {
        String before = Files.readString(folder.resolve(file));
        assertThat(before).contains(from);
        Files.writeString(folder.resolve(file), before.replace(from, to));
    }

    @Test
    void placesAreSaidInTheReadersLanguage() {
        Texts texts = Texts.shipped();
        assertThat(texts.place("nl", "lijst.xlsx, sheet 2 (Leden), column C (+1)")).isEqualTo("lijst.xlsx, blad 2 (Leden), kolom C (+1)");
        assertThat(texts.place("en", "lijst.xlsx, sheet 2 (Leden), column C")).isEqualTo("lijst.xlsx, sheet 2 (Leden), column C");
        assertThat(texts.place("nl", "sheet.pdf, page 3, headers and footers")).isEqualTo("sheet.pdf, pagina 3, kop- en voetteksten");
        assertThat(texts.place("nl", "file name")).isEqualTo("bestandsnaam");
        assertThat(texts.place("nl", "jaar, 2026, page.pdf, sheet 1 (Jan, Piet), cell C7")).as("names are left alone")
                .isEqualTo("jaar, 2026, page.pdf, blad 1 (Jan, Piet), cel C7");
        assertThat(texts.sentences(List.of(Nudge.hold("ATT-010").because("not-inspectable", "", "encrypted")), "en"))
                .singleElement().asString().startsWith("We could not look inside the attachment without a name: ");
    }

    @Test
    void countsPersonsInTablesAndNumbersInText() {
        Nudge list = Nudge.hold("PD-010").because("personal-data-attachment", "BSN", 12, "lijst.xlsx, sheet 2, column C", true)
                .because("personal-data-attachment", "BSN", 1, "lijst.xlsx, sheet 2 (Leden), column C (+2)", true)
                .because("personal-data-attachment", "NATIONAL_ID_BE", 3, "bundel.zip, lijst.pdf, page 2, table 1, column C", true)
                .because("personal-data-attachment", "BSN", 3, "brief.docx", false)
                .because("personal-data-attachment", "BSN", 1, "file name", false).because("personal-data-body", "HEALTH", 2, true)
                .because("personal-data-message", "IBAN", 4, false);
        assertThat(texts.sentences(List.of(list), "nl")).containsExactly(
                "Er staan 12 personen met BSN in blad 2, kolom C van de bijlage lijst.xlsx.",
                "Er staat 1 persoon met BSN in blad 2, kolom C (blad Leden) en 2 andere plekken van de bijlage lijst.xlsx.",
                "Er staan 3 personen met Belgisch persoonsnummer op pagina 2, tabel 1, kolom C van de bijlage bundel.zip, lijst.pdf.",
                "Er staan 3 burgerservicenummers (BSN) in de bijlage brief.docx.",
                "Er staat 1 burgerservicenummer (BSN) in de bestandsnaam.",
                "Er staan 2 personen met gezondheidsgegevens in de tekst van de mail.",
                "Er staan 4 rekeningnummers (IBAN) in de tekst en de bijlagen samen.");
        assertThat(texts.sentences(List.of(list), "en")).containsExactly(
                "There are 12 persons with BSN in sheet 2, column C of the attachment lijst.xlsx.",
                "There is 1 person with BSN in sheet 2, column C (sheet Leden) and 2 other places of the attachment lijst.xlsx.",
                "There are 3 persons with Belgian personal number on page 2, table 1, column C of the attachment bundel.zip, lijst.pdf.",
                "There are 3 citizen service numbers (BSN) in the attachment brief.docx.",
                "There is 1 citizen service number (BSN) in the file name.",
                "There are 2 persons with health data in the text of the mail.",
                "There are 4 bank account numbers (IBAN) in the text and the attachments together.");
    }

    @Test
    void aRuleThatDoesNotSayWhatWasCountedCountsNumbers() {
        assertThat(
                texts.sentences(List.of(Nudge.hold("LOC-1").because("personal-data-attachment", "BSN", 12, "lijst.xlsx, sheet 2")), "en"))
                .containsExactly("There are 12 citizen service numbers (BSN) in sheet 2 of the attachment lijst.xlsx.");
    }
}
