package nl.duwtje.gateway;

import static nl.duwtje.gateway.testkit.SampleMails.SENDER;
import static nl.duwtje.gateway.testkit.SampleMails.plain;
import static nl.duwtje.gateway.testkit.SampleMails.withBsns;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

import nl.duwtje.gateway.testkit.RunningGateway;

/** What people find in their mailboxes behind a mail server that offers few extensions: no PIPELINING, no SIZE, no 8BITMIME, no DSN. */
class MailboxTest {

    @TempDir
    Path folder;

    @Test
    void theRecipientFindsTheMailAndNotWhatIsHeld() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try (RunningGateway gateway = RunningGateway.start(folder, "127.0.0.1:" + server.getSmtp().getPort())) {
            assertThat(gateway.send(SENDER, List.of("info@bouwbedrijf.test"), plain("info@bouwbedrijf.test", "Planning")))
                    .startsWith("250 2.0.0 relayed ");
            assertThat(gateway.send(SENDER, List.of("planning@vervoerder.test"), withBsns("planning@vervoerder.test", "Lijst")))
                    .startsWith("250 2.0.0 held ");
            assertThat(server.waitForIncomingEmail(20_000, 1)).isTrue();
            assertThat(server.getReceivedMessagesForDomain("bouwbedrijf.test")).singleElement().satisfies(
                    mail -> assertThat(mail.getContent().toString()).contains("De planning voor week 48 is rond. Café"));
            assertThat(server.getReceivedMessagesForDomain("vervoerder.test")).isEmpty();
        } finally {
            server.stop();
        }
    }
}
