package nl.duwtje.gateway.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import nl.duwtje.gateway.store.Choice;

class SpokenAnswerTest {

    @ParameterizedTest
    @CsvSource({"ok, SEND", "Oké!, SEND", "Verstuur., SEND", "send as is, SEND", "BCC, SEND_HIDDEN", "Verstuur in Bcc, SEND_HIDDEN",
            "apart, SEND_ONE_BY_ONE", "één voor één, SEND_ONE_BY_ONE", "one-by-one, SEND_ONE_BY_ONE", "STOP, CANCEL", "Annuleer, CANCEL",
            "niet versturen, CANCEL", "don’t send, CANCEL"})
    void knowsTheWordsOfBothLanguages(String line, Choice choice) {
        assertThat(SpokenAnswer.of(line)).contains(choice);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "ja", "ok, maar eerst de lijst eruit", "niet ok", "ik ben afwezig", "> ok",
            "Op 1 mei schreef Duwtje:\nok",
            "Van: Duwtje\nok", "ok ok", "!!!"})
    void halfAWordDecidesNothing(String text) {
        assertThat(SpokenAnswer.of(text)).isEmpty();
    }

    @Test
    void theWordsWeOfferAreUnderstood() {
        for (Choice choice : Choice.values()) {
            for (String language : Texts.LANGUAGES) {
                assertThat(SpokenAnswer.of(SpokenAnswer.word(choice, language) + "\r\n\r\n-- \r\nSanne\r\n")).contains(choice);
            }
        }
    }

    @Test
    void onlyTheFirstLineThatIsNotQuotedCounts() {
        assertThat(SpokenAnswer.of("> stop\n\n\u00a0\nverstuur\nstop\n")).contains(Choice.SEND);
        assertThat(SpokenAnswer.of("x".repeat(1_000_000))).isEmpty();
    }
}
