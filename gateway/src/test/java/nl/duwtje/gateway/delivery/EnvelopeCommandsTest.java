package nl.duwtje.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import nl.duwtje.rules.mail.Extensions;
import nl.duwtje.rules.mail.ForwardPath;
import nl.duwtje.rules.mail.MailAddress;

class EnvelopeCommandsTest {

    private static final Extensions ALL = new Extensions(true, true, true, true, false, false, 0);

    @Test
    void aParameterThatIsNoneIsLeftOut() {
        MailAddress bob = MailAddress.of("bob@example.com");
        for (String bad : new String[]{"rfc822;b@x\r\nRCPT TO:<eve@evil.test>", "a b", "a=b", "a\0", "a\u007f"}) {
            assertThat(EnvelopeCommands.rcpt(new ForwardPath(bob, "NEVER", bad), ALL)).asString(StandardCharsets.UTF_8)
                    .isEqualTo("RCPT TO:<bob@example.com> NOTIFY=NEVER\r\n");
        }
    }

    @Test
    void halfASurrogatePairIsRefused() {
        assertThatThrownBy(() -> EnvelopeCommands.rcpt(ForwardPath.to("x\udc00@example.com"), ALL))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void quotedLocalPartsGoAsTheyAre() {
        assertThat(EnvelopeCommands.rcpt(ForwardPath.to("\"a> b\"@example.com"), ALL)).asString(StandardCharsets.UTF_8)
                .isEqualTo("RCPT TO:<\"a> b\"@example.com>\r\n");
    }
}
