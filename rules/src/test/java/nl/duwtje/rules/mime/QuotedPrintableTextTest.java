package nl.duwtje.rules.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.api.Test;

/** The reading eight bytes at a time gives what a reading one by one gives, wherever anything stands. */
class QuotedPrintableTextTest {

    private static final String[] PIECES = {"=", "=3D", "=e2=82=AC", "=\r\n", "= \t\r\n", "=\n", "=\r", "=4", "=ZZ", " ", "  ", "\t",
            "\r\n", "\n", "\r",
            " \r\n", "\t \n", "Geachte heer", "burgerservicenummer", "12", "x", "\u00e9", "\u00ff", "\u0000", "=20", "=0A", ">"};

    /** RFC 2045 section 6.7 by the letter, leniently: line by line, blanks at its end away, what is no octet stays. */
    private static byte[] naive(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && text.charAt(end) != '\r' && text.charAt(end) != '\n') {
                end++;
            }
            boolean last = end == text.length();
            int behind = last ? end : end + (text.startsWith("\r\n", end) ? 2 : 1);
            String line = text.substring(at, end);
            String bare = line.replaceAll("[ \t]+$", "");
            boolean soft = bare.endsWith("=");
            String kept = soft ? bare.substring(0, bare.length() - 1) : last ? line : bare;
            for (int i = 0; i < kept.length(); i++) {
                String octet = i + 3 <= kept.length() ? kept.substring(i, i + 3) : "";
                if (octet.matches("=[0-9A-Fa-f]{2}")) {
                    out.write(Integer.parseInt(octet.substring(1), 16));
                    i += 2;
                } else {
                    out.write(kept.charAt(i));
                }
            }
            if (!soft) {
                out.writeBytes(text.substring(end, behind).getBytes(StandardCharsets.ISO_8859_1));
            }
            at = behind;
        }
        return out.toByteArray();
    }

    @Test
    void readsWhatANaiveReaderReads() {
        Random random = new Random(11);
        for (int n = 0; n < 20_000; n++) {
            StringBuilder made = new StringBuilder();
            for (int piece = random.nextInt(12); piece >= 0; piece--) {
                made.append(PIECES[random.nextInt(PIECES.length)]);
            }
            byte[] in = made.toString().getBytes(StandardCharsets.ISO_8859_1);
            byte[] all = decoded(in, in.length);
            assertThat(all).as(made.toString()).isEqualTo(naive(made.toString()));
            int most = random.nextInt(in.length + 1);
            byte[] some = decoded(in, most);
            assertThat(some).hasSizeLessThanOrEqualTo(most);
        }
    }

    @Test
    void aTextLongerThanItsRoomIsReadWhole() {
        byte[] in = "Een regel=20met =E2=82=AC 12=\r\nen meer \r\n".repeat(5_000).getBytes(StandardCharsets.US_ASCII);
        assertThat(new String(decoded(in, in.length), StandardCharsets.UTF_8))
                .isEqualTo("Een regel met \u20ac 12en meer\r\n".repeat(5_000));
    }

    @Test
    void fourOctetsLookEncodedWhereverTheyStand() {
        for (int lead = 0; lead < 20; lead++) {
            byte[] four = ("x".repeat(lead) + "=41=\r\n=42" + "y".repeat(lead) + "=4=43z=44").getBytes(StandardCharsets.US_ASCII);
            assertThat(QuotedPrintableText.looksEncoded(four, four.length)).as("lead %s", lead).isTrue();
            byte[] three = ("x".repeat(lead) + "=41=\r\n=42" + "y".repeat(lead) + "=4=43z=4").getBytes(StandardCharsets.US_ASCII);
            assertThat(QuotedPrintableText.looksEncoded(three, three.length)).as("lead %s", lead).isFalse();
        }
    }

    private static byte[] decoded(byte[] in, int most) {
        try (Body body = QuotedPrintableText.decode(in, 0, in.length, most)) {
            return body.bytes();
        }
    }
}
