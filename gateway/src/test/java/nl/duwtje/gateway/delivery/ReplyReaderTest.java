package nl.duwtje.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import nl.duwtje.rules.mail.Extensions;

class ReplyReaderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"250 2.1.0 ok | 2.1.0 | ok", "250 | '' | ''", "250 2.1.0 | 2.1.0 | ''",
            "550 5.7.509 no | 5.7.509 | no",
            "550 2.1.0 odd | '' | 2.1.0 odd", "550 5.1 odd | '' | 5.1 odd", "550 5.1.1x odd | '' | 5.1.1x odd",
            "550 5..1 odd | '' | 5..1 odd", "550 5.1.1.1 odd | '' | 5.1.1.1 odd", "550 55.1.1 odd | '' | 55.1.1 odd",
            "550 5.1.1234 odd | '' | 5.1.1234 odd", "450-4.2.0 try~450 4.2.0 later | 4.2.0 | try later",
            "450-try~450-~450 later | '' | try  later"})
    void replies(String said, String enhanced, String text) throws Exception {
        var reply = reader(said.replace("~", "\r\n") + "\r\n").read().toSmtpReply();
        assertThat(reply.enhanced()).isEqualTo(enhanced);
        assertThat(reply.text()).isEqualTo(text);
    }

    @Test
    void bareLfEndsALineAndALongLineIsCut() throws Exception {
        ReplyReader reader = reader("250 a\n550 " + "x".repeat(10_000) + "\r\n221 bye\r\n");
        assertThat(reader.read().lines()).containsExactly("a");
        Reply cut = reader.read();
        assertThat(cut.code()).isEqualTo(550);
        assertThat(cut.lines().get(0)).hasSize(ReplyReader.MAX_LINE - 4);
        assertThat(reader.hasMore()).isTrue();
        assertThat(reader.read().code()).isEqualTo(221);
        assertThat(reader.hasMore()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "250", "\r\n", "25 x\r\n", "25x x\r\n", "199 x\r\n", "600 x\r\n", "2500 x\r\n", "250x\r\n",
            "250-a\r\n550 b\r\n",
            "250-a\r\n", " 250 a\r\n", "\u0662\u0665\u0660 a\r\n"})
    void everythingElseIsNoReply(String said) {
        assertThatThrownBy(() -> reader(said).read()).isInstanceOf(LinkException.class)
                .satisfies(e -> assertThat(((LinkException) e).reply().code()).isEqualTo(451));
    }

    @Test
    void extensionsAsTheyAreWrittenInTheWild() {
        assertThat(Dialler.extensions(List.of("host PIPELINING", "size 1000", "PipeLining", "8BITMIME", "X-DSN", "AUTH=LOGIN", "")))
                .isEqualTo(new Extensions(true, true, false, false, false, false, 1000));
        assertThat(Dialler.extensions(List.of("host", "SIZE")).size()).isZero();
        assertThat(Dialler.extensions(List.of("host", "SIZE 99999999999999999999")).size()).isZero();
        assertThat(Dialler.extensions(List.of("host"))).isEqualTo(Extensions.NONE);
    }

    private static ReplyReader reader(String said) {
        return new ReplyReader(new ByteArrayInputStream(said.getBytes(StandardCharsets.UTF_8))::read);
    }
}
