package nl.duwtje.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What leaves as the body: dots stuffed, only CRLF line ends, one end of data. */
class BodyWriterTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"'' | '.RN'", "aRN | aRN.RN", "a | aRN.RN", ".RN | ..RN.RN", "aRN.RNb | aRN..RNbRN.RN",
            "RNRN.x | RNRN..xRN.RN", "aN.Nb | aRN..RNbRN.RN", "aR.Rb | aRN..RNbRN.RN", "aRN0.RNb | aRN..RNbRN.RN", "aRRN.b | aRNRN..bRN.RN",
            "aNR.b | aRNRN..bRN.RN", "a0RN.b | aRN..bRN.RN", "aR0N.b | aRNRN..bRN.RN", "aRN0N.Nb | aRNRN..RNbRN.RN", "R | RN.RN",
            "N | RN.RN", "0 | .RN", "a.b.c | a.b.cRN.RN", "aRNRN | aRNRN.RN", "aRN00.b | aRN..bRN.RN"})
    void bytes(String in, String expected) throws Exception {
        byte[] message = bytesOf(in);
        for (int block = 1; block <= message.length + 1; block++) {
            assertThat(escape(write(message, block))).as("blocks of %d", block).isEqualTo(expected);
        }
    }

    @Test
    void whateverGoesInTheEndOfDataComesOnceAndNothingBareLeaves() throws Exception {
        Random random = new Random(1);
        byte[] alphabet = {'\r', '\n', '.', 'a', 0, (byte) 0x8d};
        for (int round = 0; round < 5000; round++) {
            byte[] message = new byte[random.nextInt(30)];
            for (int i = 0; i < message.length; i++) {
                message[i] = alphabet[random.nextInt(alphabet.length)];
            }
            String out = "RN" + escape(write(message, 1 + random.nextInt(8)));
            assertThat(out.indexOf("RN.RN")).as(out).isEqualTo(out.length() - 5);
            assertThat(out.replace("RN", "")).doesNotContain("R", "N", "0");
        }
    }

    @Test
    void largeBlocksAreTheSameAsSmallOnes() throws Exception {
        byte[] message = "0123456789\r\n.dot\r\n\r\n..\r\n".repeat(20_000).getBytes(StandardCharsets.US_ASCII);
        assertThat(write(message, message.length)).isEqualTo(write(message, 7));
    }

    private static byte[] write(byte[] message, int block) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Outlet out = new Outlet(bytes);
        BodyWriter writer = new BodyWriter(out);
        for (int i = 0; i < message.length; i += block) {
            writer.write(message, i, Math.min(block, message.length - i));
        }
        writer.finish();
        out.flush();
        assertThat(writer.taken()).isEqualTo(message.length);
        return bytes.toByteArray();
    }

    private static byte[] bytesOf(String text) {
        return text.replace('R', '\r').replace('N', '\n').replace('0', '\0').getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String escape(byte[] bytes) {
        return new String(Arrays.copyOf(bytes, bytes.length), StandardCharsets.ISO_8859_1).replace('\r', 'R').replace('\n', 'N')
                .replace('\0', '0');
    }
}
