package nl.duwtje.rules.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import nl.duwtje.rules.fact.Attachment;
import nl.duwtje.rules.fact.Facts;
import nl.duwtje.rules.mime.Embedded;
import nl.duwtje.rules.mime.MimeOutline;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages made to cost more than they should: the lists they lead to stay short, and anything that took the square of its length would not end here. */
class HostileMailTest {

    private static final String HEAD = "From: a@example.org\r\nTo: bob@outside.test\r\nMIME-Version: 1.0\r\n";
    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private static String rubbish(int size) {
        Random random = new Random(3);
        StringBuilder out = new StringBuilder(size);
        for (int i = 0; i < size; i++) {
            out.append(DIGITS.charAt(random.nextInt(64)));
        }
        return out.toString();
    }

    private static String nested() {
        StringBuilder out = new StringBuilder(HEAD);
        for (int i = 0; i < 20_000; i++) {
            out.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\r\n\r\n--b").append(i).append("\r\n");
        }
        return out.toString();
    }

    private static String prefixes() {
        StringBuilder out = new StringBuilder(HEAD);
        String boundary = "b";
        for (int i = 0; i < 19; i++) {
            out.append("Content-Type: multipart/mixed; boundary=").append(boundary).append("\r\n\r\n--").append(boundary).append("\r\n");
            boundary += "b";
        }
        return out + "\r\n" + ("--" + boundary + "x\r\n").repeat(200_000);
    }

    static Stream<Arguments> mails() {
        List<Arguments> all = new ArrayList<>();
        String text = HEAD + "Content-Type: text/plain\r\n\r\n";
        all.add(Arguments.of("a million parts",
                HEAD + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + "--b\r\n\r\nx\r\n".repeat(1_000_000)));
        all.add(Arguments.of("a million parts of base64", HEAD + "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
                + "--b\r\nContent-Transfer-Encoding: base64\r\n\r\nSGFsbG8=\r\n".repeat(200_000)));
        all.add(Arguments.of("20,000 levels", nested()));
        all.add(Arguments.of("boundaries that begin alike", prefixes()));
        all.add(Arguments.of("20 MB of base64 rubbish in a header",
                HEAD + "X: " + rubbish(20 << 20) + "\r\nContent-Type: text/plain\r\nContent-Type: x\r\n\r\nx"));
        all.add(Arguments.of("a million header fields", HEAD + "X: y\r\n".repeat(1_000_000) + "\r\nx"));
        all.add(Arguments.of("a million base64 files",
                HEAD + "Content-Type: text/plain; boundary=x\r\n\r\n" + "UEsDBBQAAAAIAAAAIQBQ=\r\n".repeat(300_000)));
        all.add(Arguments.of("a million uuencoded files", text + "begin 644 x\r\n#0V%T\r\n".repeat(300_000)));
        all.add(Arguments.of("a million yEnc files", text + "=ybegin x\r\nabc\r\n".repeat(300_000)));
        return all.stream();
    }

    private static Facts facts(String message) {
        return Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60),
                () -> EvasionTest.facts(message.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mails")
    void isNeverCleanAndItsFactsAreFew(String name, String message) {
        Facts facts = facts(message);
        assertThat(facts.message().ambiguous() || facts.attachments().stream().anyMatch(Attachment::isNotInspectable)).isTrue();
        assertThat(facts.attachments()).hasSizeLessThanOrEqualTo(MimeOutline.MAX_PARTS + 3 * Embedded.MOST + 10);
    }

    @Test
    void rubbishThatHidesNothingIsOnlyRead() {
        String text = HEAD + "Content-Type: text/plain\r\n\r\n";
        for (String body : List.of(rubbish(20 << 20), "data:".repeat(4 << 20), "data:,%41".repeat(1 << 20), "x=ybegin ".repeat(2 << 20),
                "begin 644 ".repeat(2 << 20), "=41".repeat(1 << 20), "A\r\n".repeat(4 << 20), "A-".repeat(4 << 20), "%PDF".repeat(1 << 20),
                "\r\n".repeat(4 << 20), " ".repeat(8 << 20))) {
            assertThat(facts(text + body).attachments()).hasSizeLessThan(3 * Embedded.MOST);
        }
    }

    @Test
    void aLineOfTenMegabytesInTheHeaderHidesNothingBehindIt() {
        Facts facts = facts(HEAD + "X: " + "a".repeat(10 << 20) + "\r\nSubject: BSN 123456782\r\n\r\nx");
        assertThat(facts.personalData()).hasSize(1);
    }

    @Test
    void moreFilesThanAreLookedAtAreSaidToBeThere() {
        byte[] many = "begin 644 x\n#0V%T\n".repeat(1000).getBytes(StandardCharsets.US_ASCII);
        Embedded.Found found = Embedded.in(many, many.length);
        assertThat(found.pieces()).hasSize(Embedded.MOST);
        assertThat(found.complete()).isFalse();
    }
}
