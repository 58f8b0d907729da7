package nl.duwtje.gateway;

import static nl.duwtje.gateway.testkit.SampleMails.SENDER;
import static nl.duwtje.gateway.testkit.SampleMails.outsiders;
import static nl.duwtje.gateway.testkit.SampleMails.plain;
import static nl.duwtje.gateway.testkit.SampleMails.withBsns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import nl.duwtje.gateway.testkit.Dialogue;
import nl.duwtje.gateway.testkit.Mailer;
import nl.duwtje.gateway.testkit.ScriptedNextHop;
import nl.duwtje.gateway.testkit.ServeProcess;
import nl.duwtje.gateway.testkit.TestCertificate;

/** No name out of a mail or a command, and no address of a client, is looked up: with a DNS that knows nobody all goes on, and it is never asked. */
class NamesTest {

    @TempDir
    Path folder;

    @Test
    void mailGoesOutWithoutAskingForAnyName() throws Exception {
        Path asked = Files.createFile(folder.resolve("asked"));
        TestCertificate certificate = TestCertificate.make(folder, "dns:duwtje.test");
        try (ScriptedNextHop nextHop = ScriptedNextHop.startTls(certificate.server());
                ServeProcess serve = ServeProcess.withoutNames(folder, asked, nextHop.address(),
                        "smtp.tls.certificate=" + certificate.certificate(), "smtp.tls.key=" + certificate.key(),
                        "next-hop.tls=required", "smtp.hostname=duwtje.nowhere.test")) {
            List<String> residents = outsiders(12);
            assertThat(Mailer.send(serve.smtp(), SENDER, List.of("a@wijk1.test"), page())).startsWith("250 2.0.0 relayed");
            assertThat(Mailer.send(serve.smtp(), SENDER, residents, plain(String.join(", ", residents), "Avond"))).startsWith("250 ");
            assertThat(Mailer.send(serve.smtp(), SENDER, List.of("b@wijk1.test"), withBsns("b@wijk1.test", "Lijst"))).contains(" held ");
            assertThat(Mailer.send(serve.smtp(), "x@elders.test", List.of("nobody@[192.0.2.7]"), plain("c@wijk1.test", "Om")))
                    .startsWith("250 ");
            try (Dialogue client = Dialogue.greeted(new InetSocketAddress(serve.smtp().host(), serve.smtp().port()))) {
                client.ask("STARTTLS", "220 ");
                client.secure(certificate.trusting());
                client.ask("EHLO client.elders.test", "250").ask("MAIL FROM:<" + SENDER + ">", "250 ").ask("QUIT", "221 ");
            }
            nextHop.awaitAccepted(5);
        }
        assertThat(asked).isEmptyFile();
        assertThatThrownBy(() -> ServeProcess.withoutNames(folder, asked, "127.0.0.1:25", "smtp.listen=ours.nowhere.test:0"))
                .hasMessageContaining("serve said: null");
        assertThat(asked).as("who asks is noticed").content().contains("ours.nowhere.test");
    }

    private static String page() {
        return """
                Received: from relay.elders.test (relay.elders.test [192.0.2.9]) by mx.example.org; Sat, 21 Nov 2026 10:00:00 +0100
                From: Sanne de Vries <sanne@example.org>
                To: a@wijk1.test
                Subject: Pagina
                MIME-Version: 1.0
                Content-Type: text/html; charset=utf-8

                <p>Zie <a href="https://www.elders.test/x">hier</a> <img src="https://beeld.elders.test/logo.png"></p>
                """;
    }
}
