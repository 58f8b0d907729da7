package nl.duwtje.rules.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published families of messages in which two programs see different parts: each is called ambiguous. {@code |} is CRLF, {@code ^} is NUL. */
class AmbiguityTest {

    private static String ambiguity(String written) {
        String text = written.replace("|", "\r\n").replace("^", "\0").replace("{LF}", "\n").replace("{CR}", "\r");
        return MimeOutline.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))).ambiguity();
    }

    @ParameterizedTest
    @ValueSource(strings = {" Content-Type: text/plain||x", "Content-Type : text/plain||x", "Content-Type^: text/plain||x",
            "^Content-Type: text/plain||x", "Content- Type: text/plain||x", "Content-Transfer-Encoding|  : base64||x",
            "Content-|  Transfer-Encoding: base64||x", "Content-Transfer-Encoding||: base64||x", "Content-Transfer-Encoding: base64^||x",
            "Content-Transfer-Encoding: base{CR}64||x", "Content-Transfer-Encoding: base|  64||x"})
    void blanksFoldsAndNul(String message) {
        assertThat(ambiguity(message)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(x) base64", "base64 (x)", "base64 (x", "base645", "-base64", "base64,", "base64; quoted-printable",
            "base64, 7bit", "\"base64\"", "=?utf-8?q?base64?=", "x-uuencode", "base64 7bit"})
    void transferEncodings(String value) {
        assertThat(ambiguity("Content-Transfer-Encoding: " + value + "||aGFsbG8=")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "; boundary", "; boundary=", "; boundary=\"\"", "; boundary=\"b", "; boundary=b\"", "; boundary=\" b\"",
            "; boundary=\"b \"", "; boundary= b", "; boundary =b", "; boundary=b;boundary=c", "; boundary=c; boundary=b", " boundary=b",
            "; boundary=\"=?utf-8?q?b?=\"", "; boundary*=utf-8''b", "; boundary*0=b", "; bound^ary=b", "; boundary=\"b;\"",
            "; boundary=b,c",
            "; boundary=(x)b", "; boundary=b (x)", "(x); boundary=b", "; =?utf-8?q?boundary?==b", "; boundary=c", "; boundary=\"\\b\""})
    void boundaries(String parameter) {
        assertThat(ambiguity("Content-Type: multipart/mixed" + parameter + "||--b||x|--b--|")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--b||x|", "--b||x|--b|", " --b||x|--b--|", "--b||x| --b|--b--|", "--b||x|^--b|--b--|", "--b ||x|--b--|",
            "--b||x|--bc|--b--|", "--b||x|--b--|--b||y|--b--|", "Content-Type: text/html||x|--b||x|--b--|",
            "--b||x|--b--|Content-Type: text/html|", "--b|--b--|", "--b--|", "x", "--b|Content-Type: text/html|--b--|",
            "--b|| Content-Type: text/html||x|--b--|", "--b||Content-Transfer-Encoding: base64||x|--b--|", "--b||x{CR}--b|--b--|"})
    void delimiters(String body) {
        assertThat(ambiguity("Content-Type: multipart/mixed; boundary=b||" + body)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', value = {"repeated Content-Type!Content-Type: text/plain|Content-Type: multipart/mixed; boundary=b||x",
            "repeated Content-Transfer-Encoding!Content-Transfer-Encoding: 7bit|Content-Transfer-Encoding: base64||x",
            "repeated Content-Disposition!Content-Disposition: inline|Content-Disposition: attachment||x",
            "boundary on a single part!Content-Type: text/plain; boundary=b||x",
            "encoded multipart!Content-Type: multipart/mixed; boundary=b|Content-Transfer-Encoding: base64||--b||x|--b--|",
            "header line without a colon!Subject: x|rubbish|Content-Type: text/plain||x",
            "blank line within the header!Subject: x| |Content-Type: text/plain||x",
            "line ends with and without CR within the header!Subject: x{LF}Content-Type: text/plain||x",
            "CR within the header!Subject: x{CR}Content-Type: text/plain||x", "NUL within the header!Subject: x^||x",
            "garbled Content-Type!Content-Type: multipart||x",
            "boundary within a boundary!Content-Type: multipart/mixed; boundary=b||--b|Content-Type: multipart/mixed; boundary=b||--b||x|--b--|--b--|",
            "boundary within a boundary!Content-Type: multipart/mixed; boundary=b||--b|Content-Type: multipart/mixed; boundary=bb||--bb||x|--bb--|--b--|",
            "missing boundary!Content-Type: multipart/mixed; boundary=b||--b|Content-Type: multipart/mixed||--c||x|--c--|--b--|"})
    void reasons(String reason, String message) {
        assertThat(ambiguity(message)).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"content-TYPE: TEXT/Plain; CHARSET=utf-8|content-transfer-encoding: BASE64||aGFsbG8=",
            "Content-Type: text/plain;|\tcharset=\"utf-8\";|\tformat=flowed||x", "Subject: x|\t|From: a@example.org||x", "||x",
            "Content-Type: multipart/mixed; boundary=\"a_b\"; x=y||--a_b||x|--a_b--|",
            "Content-Type: multipart/mixed; boundary=\"=_mixed 0047_=\"||--=_mixed 0047_=||x|--=_mixed 0047_=--|",
            "Content-Type: multipart/mixed;|\tboundary=\"----=_NextPart_000_01DC\"||------=_NextPart_000_01DC||x|------=_NextPart_000_01DC--|",
            "Content-Type: multipart/mixed; boundary=----=_Part_1||------=_Part_1||x|------=_Part_1--|"})
    void ordinaryMailIsNotAmbiguous(String message) {
        assertThat(ambiguity(message)).isEmpty();
    }
}
