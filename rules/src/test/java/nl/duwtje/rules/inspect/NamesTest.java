package nl.duwtje.rules.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import nl.duwtje.rules.fact.Facts;
import nl.duwtje.rules.fact.Limits;
import nl.duwtje.rules.fact.PersonalData;
import nl.duwtje.rules.fact.PersonalData.Place;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.MemoryMessage;
import nl.duwtje.rules.text.ExtractLimits;
import org.junit.jupiter.api.Test;

/** Numbers in names and subjects are found, and facts never hold them. */
class NamesTest {

    @Test
    void theMiddleOfANumberIsHidden() {
        assertThat(Masked.of("Dossier BSN 123456782 Jansen")).isEqualTo("Dossier BSN 123•••782 Jansen");
        assertThat(Masked.of("123456782_Jansen.pdf")).isEqualTo("123•••782_Jansen.pdf");
        assertThat(Masked.of("scan123456782.pdf")).isEqualTo("scan123•••782.pdf");
        assertThat(Masked.of("BSN_123456782.pdf en 111222333x")).isEqualTo("BSN_123•••782.pdf en 111•••333x");
        assertThat(Masked.of("NL91ABNA0417164300.txt")).doesNotContain("0417164300");
    }

    @Test
    void whatIsNoOnesStaysAsItIs() {
        for (String name : List.of("", "Notulen 2026-03-02.docx", "Factuur 123456789.pdf", "Order 20260302-117", "1234567820 stuks",
                "lijst.xlsx")) {
            assertThat(Masked.of(name)).isEqualTo(name);
        }
    }

    @Test
    void factsHoldNoneAndCountThemAll() {
        Inspector inspector = new Inspector(new Organisation(List.of("example.org"), List.of()),
                new Limits(5, 10, Map.of("BSN", 1), List.of()),
                ExtractLimits.defaults());
        String mail = """
                From: anna@example.org
                To: bob@outside.test
                Subject: BSN 123456782
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain

                Zie bijlage.

                Groet,
                Anna

                --b
                Content-Type: text/csv; name="BSN 111222333.csv"
                Content-Disposition: attachment; filename="BSN 111222333.csv"

                Naam;BSN
                Jan;999990019
                --b--
                """;
        Facts facts = inspector.inspect(Envelope.of(MailAddress.of("anna@example.org"), List.of(MailAddress.of("bob@outside.test"))),
                MemoryMessage.of(mail));
        assertThat(facts.message().subject()).isEqualTo("BSN 123•••782");
        assertThat(facts.attachments()).extracting(a -> a.name()).containsExactly("BSN 111•••333.csv");
        assertThat(facts.personalData()).extracting(PersonalData::place, PersonalData::where, PersonalData::count).containsExactly(
                org.assertj.core.groups.Tuple.tuple(Place.SUBJECT, "", 1),
                org.assertj.core.groups.Tuple.tuple(Place.ATTACHMENT, "file name", 1),
                org.assertj.core.groups.Tuple.tuple(Place.ATTACHMENT, "BSN 111•••333.csv, column B", 1));
        assertThat(facts.toString()).doesNotContain("123456782", "111222333", "999990019");
    }
}
