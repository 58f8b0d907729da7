package nl.duwtje.rules.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.api.Test;

/** What counts as UTF-8: exactly what Java's own decoder takes, found without decoding. */
class CharsetsTest {

    @Test
    void agreesWithTheDecoderOnBytesThatAreNearlyRight() {
        Random random = new Random(3);
        byte[] likely = {'a', ' ', (byte) 0xc3, (byte) 0xa9, (byte) 0xe2, (byte) 0x82, (byte) 0xac, (byte) 0xf0, (byte) 0x9f, (byte) 0x98,
                (byte) 0x80, (byte) 0xed, (byte) 0xa0, (byte) 0xe0, (byte) 0xf4, (byte) 0x90, (byte) 0xc0, (byte) 0xff};
        int valid = 0;
        for (int n = 0; n < 50_000; n++) {
            byte[] bytes = new byte[random.nextInt(12)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = likely[random.nextInt(likely.length)];
            }
            assertThat(Charsets.isUtf8(bytes, bytes.length, false)).isEqualTo(decodes(bytes));
            valid += decodes(bytes) ? 1 : 0;
        }
        assertThat(valid).isGreaterThan(1000);
    }

    @Test
    void halfACharacterAtTheEndCountsOnlyWhenNothingWasCutOff() {
        byte[] half = {'a', (byte) 0xe2, (byte) 0x82};

        assertThat(Charsets.isUtf8(half, half.length, true)).isTrue();
        assertThat(Charsets.isUtf8(half, half.length, false)).isFalse();
        assertThat(Charsets.isUtf8(new byte[]{(byte) 0xe2, 'a', 'b'}, 3, true)).isFalse();
    }

    private static boolean decodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }
}
