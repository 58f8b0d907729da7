package nl.duwtje.rules.personaldata.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import nl.duwtje.rules.PolicySettings;
import nl.duwtje.rules.inspect.Scan;
import nl.duwtje.rules.text.ExtractLimits;

/** Where a value stands is told in UTF-16 units of the text as it was given, whatever stands around it, and without its label. */
class OffsetsTest {

    private static final String[] AROUND = {"😀", "👨‍👩‍👧", "e\u0301", "\u00a0", "\r\n", "\r", "\u2028", "ﬁ", "\u200b", "\u202eabc\u202c",
            "𝔘", "Ünïcödé ", "漢字 ", "\t",
            "\ufeff", "İ", "ß", "\u0000", "\ud800", "> ", "\n-- \n", "🇳🇱 ", "Groet,\r\n"};
    private static final String[] LABELS = {"BSN: ", "bsn\u00a0", "Burgerservicenummer\u202f", "BSN\r\n"};

    private final Scan scan = new Scan(PolicySettings.defaults().limits(), ExtractLimits.defaults());

    @Test
    void coverTheValueExactly() {
        Random random = new Random(20_261_122);
        DutchNumbers dutch = new DutchNumbers(random);
        for (int turn = 0; turn < 800; turn++) {
            StringBuilder text = new StringBuilder();
            List<String> expected = new ArrayList<>();
            for (int part = 0; part < 1 + random.nextInt(3); part++) {
                noise(text, random);
                boolean iban = random.nextInt(3) == 0;
                String value = iban
                        ? dutch.writtenIban(dutch.iban())
                        : random.nextInt(3) == 0 ? dutch.odd(dutch.bsn()) : dutch.written(dutch.bsn());
                text.append("\r\n\r\n").append(iban ? "IBAN " : LABELS[random.nextInt(LABELS.length)]);
                expected.add((iban ? "IBAN " : "BSN ") + text.length() + " " + value);
                text.append(value).append(" 🙂\r\n\r\n");
            }
            noise(text, random);
            String whole = text.toString();
            assertThat(scan.text(whole).findings()).as(whole)
                    .extracting(f -> f.type() + " " + f.start() + " " + whole.substring(f.start(), f.end()))
                    .containsExactlyElementsOf(expected);
        }
    }

    private static void noise(StringBuilder text, Random random) {
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(AROUND[random.nextInt(AROUND.length)]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<table><tr><td>BSN</td></tr><tr><td>😀</td></tr><tr><td>123456782</td></tr></table>",
            "Naam;BSN\r\n😀 Jan;123456782\r\nPiet;",
            "Naam\t\u00a0BSN\r\ne\u0301\t\u00a0123456782\r\n", "BSN\r\n\r\n😀\r\n123456782", "> 😀\r\n> BSN 123456782",
            "Groet,\r\n😀 Jan\r\nBSN 123456782",
            "[{\"naam\": \"😀\", \"bsn\": 123456782}]", "😀|BSN\r\n---|---\r\n😀|123456782\r\n"})
    void alsoInTablesQuotesAndSignatures(String text) {
        assertThat(scan.text(text).findings()).singleElement().satisfies(f -> {
            assertThat(f.type()).isEqualTo("BSN");
            assertThat(text.substring(f.start(), f.end())).isEqualTo("123456782");
        });
    }
}
