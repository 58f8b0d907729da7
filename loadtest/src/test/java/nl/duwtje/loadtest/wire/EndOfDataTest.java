package nl.duwtje.loadtest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.api.Test;

class EndOfDataTest {

    private static final String[] BODIES = {".\r\n", "a\r\n.\r\n", "\r\n.\r\n", "a\r\n..\r\n.\r\n", "a\r\n.b\r\n\r\n\r\r\n.\r\n",
            "\n.\n\r.\r\r\n.\r\n",
            "a\r\n.\r\r\n.\r\nMAIL FROM:<x>\r\n", "12345678901234567890\r\n.\r\n.\r\n"};

    @Test
    void findsTheEndWhereverTheBlocksAreCut() {
        for (String body : BODIES) {
            int end = ("\r\n" + body).indexOf("\r\n.\r\n") + 3;
            for (int first = 0; first <= body.length(); first++) {
                for (int second = first; second <= body.length(); second++) {
                    assertThat(found(body, first, second)).as("%s cut at %d and %d", body, first, second).isEqualTo(end);
                }
            }
        }
    }

    @Test
    void agreesWithASearchThatLooksAtEveryByte() {
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 30; i++) {
                text.append("\r\n..a".charAt(random.nextInt(5)));
            }
            int at = ("\r\n" + text).indexOf("\r\n.\r\n");
            int cut = random.nextInt(31);
            assertThat(found(text.toString(), cut, cut)).isEqualTo(at < 0 ? -1 : at + 3);
        }
    }

    /** Where it is found when the body comes in three blocks, or -1. */
    private static int found(String body, int first, int second) {
        byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
        EndOfData end = new EndOfData();
        end.restart();
        int[] cuts = {0, first, second, bytes.length};
        for (int i = 0; i + 1 < cuts.length; i++) {
            int at = end.find(bytes, cuts[i], cuts[i + 1]);
            if (at >= 0) {
                return at;
            }
        }
        return -1;
    }
}
