package nl.duwtje.gateway;

import static nl.duwtje.gateway.testkit.SampleMails.SENDER;
import static nl.duwtje.gateway.testkit.SampleMails.outsiders;
import static nl.duwtje.gateway.testkit.SampleMails.plain;
import static nl.duwtje.gateway.testkit.SampleMails.withBsns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import nl.duwtje.gateway.config.HostPort;
import nl.duwtje.gateway.testkit.Mailer;
import nl.duwtje.gateway.testkit.Postfix;
import nl.duwtje.gateway.testkit.RunningGateway;
import nl.duwtje.gateway.testkit.ScriptedNextHop;
import nl.duwtje.gateway.testkit.ScriptedNextHop.Transaction;

/** The three set-ups of config/postfix, as shipped but for ports and passwords, with a real Postfix: users -> Postfix -> Duwtje -> ... -> the world. */
@EnabledIf("nl.duwtje.gateway.testkit.Postfix#isWanted")
class PostfixRouteTest {

    private static final Path SHIPPED = Path.of(System.getProperty("duwtje.root"), "config/postfix");

    @TempDir
    Path folder;
    private final int outsidePort = port();
    private final int users = port();
    private final int reentry = port();
    private ScriptedNextHop world;
    private RunningGateway gateway;
    private Postfix postfix;

    private static int port() {
        try {
            return Postfix.freePort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void start() throws Exception {
        world = ScriptedNextHop.start();
    }

    @AfterEach
    void stop() throws Exception {
        postfix.close();
        gateway.close();
        world.close();
    }

    /** The pieces for master.cf, with our ports, for users without TLS and password. */
    private String master(String file, int duwtje) throws IOException {
        return Files.readString(SHIPPED.resolve(file)).replace("submission inet", "127.0.0.1:" + users + " inet")
                .replace(":10026", ":" + reentry).replace(":2525", ":" + duwtje)
                .replace("smtpd_tls_security_level=encrypt", "smtpd_tls_security_level=none")
                .replace("smtpd_sasl_auth_enable=yes", "smtpd_sasl_auth_enable=no")
                .replace("permit_sasl_authenticated,reject", "permit_mynetworks,reject");
    }

    private void filteredBy(String file) throws Exception {
        gateway = RunningGateway.start(folder, "127.0.0.1:" + reentry);
        postfix = Postfix.start(outsidePort, world.port(), "", master(file, gateway.smtp().port()));
    }

    private String asUser(List<String> to, String eml) throws IOException {
        return Mailer.send(new HostPort("127.0.0.1", users), SENDER, to, eml);
    }

    private List<Transaction> served(String part, int count) {
        await().atMost(Duration.ofSeconds(30)).until(() -> to(part).size() >= count);
        return to(part);
    }

    private List<Transaction> to(String part) {
        return world.accepted().stream().filter(t -> t.rcpts().toString().contains(part)).toList();
    }

    private static int marks(Transaction mail) {
        return mail.text().split("\r\nDuwtje-Seen: ", -1).length - 1;
    }

    /** All that any set-up must do. What the user is told to his final dot differs, and is asked for by each test. */
    private void cleanHiddenAndHeldMail() throws Exception {
        asUser(List.of("info@bouwbedrijf.test"), plain("info@bouwbedrijf.test", "Planning"));
        assertThat(served("bouwbedrijf", 1)).singleElement().satisfies(mail -> {
            assertThat(marks(mail)).isEqualTo(1);
            assertThat(mail.text()).containsOnlyOnce("by duwtje.example.org");
            assertThat(mail.text().substring(mail.text().indexOf("\r\nFrom: ") + 2))
                    .isEqualTo(Mailer.crlf(plain("info@bouwbedrijf.test", "Planning")));
        });

        List<String> residents = outsiders(12);
        asUser(residents, plain(String.join(", ", residents), "Bewonersavond"));
        await().atMost(Duration.ofSeconds(30)).until(() -> to("bewoner").stream().mapToInt(t -> t.rcpts().size()).sum() == 12);
        assertThat(to("bewoner")).allSatisfy(mail -> {
            assertThat(mail.text()).contains("\r\nTo: undisclosed-recipients:;\r\n").doesNotContain("bewoner1@", "bewoner12@");
            assertThat(marks(mail)).isEqualTo(1);
        });
        assertThat(served(SENDER, 1)).singleElement().satisfies(told -> assertThat(told.mail()).startsWith("MAIL FROM:<>"));

        asUser(List.of("planning@vervoerder.test"), withBsns("planning@vervoerder.test", "Lijst leerlingen"));
        Transaction notice = served(SENDER, 2).get(1);
        assertThat(notice.text()).contains("Lijst leerlingen").contains("Auto-Submitted: auto-");
        await().atMost(Duration.ofSeconds(10)).until(() -> postfix.queue().contains("Mail queue is empty"));
        assertThat(to("vervoerder")).isEmpty();
        gateway.answer(RunningGateway.link(notice.text()), "send");
        assertThat(served("vervoerder", 1)).singleElement().satisfies(mail -> assertThat(marks(mail)).isEqualTo(1));
        served(SENDER, 3);

        assertThat(world.accepted()).as("nothing was bounced, sent twice or sent round").hasSize(1 + to("bewoner").size() + 1 + 3)
                .noneSatisfy(mail -> assertThat(mail.text()).contains("MAILER-DAEMON"));
        assertThat(gateway.get("/metrics")).contains("result=\"delivered\"} 1.0").doesNotContain("result=\"looped\"");
    }

    @Test
    void contentFilterAndReentryAndMailWaitsWhileDuwtjeIsAway() throws Exception {
        filteredBy("master.cf.content_filter");
        cleanHiddenAndHeldMail();
        assertThat(asUser(List.of("a@wijk1.test"), plain("a@wijk1.test", "Antwoord"))).contains("queued as");

        Mailer.send(HostPort.of(postfix.address()), "iemand@elders.test", List.of("b@wijk1.test"), plain("b@wijk1.test", "Van buiten"));
        assertThat(served("b@wijk1", 1)).singleElement().satisfies(mail -> assertThat(marks(mail)).isZero());

        int port = gateway.smtp().port();
        gateway.close();
        assertThat(asUser(List.of("c@wijk1.test"), plain("c@wijk1.test", "Wacht even"))).contains("queued as");
        await().atMost(Duration.ofSeconds(10)).until(() -> postfix.queue().contains("Connection refused"));
        assertThat(to("c@wijk1")).isEmpty();

        gateway = RunningGateway.start(folder, "127.0.0.1:" + reentry, "smtp.listen=127.0.0.1:" + port);
        postfix.flush();
        assertThat(served("c@wijk1", 1)).singleElement().satisfies(mail -> assertThat(marks(mail)).isEqualTo(1));
    }

    @Test
    void proxyBeforeTheQueue() throws Exception {
        filteredBy("master.cf.proxy_filter");
        cleanHiddenAndHeldMail();
        assertThat(asUser(List.of("a@wijk1.test"), plain("a@wijk1.test", "Antwoord"))).startsWith("250 2.0.0 relayed ");
        assertThat(asUser(List.of("planning@vervoerder.test"), withBsns("planning@vervoerder.test", "Nog een lijst")))
                .startsWith("250 2.0.0 held ");
        gateway.close();
        assertThat(asUser(List.of("a@wijk1.test"), plain("a@wijk1.test", "Te vroeg"))).startsWith("451 4.3.0 ");
    }

    @Test
    void relayhost() throws Exception {
        gateway = RunningGateway.start(folder, world.address());
        postfix = Postfix.start(outsidePort, world.port(), Files.readString(SHIPPED.resolve("main.cf.relayhost"))
                .replace("[duwtje.example.org]:2525", "[127.0.0.1]:" + gateway.smtp().port()), "");
        List<String> residents = outsiders(12);
        assertThat(Mailer.send(HostPort.of(postfix.address()), SENDER, residents, plain(String.join(", ", residents), "Bewonersavond")))
                .contains("queued as");
        served("bewoner", 1);
        await().atMost(Duration.ofSeconds(30)).until(() -> to("bewoner").stream().mapToInt(t -> t.rcpts().size()).sum() == 12);
        assertThat(to("bewoner")).allSatisfy(mail -> assertThat(mail.text()).contains("\r\nTo: undisclosed-recipients:;\r\n"));
    }
}
