package nl.duwtje.rules.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import nl.duwtje.rules.mail.MemoryMessage;
import nl.duwtje.rules.mail.RawMessage;

class SplicedMessageTest {

    /** Hands its bytes on in blocks of any size, as a file would. */
    private record Blocks(byte[] array, Random random) implements RawMessage {
        @Override
        public long size() {
            return array.length;
        }

        @Override
        public ByteBuffer bytes() {
            return ByteBuffer.wrap(array);
        }

        @Override
        public void writeTo(Sink sink) throws IOException {
            int at = 0;
            while (at < array.length) {
                int n = Math.min(array.length - at, random.nextInt(5));
                sink.write(array, at, n);
                at += n;
            }
        }

        @Override
        public void close() {}
    }

    private static String written(RawMessage message) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        message.writeTo(out::write);
        assertThat(out.size()).isEqualTo((int) message.size());
        return out.toString(StandardCharsets.US_ASCII);
    }

    private static Splice replace(int from, int to, String text) {
        return new Splice(from, to, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String spliced(String original, Splice... splices) throws IOException {
        return written(new SplicedMessage(new MemoryMessage(original.getBytes(StandardCharsets.US_ASCII)), List.of(splices)));
    }

    @Test
    void insertsDeletesAndReplaces() throws IOException {
        assertThat(spliced("abcdef")).isEqualTo("abcdef");
        assertThat(spliced("abcdef", replace(0, 0, "1"), replace(6, 6, "9"))).isEqualTo("1abcdef9");
        assertThat(spliced("abcdef", replace(3, 3, "1"), replace(3, 3, "2"), replace(3, 3, ""))).isEqualTo("abc12def");
        assertThat(spliced("abcdef", replace(1, 3, ""), replace(3, 3, "1"), replace(3, 5, "2"))).isEqualTo("a12f");
        assertThat(spliced("abcdef", replace(0, 6, ""))).isEmpty();
        assertThat(spliced("", replace(0, 0, "x"))).isEqualTo("x");
    }

    @Test
    void anInsertWhereADeleteBeginsMayBeNamedAfterIt() throws IOException {
        assertThat(spliced("abcdef", replace(1, 3, "2"), replace(1, 1, "1"))).isEqualTo("a12def");
    }

    @Test
    void overlapsAndPlacesBehindTheEndAreRefused() {
        assertThatThrownBy(() -> spliced("abcdef", replace(1, 3, ""), replace(2, 4, ""))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> spliced("abcdef", replace(1, 3, ""), replace(2, 2, "x"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> spliced("abcdef", replace(5, 7, ""))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anySplicesInBlocksOfAnySizeAreWhatTheNaiveWayGives() throws IOException {
        Random random = new Random(20260303);
        for (int run = 0; run < 20_000; run++) {
            byte[] original = new byte[random.nextInt(30)];
            for (int i = 0; i < original.length; i++) {
                original[i] = (byte) ('a' + i % 26);
            }
            List<Splice> splices = new ArrayList<>();
            StringBuilder naive = new StringBuilder();
            String text = new String(original, StandardCharsets.US_ASCII);
            int at = 0;
            while (random.nextInt(6) > 0) {
                int from = random.nextBoolean() ? at : at + random.nextInt(text.length() - at + 1);
                int to = random.nextBoolean() ? from : from + random.nextInt(text.length() - from + 1);
                String put = "XYZ".substring(random.nextInt(4));
                splices.add(replace(from, to, put));
                naive.append(text, at, from).append(put);
                at = to;
            }
            naive.append(text.substring(at));
            SplicedMessage message = new SplicedMessage(new Blocks(original, random), splices);
            assertThat(written(message)).as("%s %s", text, splices).isEqualTo(naive.toString());
            ByteBuffer bytes = message.bytes();
            assertThat(StandardCharsets.US_ASCII.decode(bytes).toString()).isEqualTo(naive.toString());
        }
    }
}
