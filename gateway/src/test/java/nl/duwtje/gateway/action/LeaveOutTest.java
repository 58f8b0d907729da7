package nl.duwtje.gateway.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import nl.duwtje.rules.PolicySettings.HideTo;
import nl.duwtje.rules.decision.Action;
import nl.duwtje.rules.inspect.Organisation;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.MemoryMessage;
import nl.duwtje.rules.mail.RawMessage;
import nl.duwtje.rules.mime.MimeOutline;

/** An attachment gives way to a line of text; every other byte stays. */
class LeaveOutTest {

    private static final String NOTE = "[Weggelaten: één lijst]";
    private static final String IN_ITS_PLACE = "Content-Type: text/plain; charset=utf-8\r\n"
            + "Content-Transfer-Encoding: quoted-printable\r\nContent-Disposition: inline\r\n\r\n[Weggelaten: =C3=A9=C3=A9n lijst]\r\n";
    private static final String LIST = """
            Content-Type: application/vnd.ms-excel; name="lijst.xls"
            Content-Disposition: attachment;
            \tfilename="lijst.xls"
            Content-Transfer-Encoding: base64

            AAAA
            """.replace("\n", "\r\n");
    private static final String PLAN = "X-Keep: 1\r\n" + LIST.replace("lijst", "plan");

    private static String without(String message, String... names) {
        Actions actions = new Actions(new ActionSettings(() -> HideTo.UNDISCLOSED_RECIPIENTS,
                new Organisation(List.of("example.org"), List.of()), (key, language) -> new BannerText("", "")), List.of());
        RawMessage out = actions.apply(List.of(new Action.WithoutAttachments(List.of(names), NOTE)),
                Envelope.of(MailAddress.NULL, List.of(MailAddress.of("a@x.test"))), MemoryMessage.of(message), "nl").get(0).message();
        byte[] bytes = new byte[(int) out.size()];
        out.bytes().get(bytes);
        assertThat(MimeOutline.of(out.bytes()).ambiguity()).isEmpty();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String mixed(String... parts) {
        return "Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\npreamble\r\n--b\r\n\r\nHallo één\r\n--b\r\n"
                + String.join("\r\n--b\r\n", parts) + "\r\n--b--\r\nepilogue\r\n";
    }

    @Test
    void onlyTheNamedAttachmentGives() {
        assertThat(without(mixed(LIST, PLAN), "lijst.xls")).isEqualTo(mixed(IN_ITS_PLACE, PLAN));
        assertThat(without(mixed(LIST, PLAN), "plan.xls")).isEqualTo(mixed(LIST, "X-Keep: 1\r\n" + IN_ITS_PLACE));
        assertThat(without(mixed(LIST, PLAN), "plan.xls", "lijst.xls")).isEqualTo(mixed(IN_ITS_PLACE, "X-Keep: 1\r\n" + IN_ITS_PLACE));
    }

    @Test
    void whatIsInAForwardedMessageGoesWithThatMessage() {
        String forwarded = "Content-Type: message/rfc822\r\n\r\n" + mixed(LIST).replace("=b", "=c").replace("--b", "--c");
        assertThat(without(mixed(forwarded, PLAN), "lijst.xls")).isEqualTo(mixed(IN_ITS_PLACE, PLAN));
    }

    @Test
    void whatCannotBeFoundTakesAllAttachmentsWithIt() {
        assertThat(without(mixed(LIST, PLAN), "lijst.xls", "elders.xls"))
                .isEqualTo(mixed(IN_ITS_PLACE, "X-Keep: 1\r\n" + IN_ITS_PLACE));
    }

    @Test
    void aMailThatIsOneAttachmentBecomesTheLine() {
        assertThat(without("Subject: x\r\nMIME-Version: 1.0\r\n" + LIST, "lijst.xls"))
                .isEqualTo("Subject: x\r\nMIME-Version: 1.0\r\n" + IN_ITS_PLACE);
    }

    @Test
    void signedAndEncryptedMailIsNeverTouched() {
        String signed = mixed(LIST).replace("multipart/mixed;", "multipart/signed; protocol=\"application/pkcs7-signature\";");
        assertThatThrownBy(() -> without(signed, "lijst.xls")).isInstanceOf(ActionException.class);
        assertThatThrownBy(() -> without("Subject: x\r\n\r\ntekst\r\n", "lijst.xls")).as("nothing to leave out")
                .isInstanceOf(ActionException.class);
    }
}
