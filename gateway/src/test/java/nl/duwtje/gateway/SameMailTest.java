package nl.duwtje.gateway;

import static nl.duwtje.gateway.testkit.SampleMails.SENDER;
import static nl.duwtje.gateway.testkit.SampleMails.withBsns;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import nl.duwtje.gateway.testkit.Mailer;
import nl.duwtje.gateway.testkit.RunningGateway;
import nl.duwtje.gateway.testkit.ScriptedNextHop;
import nl.duwtje.gateway.testkit.ScriptedNextHop.Transaction;

/** The same mail again, many mails alike, and mail of more than one person: who is told what, seen from outside. */
class SameMailTest {

    private static final String TO = "planning@vervoerder.test";

    @TempDir
    Path folder;
    private ScriptedNextHop nextHop;
    private RunningGateway gateway;

    @BeforeEach
    void start() throws Exception {
        nextHop = ScriptedNextHop.start();
        Path departments = Files.writeString(folder.resolve("departments.yaml"), "service-accounts: [zaaksysteem@example.org]\n");
        gateway = with(departments, "1s");
    }

    private RunningGateway with(Path departments, String delay) throws Exception {
        return RunningGateway.start(folder, nextHop.address(), "hold.notice-delay=" + delay, "directory.departments=" + departments,
                "notice.reply-address=confirm@duwtje.example.org");
    }

    /** So many mails alike, close together; the one notice about them. */
    private Transaction merge(int mails) throws Exception {
        gateway.close();
        gateway = with(folder.resolve("departments.yaml"), "5s");
        for (int i = 0; i < mails; i++) {
            gateway.send(SENDER, List.of("ouder" + i + "@wijk.test"), withBsns("ouder" + i + "@wijk.test", "Beste ouder " + i));
        }
        return nextHop.awaitAccepted(1).get(0);
    }

    @AfterEach
    void stop() {
        gateway.close();
        nextHop.close();
    }

    @Test
    void whoSendsTheSameMailAgainIsToldThatItWaitsAndItGoesOutOnce() throws Exception {
        String mail = withBsns(TO + ", piet@example.org", "Lijst");
        List<String> both = List.of(TO, "piet@example.org");
        String first = gateway.send(SENDER, both, mail);
        nextHop.awaitAccepted(2); // the notice, and the colleague's copy
        assertThat(gateway.send(SENDER, both, mail)).as("a client that lost our 250").isEqualTo(first);
        String again = mail.replace("<Lijst@example.org>", "<nogeens@example.org>").replace("10:00:00", "10:07:00");
        assertThat(gateway.send(SENDER, both, again)).isEqualTo(first);

        List<Transaction> out = nextHop.awaitAccepted(3);
        assertThat(RunningGateway.text(out.get(2).text())).contains("wacht al op jou").contains("niet twee keer");
        gateway.answer(RunningGateway.link(out.get(2).text()), "send");
        out = nextHop.awaitAccepted(5);
        gateway.awaitMetrics("duwtje_outbox 0.0", "duwtje_held 0.0");
        assertThat(nextHop.accepted().stream().flatMap(t -> t.rcpts().stream()).filter(rcpt -> !rcpt.contains("sanne"))).hasSize(2);

        assertThat(gateway.send(SENDER, both, again.replace("nogeens", "later"))).as("decided: the next copy is a new mail")
                .startsWith("250 2.0.0 held ").isNotEqualTo(first);
    }

    @Test
    void aMailMergeIsOneNoticeWithAListAndOneAnswer() throws Exception {
        Transaction notice = merge(40);
        assertThat(RunningGateway.text(notice.text())).contains("40 mails").contains("Beste ouder 0").contains("nog 20")
                .doesNotContain("Beste ouder 39");
        String link = RunningGateway.link(notice.text());
        HttpResponse<String> page = gateway.open(link);
        assertThat(page.body()).contains("Beste ouder 39").contains("value=\"send\"");

        String one = page.body().substring(page.body().indexOf("name=\"open\" value=\"") + 19).split("\"")[0];
        HttpResponse<String> alone = gateway.post(link, "open=" + one);
        assertThat(alone.body()).contains("Beste ouder 0").doesNotContain("Beste ouder 1<");
        gateway.answer(alone.uri().toString(), "cancel");
        nextHop.awaitAccepted(2); // its draft

        gateway.answer(link, "send");
        List<Transaction> out = nextHop.awaitAccepted(2 + 39 + 1);
        assertThat(out.stream().filter(t -> t.mail().contains("<>"))).as("the list, the draft, one word about the rest").hasSize(3);
        assertThat(out.stream().flatMap(t -> t.rcpts().stream()).filter(rcpt -> rcpt.contains("ouder")).distinct()).hasSize(39)
                .noneMatch(rcpt -> rcpt.contains("<ouder0@"));
        gateway.awaitMetrics("duwtje_held 0.0", "duwtje_outbox 0.0");
    }

    @Test
    void aListIsAnsweredByMailAsWell() throws Exception {
        String notice = merge(6).text();
        String to = notice.replaceAll("(?s).*Reply-To: <([^>]+)>.*", "$1");
        gateway.send(SENDER, List.of(to),
                "From: sanne@example.org\nTo: " + to + "\nSubject: RE\nMessage-ID: <antw@example.org>\n\nstop\n");
        assertThat(RunningGateway.text(nextHop.awaitAccepted(2).get(1).text())).contains("6 mails teruggehaald");
        gateway.awaitMetrics("duwtje_held 0.0");
    }

    @Test
    void sharedMailboxAndDelegateAreBothToldAndEitherMayAnswer() throws Exception {
        String mail = withBsns(TO, "Lijst").replace("From: Sanne de Vries <sanne@example.org>",
                "From: Leerplicht <leerplicht@example.org>\nSender: sanne@example.org");
        gateway.send("leerplicht@example.org", List.of(TO), mail);
        List<Transaction> notices = nextHop.awaitAccepted(2);
        assertThat(notices).extracting(t -> t.rcpts().toString()).anyMatch(rcpt -> rcpt.contains("leerplicht"))
                .anyMatch(rcpt -> rcpt.contains("sanne"));
        Transaction delegates = notices.stream().filter(t -> t.rcpts().toString().contains("sanne")).findFirst().orElseThrow();
        assertThat(RunningGateway.link(notices.get(0).text())).isNotEqualTo(RunningGateway.link(notices.get(1).text()));

        gateway.answer(RunningGateway.link(delegates.text()), "send");
        List<Transaction> out = nextHop.awaitAccepted(5);
        assertThat(out.stream().filter(t -> t.rcpts().toString().contains("vervoerder"))).hasSize(1);
        assertThat(out.stream().filter(t -> t.rcpts().toString().contains("leerplicht"))).as("both hear what went out").hasSize(2);
    }

    @Test
    void neitherAnOutsiderNorAServiceAccountIsTold() throws Exception {
        String mail = withBsns(TO, "Lijst").replace("From: Sanne de Vries <sanne@example.org>",
                "From: Sanne de Vries <sanne@example.org>\nSender: zaaksysteem@example.org");
        gateway.send(SENDER, List.of(TO), mail);
        String forwarded = withBsns(TO, "Ander").replace("From: Sanne de Vries <sanne@example.org>", "From: burger@elders.test");
        gateway.send(SENDER, List.of(TO), forwarded);
        assertThat(nextHop.awaitAccepted(2)).allMatch(t -> t.rcpts().toString().contains("sanne"));
        assertThat(Mailer.send(gateway.smtp(), "zaaksysteem@example.org", List.of(TO), withBsns(TO, "Derde")))
                .startsWith("250 2.0.0 relayed ");
        gateway.awaitMetrics("duwtje_outbox 0.0");
    }
}
