package nl.duwtje.gateway;

import static nl.duwtje.gateway.testkit.SampleMails.SENDER;
import static nl.duwtje.gateway.testkit.SampleMails.outsiders;
import static nl.duwtje.gateway.testkit.SampleMails.plain;
import static nl.duwtje.gateway.testkit.SampleMails.withBsns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import nl.duwtje.gateway.testkit.Mailer;
import nl.duwtje.gateway.testkit.RunningGateway;
import nl.duwtje.gateway.testkit.ScriptedNextHop;
import nl.duwtje.gateway.testkit.ScriptedNextHop.Point;
import nl.duwtje.gateway.testkit.ScriptedNextHop.Transaction;

/** The story of Mailflow and Release, seen from outside: mail in by SMTP, answers by HTTP, mail out at a next hop. */
class MailflowTest {

    @TempDir
    Path folder;
    private ScriptedNextHop nextHop;
    private RunningGateway gateway;

    @BeforeEach
    void start() throws Exception {
        nextHop = ScriptedNextHop.start();
        gateway = RunningGateway.start(folder, nextHop.address());
    }

    @AfterEach
    void stop() {
        gateway.close();
        nextHop.close();
    }

    @Test
    void anOrdinaryMailLeavesByteForByteAsItCame() throws Exception {
        String mail = plain("info@bouwbedrijf.test", "Planning");
        assertThat(gateway.send(SENDER, List.of("info@bouwbedrijf.test"), mail)).startsWith("250 2.0.0 relayed ");
        Transaction out = nextHop.awaitAccepted(1).get(0);
        assertThat(untraced(out)).isEqualTo(Mailer.crlf(mail));
        assertThat(out.text()).startsWith("Received: from exchange.example.org").contains("\r\nDuwtje-Seen: ");
    }

    @Test
    void twelveOutsideAddressesAreHiddenAndTheSenderIsTold() throws Exception {
        List<String> to = outsiders(12);
        String mail = plain(String.join(", ", to), "Bewonersavond");
        assertThat(gateway.send(SENDER, to, mail)).startsWith("250 2.0.0 amended ");
        List<Transaction> out = nextHop.awaitAccepted(2);
        Transaction hidden = to(out, to.get(0));
        assertThat(hidden.rcpts()).hasSize(12);
        assertThat(untraced(hidden)).isEqualTo(Mailer.crlf(mail).replace("To: " + String.join(", ", to), "To: undisclosed-recipients:;"));
        Transaction receipt = to(out, SENDER);
        assertThat(receipt.mail()).startsWith("MAIL FROM:<>");
        assertThat(receipt.text()).contains("Auto-Submitted: auto-generated");
    }

    @Test
    void colleaguesKeepTheListWhenOutsidersLoseIt() throws Exception {
        List<String> to = new ArrayList<>(outsiders(12));
        to.add("piet@example.org");
        String mail = plain(String.join(", ", to), "Bewonersavond");
        gateway.send(SENDER, to, mail);
        List<Transaction> out = nextHop.awaitAccepted(3);
        assertThat(to(out, to.get(0)).text()).contains("undisclosed-recipients").doesNotContain("bewoner2@");
        assertThat(untraced(to(out, "piet@example.org"))).isEqualTo(Mailer.crlf(mail));
    }

    @Test
    void aListOfBsnsIsHeldUntilItsSenderAnswers() throws Exception {
        String mail = withBsns("planning@vervoerder.test", "Lijst leerlingenvervoer");
        assertThat(gateway.send(SENDER, List.of("planning@vervoerder.test"), mail)).startsWith("250 2.0.0 held ");
        String notice = nextHop.awaitAccepted(1).get(0).text();
        assertThat(RunningGateway.text(notice)).contains("BSN").contains("leerlingen.xlsx").doesNotContain("999990019");
        assertThat(notice).doesNotContain("leerlingen.xlsx\"\r\nContent-Transfer-Encoding"); // never the original

        String link = RunningGateway.link(notice);
        for (int i = 0; i < 100; i++) {
            assertThat(gateway.open(link).statusCode()).isEqualTo(200);
        }
        assertThat(nextHop.accepted()).hasSize(1);

        assertThat(gateway.answer(link, "send").statusCode()).isEqualTo(200);
        List<Transaction> out = nextHop.awaitAccepted(3);
        assertThat(untraced(to(out, "planning@vervoerder.test"))).isEqualTo(Mailer.crlf(mail));
        assertThat(gateway.answer(link, "cancel").statusCode()).isEqualTo(200);
        assertThat(nextHop.accepted()).hasSize(3);
    }

    @Test
    void insideRecipientsDoNotWaitForTheHeldLeg() throws Exception {
        String mail = withBsns("planning@vervoerder.test, piet@example.org", "Lijst");
        gateway.send(SENDER, List.of("planning@vervoerder.test", "piet@example.org"), mail);
        List<Transaction> out = nextHop.awaitAccepted(2);
        assertThat(untraced(to(out, "piet@example.org"))).isEqualTo(Mailer.crlf(mail));
        assertThat(out).noneMatch(t -> t.rcpts().toString().contains("vervoerder"));
    }

    @Test
    void ofAHundredAnswersOneCounts() throws Exception {
        gateway.send(SENDER, List.of("planning@vervoerder.test"), withBsns("planning@vervoerder.test", "Lijst"));
        String link = RunningGateway.link(nextHop.awaitAccepted(1).get(0).text());
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String choice = i % 2 == 0 ? "send" : "send-hidden";
            answers.add(CompletableFuture.supplyAsync(() -> {
                try {
                    return gateway.answer(link, choice);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get().statusCode()).isEqualTo(200);
        }
        nextHop.awaitAccepted(3);
        gateway.send(SENDER, List.of("last@bouwbedrijf.test"), plain("last@bouwbedrijf.test", "Laatste"));
        List<Transaction> out = nextHop.awaitAccepted(4);
        assertThat(out.stream().filter(t -> t.rcpts().toString().contains("vervoerder"))).hasSize(1);
    }

    @Test
    void sixVisibleOutsidersAreHeldAndCanBeSentOneByOne() throws Exception {
        List<String> to = outsiders(6);
        gateway.send(SENDER, to, plain(String.join(", ", to), "Overleg"));
        String link = RunningGateway.link(nextHop.awaitAccepted(1).get(0).text());
        gateway.answer(link, "send-one-by-one");
        List<Transaction> out = nextHop.awaitAccepted(8);
        for (String one : to) {
            Transaction copy = to(out, one);
            assertThat(copy.rcpts()).hasSize(1);
            assertThat(copy.text()).contains("\r\nTo: <" + one + ">\r\n");
            to.stream().filter(other -> !other.equals(one)).forEach(other -> assertThat(copy.text()).doesNotContain(other));
        }
    }

    @Test
    void takenBackMeansADraftForTheSenderAndNothingForTheOthers() throws Exception {
        gateway.send(SENDER, List.of("planning@vervoerder.test"), withBsns("planning@vervoerder.test", "Lijst"));
        String link = RunningGateway.link(nextHop.awaitAccepted(1).get(0).text());
        gateway.answer(link, "cancel");
        List<Transaction> out = nextHop.awaitAccepted(2);
        assertThat(out.get(1).rcpts().toString()).contains(SENDER);
        assertThat(out.get(1).text()).contains("Lijst.eml");
        assertThat(RunningGateway.draft(out.get(1).text())).startsWith("X-Unsent: 1\r\n").contains("leerlingen.xlsx")
                .doesNotContain("Received:");
        assertThat(out).noneMatch(t -> t.rcpts().toString().contains("vervoerder"));
    }

    @Test
    void oneOfThreeRefusedIsTwoDeliveriesOneDsnAndOne250() throws Exception {
        nextHop.when(Point.RCPT).about("weg@wijk2.test").reply("550 5.1.1 no such user");
        List<String> to = List.of("a@wijk1.test", "weg@wijk2.test", "c@wijk3.test");
        assertThat(gateway.send(SENDER, to, plain(String.join(", ", to), "Drie"))).startsWith("250 2.0.0 partly-refused ");
        List<Transaction> out = nextHop.awaitAccepted(2);
        assertThat(out.stream().filter(t -> t.rcpts().toString().contains("wijk"))).singleElement()
                .satisfies(t -> assertThat(t.rcpts()).hasSize(2));
        Transaction dsn = to(out, SENDER);
        assertThat(dsn.mail()).startsWith("MAIL FROM:<>");
        assertThat(dsn.text()).contains("report-type=").contains("Final-Recipient: rfc822; weg@wijk2.test").contains("Status: 5.1.1");
    }

    @Test
    void allRefusedIsPassedOn() throws Exception {
        nextHop.when(Point.RCPT).reply("550 5.1.1 no such user");
        assertThat(gateway.send(SENDER, List.of("weg@wijk1.test"), plain("weg@wijk1.test", "Weg"))).startsWith("550 5.1.1 ");
    }

    @Test
    void whatTheNextHopSaysBecomesOneHarmlessLineOfOurs() throws Exception {
        nextHop.when(Point.END).times(1).send("550-5.7.1 eerst\u001b[31m\r\n550 5.7.1 dan\0\u0007" + "x".repeat(2000) + "\r\n");
        String reply = gateway.send(SENDER, List.of("info@bouwbedrijf.test"), plain("info@bouwbedrijf.test", "Planning"));
        assertThat(reply).startsWith("550 5.7.1 eerst").matches("[\\x20-\\x7e]{100,510}");
        nextHop.when(Point.END).times(1).send("250 2.0.0 genomen\r\n354 ga door\r\n550 5.7.1 toch niet\r\n");
        assertThat(gateway.send(SENDER, List.of("info@bouwbedrijf.test"), plain("info@bouwbedrijf.test", "Planning")))
                .startsWith("250 2.0.0 relayed ");
        assertThat(gateway.send(SENDER, List.of("info@bouwbedrijf.test"), plain("info@bouwbedrijf.test", "Daarna")))
                .startsWith("250 2.0.0 relayed ");
        assertThat(nextHop.accepted()).hasSize(2);
    }

    @Test
    void aNoticeThatIsRefusedIsTriedAgain() throws Exception {
        nextHop.when(Point.MAIL).about("<>").times(1).reply("550 5.7.1 no null sender here");
        gateway.send(SENDER, List.of("planning@vervoerder.test"), withBsns("planning@vervoerder.test", "Lijst"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> nextHop.commands().stream().anyMatch(command -> command.startsWith("MAIL FROM:<>")));
        gateway.send(SENDER, List.of("a@wijk1.test"), plain("a@wijk1.test", "Daarna"));
        nextHop.awaitAccepted(1);
        assertThat(gateway.get("/metrics")).contains("duwtje_outbox 1.0");
    }

    @Test
    void aDeadNextHopIsTemporary() throws Exception {
        try (Socket nobody = nextHop.die()) {
            assertThat(nobody.isBound()).isTrue();
            assertThat(gateway.send(SENDER, List.of("a@wijk1.test"), plain("a@wijk1.test", "Dood"))).startsWith("451 4.4.");
        }
    }

    @Test
    void noReplyAfterTheFinalDotIsNever250() throws Exception {
        nextHop.when(Point.END).times(1).drop();
        assertThat(gateway.send(SENDER, List.of("a@wijk1.test"), plain("a@wijk1.test", "Stil"))).startsWith("451 4.4.2 ");
    }

    @Test
    void aMessageThatComesBackIsNotHeldTwiceAndNotForEver() throws Exception {
        gateway.send(SENDER, List.of("planning@vervoerder.test"), withBsns("planning@vervoerder.test", "Lijst"));
        String link = RunningGateway.link(nextHop.awaitAccepted(1).get(0).text());
        gateway.answer(link, "send");
        String mail = to(nextHop.awaitAccepted(3), "planning@vervoerder.test").text();
        for (int pass = 1; pass < 3; pass++) {
            assertThat(gateway.send(SENDER, List.of("planning@vervoerder.test"), mail)).startsWith("250 2.0.0 relayed ");
            mail = nextHop.awaitAccepted(3 + pass).get(2 + pass).text();
        }
        assertThat(gateway.send(SENDER, List.of("planning@vervoerder.test"), mail)).startsWith("554 5.4.6 ");
    }

    @Test
    void aForgedSeenHeaderOpensNothing() throws Exception {
        String mail = "Duwtje-Seen: abc 00112233445566778899aabbccddeeff\n" + withBsns("planning@vervoerder.test", "Lijst");
        assertThat(gateway.send(SENDER, List.of("planning@vervoerder.test"), mail)).startsWith("250 2.0.0 held ");
    }

    @Test
    void nobodyToAskMeansNothingIsHeld() throws Exception {
        String mail = withBsns("planning@vervoerder.test", "Lijst").replace("sanne@example.org", "burger@elders.test");
        assertThat(gateway.send("burger@elders.test", List.of("planning@vervoerder.test"), mail)).startsWith("250 2.0.0 relayed ");
        assertThat(gateway.send("", List.of("planning@vervoerder.test"), withBsns("planning@vervoerder.test", "Lijst")))
                .startsWith("250 2.0.0 relayed ");
    }

    @Test
    void metersAndReadinessTellWhatHappened() throws Exception {
        gateway.send(SENDER, List.of("a@wijk1.test"), plain("a@wijk1.test", "Een"));
        gateway.send(SENDER, List.of("a@wijk1.test"), withBsns("a@wijk1.test", "Twee"));
        nextHop.awaitAccepted(2);
        assertThat(gateway.get("/metrics")).contains("duwtje_messages_total{result=\"delivered\"} 1.0")
                .contains("duwtje_messages_total{result=\"held\"} 1.0").contains("duwtje_held 1.0").contains("rule=\"PD-010\"");
        assertThat(gateway.get("/readyz")).isEqualTo("ok\n");
    }

    static Transaction to(List<Transaction> out, String recipient) {
        return out.stream().filter(t -> t.rcpts().stream().anyMatch(rcpt -> rcpt.contains("<" + recipient + ">"))).findFirst()
                .orElseThrow(() -> new AssertionError("nothing for " + recipient + " in " + out));
    }

    /** Without our trace headers, which stand in front. */
    static String untraced(Transaction out) {
        String text = out.text();
        int end = text.indexOf("\r\n", text.indexOf("Duwtje-Seen: "));
        return text.substring(end + 2);
    }
}
