package nl.duwtje.rules.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Latin1TextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "Beste André, zoë?", "één €", "Prijs: \u00a3 5 \u00ff \u0080 \u0100", "Ł", "\ud83d\ude00", "ij ĳ"})
    void isTheTextThatStringMakes(String text) {
        byte[] bytes = ("xx" + text + "yy").getBytes(StandardCharsets.UTF_8);

        assertThat(Latin1Text.ofUtf8(bytes, 2, bytes.length - 2)).isEqualTo(text);
    }

    @Test
    void brokenBytesToo() {
        Random random = new Random(11);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            int strange = 1 + random.nextInt(20);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (random.nextInt(strange) > 0
                        ? 'a'
                        : random.nextBoolean() ? 0xbe + random.nextInt(8) : random.nextInt(256));
            }

            assertThat(Latin1Text.ofUtf8(bytes, 0, bytes.length)).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    @Test
    void aLongTextIsReadWhole() {
        String text = "één ".repeat(40_000);

        assertThat(Latin1Text.ofUtf8(text.getBytes(StandardCharsets.UTF_8), 0, 40_000 * 6)).isEqualTo(text);
    }
}
