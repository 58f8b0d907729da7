package nl.duwtje.gateway.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import nl.duwtje.gateway.config.GatewaySettings;

class ShownTest {

    @ParameterizedTest
    @CsvSource({"dossier 123456782,dossier •••782", "BSN 1234.56.782 van Jan,BSN •••782 van Jan", "123 456 782,•••782",
            "NL91ABNA0417164300,NL91ABNA•••300", "verslag 2026-11-20,verslag 2026-11-20", "zaak 1234567,zaak 1234567",
            "order 12345678,order •••678"})
    void longNumbersAreMasked(String subject, String shown) {
        assertThat(Shown.line(subject)).isEqualTo(shown);
    }

    @Test
    void nothingReordersHidesOrBreaksTheLine() {
        assertThat(Shown.line("a\r\nBcc: x\u0000\u202Egpj.exe\u200B \t b")).isEqualTo("a Bcc: x gpj.exe b");
        assertThat(Shown.line("x".repeat(1_000_000))).hasSize(Shown.MAX_LENGTH + 1).endsWith("…");
        assertThat(Shown.line("\uD83D half")).isEqualTo("half");
        assertThat(Shown.line("groet 👋")).isEqualTo("groet 👋");
    }

    @ParameterizedTest
    @CsvSource({"Verslag van de vergadering,nl", "Minutes of the meeting,en", "Q3 2026,nl", "Uitnodiging voor het overleg about it,nl",
            "Your request,en"})
    void guessesTheLanguage(String subject, String language) {
        assertThat(Language.of(GatewaySettings.Language.AUTO, subject, "")).isEqualTo(language);
        assertThat(Language.of(GatewaySettings.Language.EN, subject, "")).isEqualTo("en");
    }

    @Test
    void theTextCountsToo() {
        assertThat(Language.of(GatewaySettings.Language.AUTO, "Q3", "Dear colleagues, please find the figures attached.")).isEqualTo("en");
    }
}
