package nl.duwtje.gateway;

import static nl.duwtje.gateway.testkit.SampleMails.SENDER;
import static nl.duwtje.gateway.testkit.SampleMails.outsiders;
import static nl.duwtje.gateway.testkit.SampleMails.plain;
import static nl.duwtje.gateway.testkit.SampleMails.withBsns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import nl.duwtje.gateway.testkit.Mailer;
import nl.duwtje.gateway.testkit.Postfix;
import nl.duwtje.gateway.testkit.RunningGateway;
import nl.duwtje.gateway.testkit.ScriptedNextHop;
import nl.duwtje.gateway.testkit.ScriptedNextHop.Transaction;
import nl.duwtje.gateway.testkit.TestCertificate;

/** The same stories with a real Postfix as next hop (which relays to a server that remembers), and with swaks and smtp-source as clients. */
@EnabledIf("nl.duwtje.gateway.testkit.Postfix#isWanted")
class PostfixInteropTest {

    @TempDir
    static Path folder;
    private static ScriptedNextHop world;
    private static Postfix postfix;
    private static RunningGateway gateway;
    private static TestCertificate postfixShows;

    @BeforeAll
    static void start() throws Exception {
        world = ScriptedNextHop.start();
        postfixShows = TestCertificate.make(folder, "ip:127.0.0.1");
        postfix = Postfix.start(Postfix.freePort(), world.port(), """
                smtpd_tls_security_level = may
                smtpd_tls_chain_files = %s, %s
                smtpd_tls_received_header = yes
                """.formatted(postfixShows.key(), postfixShows.certificate()), "");
        gateway = RunningGateway.start(folder, postfix.address());
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
        postfix.close();
        world.close();
    }

    /** Waits until so many recipients whose address contains {@code part} have been served, and gives their transactions. */
    private static List<Transaction> served(String part, int recipients) {
        await().atMost(Duration.ofSeconds(60)).until(() -> to(part).stream().mapToInt(t -> t.rcpts().size()).sum() >= recipients);
        return to(part);
    }

    private static List<Transaction> to(String part) {
        return world.accepted().stream().filter(t -> t.rcpts().toString().contains(part)).toList();
    }

    @Test
    void anOrdinaryMailIsByteIdenticalBehindPostfix() throws Exception {
        String mail = plain("info@bouwbedrijf.test", "Planning");
        assertThat(gateway.send(SENDER, List.of("info@bouwbedrijf.test"), mail)).startsWith("250 2.0.0 relayed ").contains("queued as");
        assertThat(MailflowTest.untraced(served("bouwbedrijf", 1).get(0))).isEqualTo(Mailer.crlf(mail));
    }

    @Test
    void twelveLeaveHiddenAndTheEnvelopeStillHasTwelve() throws Exception {
        List<String> to = outsiders(12);
        gateway.send(SENDER, to, plain(String.join(", ", to), "Bewonersavond"));
        List<Transaction> residents = served("bewoner", 12);
        assertThat(residents.stream().mapToInt(t -> t.rcpts().size()).sum()).isEqualTo(12);
        assertThat(residents).allSatisfy(
                t -> assertThat(t.text()).contains("\r\nTo: undisclosed-recipients:;\r\n").doesNotContain("bewoner1@", "bewoner12@"));
    }

    @Test
    void aHeldWorkbookGoesOnceAfterTheAnswer() throws Exception {
        String mail = withBsns("planning@vervoerder.test", "Lijst leerlingenvervoer");
        assertThat(gateway.send(SENDER, List.of("planning@vervoerder.test"), mail)).startsWith("250 2.0.0 held ");
        String link = RunningGateway.link(notice("Lijst leerlingenvervoer"));
        assertThat(gateway.open(link).statusCode()).isEqualTo(200);
        gateway.answer(link, "send");
        gateway.answer(link, "send");
        assertThat(gateway.send(SENDER, List.of("daarna@vervoerder.test"), plain("daarna@vervoerder.test", "Daarna"))).startsWith("250 ");
        served("daarna@", 1);
        assertThat(served("planning@", 1)).singleElement()
                .satisfies(t -> assertThat(MailflowTest.untraced(t)).isEqualTo(Mailer.crlf(mail)));
    }

    private static String notice(String subject) {
        await().atMost(Duration.ofSeconds(60)).until(() -> to(SENDER).stream().anyMatch(t -> t.text().contains(subject)));
        return to(SENDER).stream().filter(t -> t.text().contains(subject)).findFirst().orElseThrow().text();
    }

    @Test
    void swaksIsServed() throws Exception {
        swaks(0, gateway, "--to", "a@swaks.test,b@swaks.test", "--h-Subject", "Van swaks");
        served("swaks", 2);
    }

    @Test
    void startTlsInAndVerifiedStartTlsOut() throws Exception {
        Path own = Files.createDirectory(folder.resolve("tls"));
        TestCertificate ours = TestCertificate.make(own, "dns:duwtje.example.org");
        try (RunningGateway secured = RunningGateway.start(own, postfix.address(), "smtp.tls.certificate=" + ours.certificate(),
                "smtp.tls.key=" + ours.key(), "next-hop.tls=verified", "next-hop.trust=" + postfixShows.pem())) {
            String dialogue = swaks(0, secured, "-tls", "--tls-verify", "--tls-ca-path", ours.pem().toString(), "--to", "a@tls.test");
            assertThat(dialogue).contains("=== TLS started with cipher TLSv1.3", "<~  250 2.0.0 relayed");
            assertThat(served("tls.test", 1)).singleElement().satisfies(mail -> assertThat(mail.text())
                    .containsPattern("(?s)Received: from duwtje.example.org .*using TLSv1\\.3.*by nexthop\\.test \\(Postfix\\) with ESMTPS")
                    .containsPattern("(?s)by duwtje.example.org .*with ESMTPS"));
        }
        try (RunningGateway wary = RunningGateway.start(own, postfix.address(), "next-hop.tls=verified", "next-hop.trust=" + ours.pem())) {
            assertThat(swaks(26, wary, "--to", "b@tls.test")).containsPattern("<\\*\\* 451 4\\.(7\\.5|4\\.1) ");
            assertThat(to("b@tls.test")).isEmpty();
        }
    }

    private static String swaks(int exit, RunningGateway server, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of("swaks", "--server", server.smtp().toString(), "--from", SENDER));
        command.addAll(List.of(more));
        Process swaks = new ProcessBuilder(command).redirectErrorStream(true).start();
        String dialogue = new String(swaks.getInputStream().readAllBytes());
        assertThat(swaks.waitFor()).as(dialogue).isEqualTo(exit);
        return dialogue;
    }

    @Test
    void smtpSourceIsServed() throws Exception {
        Process source = new ProcessBuilder("smtp-source", "-s", "10", "-m", "200", "-l", "10240", "-f", SENDER, "-t", "a@source.test",
                "-c",
                "inet:" + gateway.smtp().host() + ":" + gateway.smtp().port()).redirectErrorStream(true).start();
        String said = new String(source.getInputStream().readAllBytes());
        assertThat(source.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(source.exitValue()).as(said).isZero();
        assertThat(served("source", 200)).hasSize(200);
    }
}
