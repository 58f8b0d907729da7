package nl.duwtje.loadtest.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import nl.duwtje.loadtest.mail.Sample;

class PreparedTest {

    private static final String CONTENT = "To: b@outside.test\r\n\r\n.one\r\ntwo.\r\n..\r\nend";

    private final Sample sample = new Sample("text", "a@duinrade.test", List.of("b@outside.test", "c@outside.test"), bytes(CONTENT));

    @Test
    void dataIsOneGroupAndThenAStuffedBodyWithItsEnd() {
        Prepared mail = Prepared.of(sample, false);

        assertThat(text(mail.commands()))
                .isEqualTo("MAIL FROM:<a@duinrade.test> SIZE=%d\r\nRCPT TO:<b@outside.test>\r\nRCPT TO:<c@outside.test>\r\nDATA\r\n"
                        .formatted(Prepared.MESSAGE_ID_LENGTH + CONTENT.length()));
        assertThat(mail.replies()).isEqualTo(4);
        assertThat(text(mail.body())).isEqualTo("To: b@outside.test\r\n\r\n..one\r\ntwo.\r\n...\r\nend\r\n.\r\n");
    }

    @Test
    void bdatAnnouncesExactlyTheBytesThatFollow() {
        Prepared mail = Prepared.of(sample, true);

        int follow = Prepared.messageId(5).length + mail.body().length;
        assertThat(text(mail.commands())).endsWith("BDAT " + follow + " LAST\r\n");
        assertThat(mail.replies()).isEqualTo(4);
        assertThat(text(mail.body())).isEqualTo(CONTENT);
    }

    @Test
    void everyMessageHasAnIdOfItsOwnAndOfOneLength() {
        assertThat(text(Prepared.messageId(0))).isEqualTo("Message-ID: <lt-000000000@loadtest.test>\r\n");
        assertThat(text(Prepared.messageId(123_456_789))).isEqualTo("Message-ID: <lt-123456789@loadtest.test>\r\n");
    }

    @Test
    void repliesAreReadWhereverTheyAreCut() {
        String replies = "250-a\r\n250-354 b\r\n250 c\r\n354 go\r\n451 4.3.0 no\r\n";
        for (int cut = 0; cut <= replies.length(); cut++) {
            Replies reader = new Replies();
            StringBuilder codes = new StringBuilder();
            for (String block : List.of(replies.substring(0, cut), replies.substring(cut))) {
                reader.in(bytes(block), block.length());
                for (int code = reader.next(); code != 0; code = reader.next()) {
                    codes.append(code).append(' ');
                }
            }
            assertThat(codes.toString()).isEqualTo("250 354 451 ");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
