package nl.duwtje.gateway.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import nl.duwtje.rules.mail.RawMessage;

class BodyScannerTest {

    private static final byte[] ALPHABET = {'.', '.', '\r', '\n', '\n', 'a', 0, -61};

    @TempDir
    Path folder;

    private record Outcome(int end, boolean atEnd, String text, String refusal) {}

    /** Cuts the input at random and gives the pieces one by one. */
    private Outcome scan(byte[] input, Random cuts, boolean dots) {
        try (Body body = new Body(new Spool(folder, 1 << 20), 1 << 20, -1)) {
            BodyScanner scanner = new BodyScanner(body, dots, false, 1 << 20);
            int at = 0;
            while (at < input.length && !scanner.atEnd()) {
                int to = cuts == null ? input.length : Math.min(input.length, at + 1 + cuts.nextInt(5));
                at = scanner.scan(input, at, to);
            }
            String refusal = body.refusal() == null ? "" : body.refusal().enhanced();
            return new Outcome(at, scanner.atEnd(), refusal.isEmpty() ? text(body.finish()) : "", refusal);
        }
    }

    private static String text(RawMessage message) {
        byte[] bytes = new byte[(int) message.size()];
        message.bytes().get(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void whereTheBlocksAreCutMakesNoDifference() {
        Random random = new Random(21);
        for (int round = 0; round < 20_000; round++) {
            byte[] input = new byte[1 + random.nextInt(24)];
            for (int i = 0; i < input.length; i++) {
                input[i] = ALPHABET[random.nextInt(ALPHABET.length)];
            }
            boolean dots = random.nextBoolean();
            Outcome whole = scan(input, null, dots);
            assertThat(scan(input, random, dots)).isEqualTo(whole);
            assertThat(whole.text).doesNotContainPattern("(^|[^\r])\n|\r([^\n])|\0");
            int end = (dots ? "\r\n" + new String(input, StandardCharsets.ISO_8859_1) : "").indexOf("\r\n.\r\n");
            assertThat(whole.atEnd).isEqualTo(end >= 0);
            if (end >= 0) {
                assertThat(whole.end).isEqualTo(end + 3);
            }
        }
    }

    @Test
    void unstuffingUndoesStuffing() {
        Random random = new Random(7);
        byte[] alphabet = {'.', 'a', '\n', ' ', -61};
        for (int round = 0; round < 5_000; round++) {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            ByteArrayOutputStream stuffed = new ByteArrayOutputStream();
            boolean lineStart = true;
            for (int i = random.nextInt(40); i > 0; i--) {
                byte b = alphabet[random.nextInt(alphabet.length)];
                if (b == '.' && lineStart) {
                    stuffed.write('.');
                }
                lineStart = b == '\n';
                if (lineStart) {
                    content.write('\r');
                    stuffed.write('\r');
                }
                content.write(b);
                stuffed.write(b);
            }
            if (!lineStart) {
                content.writeBytes(new byte[]{'\r', '\n'});
                stuffed.writeBytes(new byte[]{'\r', '\n'});
            }
            stuffed.writeBytes(new byte[]{'.', '\r', '\n'});
            Outcome outcome = scan(stuffed.toByteArray(), random, true);
            assertThat(outcome.text).isEqualTo(content.toString(StandardCharsets.ISO_8859_1));
            assertThat(outcome.end).isEqualTo(stuffed.size());
        }
    }
}
