package nl.duwtje.gateway;

import static nl.duwtje.gateway.testkit.SampleMails.SENDER;
import static nl.duwtje.gateway.testkit.SampleMails.outsiders;
import static nl.duwtje.gateway.testkit.SampleMails.plain;
import static nl.duwtje.gateway.testkit.SampleMails.withBsns;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import nl.duwtje.gateway.testkit.Mailer;
import nl.duwtje.gateway.testkit.Postfix;
import nl.duwtje.gateway.testkit.RunningGateway;
import nl.duwtje.gateway.testkit.ScriptedNextHop;
import nl.duwtje.gateway.testkit.ScriptedNextHop.Transaction;

/** The same stories with a real Postfix as next hop (which relays to a server that remembers), and with swaks and smtp-source as clients. */
@EnabledIf("nl.duwtje.gateway.testkit.Postfix#isInstalled")
class PostfixInteropTest {

    @TempDir
    Path folder;
    private ScriptedNextHop world;
    private Postfix postfix;
    private RunningGateway gateway;

    @BeforeEach
    void start() throws Exception {
        world = ScriptedNextHop.start();
        postfix = Postfix.start(world.port());
        Files.createDirectories(folder);
        gateway = RunningGateway.start(folder, postfix.address());
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
        postfix.close();
        world.close();
    }

    @Test
    void anOrdinaryMailIsByteIdenticalBehindPostfix() throws Exception {
        String mail = plain("info@bouwbedrijf.test", "Planning");
        assertThat(gateway.send(SENDER, List.of("info@bouwbedrijf.test"), mail)).startsWith("250 2.0.0 relayed ").contains("queued as");
        assertThat(MailflowTest.untraced(world.awaitAccepted(1).get(0))).isEqualTo(Mailer.crlf(mail));
    }

    @Test
    void twelveLeaveHiddenAndTheEnvelopeStillHasTwelve() throws Exception {
        List<String> to = outsiders(12);
        gateway.send(SENDER, to, plain(String.join(", ", to), "Bewonersavond"));
        postfix.awaitRecipients(world, 13); // the twelve, and the sender's receipt
        List<Transaction> residents = world.accepted().stream().filter(t -> t.rcpts().toString().contains("bewoner")).toList();
        assertThat(residents.stream().mapToInt(t -> t.rcpts().size()).sum()).isEqualTo(12);
        assertThat(residents).allSatisfy(
                t -> assertThat(t.text()).contains("\r\nTo: undisclosed-recipients:;\r\n").doesNotContain("bewoner1@", "bewoner12@"));
    }

    @Test
    void aHeldWorkbookGoesOnceAfterTheAnswer() throws Exception {
        String mail = withBsns("planning@vervoerder.test", "Lijst leerlingenvervoer");
        assertThat(gateway.send(SENDER, List.of("planning@vervoerder.test"), mail)).startsWith("250 2.0.0 held ");
        String link = RunningGateway.link(world.awaitAccepted(1).get(0).text());
        assertThat(gateway.open(link).statusCode()).isEqualTo(200);
        gateway.answer(link, "send");
        gateway.answer(link, "send");
        postfix.awaitRecipients(world, 3); // notice, the mail, and what went out
        List<Transaction> sent = world.accepted().stream().filter(t -> t.rcpts().toString().contains("vervoerder")).toList();
        assertThat(sent).singleElement().satisfies(t -> assertThat(MailflowTest.untraced(t)).isEqualTo(Mailer.crlf(mail)));
    }

    @Test
    void swaksIsServed() throws Exception {
        Process swaks = new ProcessBuilder("swaks", "--server", gateway.smtp().host(), "--port", String.valueOf(gateway.smtp().port()),
                "--from",
                SENDER, "--to", "a@wijk1.test,b@wijk2.test", "--h-Subject", "Van swaks").redirectErrorStream(true).start();
        String dialogue = new String(swaks.getInputStream().readAllBytes());
        assertThat(swaks.waitFor()).as(dialogue).isZero();
        postfix.awaitRecipients(world, 2);
    }

    @Test
    void smtpSourceIsServed() throws Exception {
        Process source = new ProcessBuilder("smtp-source", "-s", "10", "-m", "200", "-l", "10240", "-f", SENDER, "-t", "a@wijk1.test", "-c",
                "inet:" + gateway.smtp().host() + ":" + gateway.smtp().port()).redirectErrorStream(true).start();
        String said = new String(source.getInputStream().readAllBytes());
        assertThat(source.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(source.exitValue()).as(said).isZero();
        postfix.awaitRecipients(world, 200);
        assertThat(world.accepted()).hasSize(200);
    }
}
