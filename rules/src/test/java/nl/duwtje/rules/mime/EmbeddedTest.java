package nl.duwtje.rules.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encoded pieces are found at every place of a text, whatever stands before them. */
class EmbeddedTest {

    private static List<String> textsIn(String text) {
        byte[] bytes = (text + "VmVyYm9yZ2Vu ".repeat(20)).getBytes(StandardCharsets.ISO_8859_1);
        return Embedded.in(bytes, text.length()).pieces().stream()
                .map(piece -> new String(piece.bytes(), StandardCharsets.ISO_8859_1)).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"begin 644 lijst.txt\n/0E-.(#$R,S0U-C<X,@``\n`\nend\n", "=ybegin line=128 size=13 name=x\nl}x\n=yend size=13\n",
            "data:text/plain,BSN%20123456782%20van%20Sanne", "(This file must be converted with BinHex 4.0)\n:abc:"})
    void aPieceIsFoundAtEveryPlace(String piece) {
        for (int lead = 0; lead < 20; lead++) {
            String before = lead == 0 ? "" : "\u00e9".repeat(lead - 1) + "\n";
            assertThat(textsIn(before + piece)).as("after %s characters", lead).isNotEmpty();
            assertThat(textsIn(before + piece.substring(1))).as("without its first character").isEmpty();
        }
    }

    @Test
    void aNumberInBase64IsFoundWhateverItsShift() {
        Random random = new Random(3);
        for (int n = 0; n < 300; n++) {
            String text = "abcdefghij ".substring(random.nextInt(11)) + (100_000_000 + random.nextInt(900_000_000)) + " van sanne";
            String digits = Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(textsIn("zie:" + digits + "\r\n")).as(text).anyMatch(found -> found.contains(text.substring(11)));
        }
    }
}
