package nl.duwtje.rules.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

class BodyTest {

    private static Body body(String encoding, String text) {
        String mail = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: " + encoding + "\r\n\r\n" + text;
        return MimeOutline.of(ByteBuffer.wrap(mail.getBytes(StandardCharsets.US_ASCII))).root().body(1_000_000);
    }

    @Test
    void whatWasTakenOutStaysWhenTheRoomServesTheNext() {
        byte[] first;
        try (Body body = body("quoted-printable", "een =65=65n")) {
            first = body.bytes();
            assertThat(body.bytes()).isSameAs(first).isSameAs(body.array());
        }
        try (Body next = body("quoted-printable", "something else altogether")) {
            assertThat(next.length()).isEqualTo(25);
            assertThat(new String(first, StandardCharsets.US_ASCII)).isEqualTo("een een");
        }
    }

    @Test
    void nothingOfTheLastContentShowsThroughInAShorterOne() {
        body("base64", "MTIzNDU2Nzgy".repeat(100)).close();
        for (String encoding : new String[]{"base64", "quoted-printable", "8bit"}) {
            try (Body body = body(encoding, encoding.equals("base64") ? "a29ydA==" : "kort")) {
                assertThat(new String(body.array(), 0, body.length(), StandardCharsets.US_ASCII)).isEqualTo("kort");
                assertThat(body.bytes()).asString().isEqualTo("kort");
            }
        }
    }

    @Test
    void closedTwiceItIsGivenBackOnce() {
        Body one = body("8bit", "one");
        byte[] room = one.array();
        one.close();
        one.close();
        try (Body two = body("8bit", "two"); Body three = body("8bit", "three")) {
            assertThat(two.array()).isSameAs(room);
            assertThat(three.array()).isNotSameAs(room);
        }
    }
}
