package nl.duwtje.gateway;

import static nl.duwtje.gateway.testkit.SampleMails.SENDER;
import static nl.duwtje.gateway.testkit.SampleMails.outsiders;
import static nl.duwtje.gateway.testkit.SampleMails.plain;
import static nl.duwtje.gateway.testkit.SampleMails.withBsns;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import nl.duwtje.gateway.testkit.Mailer;
import nl.duwtje.gateway.testkit.RunningGateway;
import nl.duwtje.gateway.testkit.ScriptedNextHop;
import nl.duwtje.gateway.testkit.ScriptedNextHop.Transaction;

/** Answering a notice by mail, seen from outside: the notice leaves at the next hop, the answer comes in by SMTP. */
class RepliesTest {

    private static final Pattern REPLY_TO = Pattern.compile("(?m)^Reply-To: <(confirm\\+[0-9a-z]{32}@duwtje\\.example\\.org)>\r?$");
    private static final String TO = "planning@vervoerder.test";

    @TempDir
    Path folder;
    private ScriptedNextHop nextHop;
    private RunningGateway gateway;

    @BeforeEach
    void start() throws Exception {
        nextHop = ScriptedNextHop.start();
        gateway = RunningGateway.start(folder, nextHop.address(), "notice.reply-address=Confirm@duwtje.example.org", "hold.undo=0s");
    }

    @AfterEach
    void stop() {
        gateway.close();
        nextHop.close();
    }

    /** Holds a mail with five BSNs and gives the address to answer to. */
    private String held(String mail) throws Exception {
        assertThat(gateway.send(SENDER, List.of(TO), mail)).startsWith("250 2.0.0 held ");
        return replyTo(nextHop.awaitAccepted(1).get(0));
    }

    private static String replyTo(Transaction notice) {
        Matcher matcher = REPLY_TO.matcher(notice.text().replace("Confirm", "confirm"));
        assertThat(matcher.find()).as(notice.text()).isTrue();
        return matcher.group(1);
    }

    private static String reply(String to, String text, String... headers) {
        return """
                From: Sanne de Vries <sanne@example.org>
                To: %s
                Subject: RE: Nog even kijken? Lijst
                Message-ID: <antwoord@example.org>
                In-Reply-To: <x@duwtje.example.org>
                %sMIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8

                %s

                Met vriendelijke groet,
                Sanne

                Van: Duwtje <duwtje@example.org>
                > stop
                """.formatted(to, headers.length == 0 ? "" : String.join("\n", headers) + "\n", text);
    }

    @Test
    void aWordOnTheFirstLineSendsTheMailAndTheAnswerIsConfirmed() throws Exception {
        String mail = withBsns(TO, "Lijst");
        String to = held(mail);
        assertThat(gateway.send(SENDER, List.of(to), reply(to, "> Wat wil je doen?\n\n  Oké, verstuur maar!\u00a0")))
                .isEqualTo("250 2.0.0 answer taken");
        List<Transaction> out = nextHop.awaitAccepted(3);
        assertThat(MailflowTest.untraced(to(out, TO))).isEqualTo(Mailer.crlf(mail));
        assertThat(RunningGateway.text(out.stream().filter(t -> t.text().contains("Subject: Verstuurd")).findFirst().orElseThrow().text()))
                .contains("Je mail is verstuurd");
        assertThat(nextHop.commands()).noneMatch(command -> command.toLowerCase(java.util.Locale.ROOT).contains("confirm+"));
        assertThat(gateway.get("/metrics")).contains("duwtje_answers_total{choice=\"send\"} 1.0");
    }

    @Test
    void stopTakesItBackAsADraft() throws Exception {
        String to = held(withBsns(TO, "Lijst"));
        gateway.send(SENDER, List.of(to), reply(to, "Stop"));
        Transaction draft = nextHop.awaitAccepted(2).get(1);
        assertThat(draft.rcpts().toString()).contains(SENDER);
        assertThat(RunningGateway.text(draft.text())).contains("Je hebt je mail teruggehaald");
        assertThat(nextHop.accepted()).noneMatch(t -> t.rcpts().toString().contains("vervoerder"));
    }

    @Test
    void bccHidesAndApartSendsOneByOneWhereThatWasOffered() throws Exception {
        List<String> people = outsiders(6);
        gateway.send(SENDER, people, plain(String.join(", ", people), "Overleg"));
        String to = replyTo(nextHop.awaitAccepted(1).get(0));
        gateway.send(SENDER, List.of(to), reply(to, "apart"));
        assertThat(nextHop.awaitAccepted(8)).filteredOn(t -> t.rcpts().toString().contains("bewoner")).hasSize(6)
                .allMatch(t -> t.rcpts().size() == 1);
    }

    @Test
    void anHtmlOnlyReplyIsReadAsItIsShown() throws Exception {
        String to = held(withBsns(TO, "Lijst"));
        gateway.send(SENDER, List.of(to), reply(to, "<html><head><style>p{color:red}</style><title>send</title></head>"
                + "<body><p>&nbsp;</p><div>ver<b>stuur</b></div><p>tekst</p></body></html>").replace("text/plain", "text/html"));
        assertThat(to(nextHop.awaitAccepted(3), TO)).isNotNull();
    }

    @Test
    void anOutOfOfficeNeverDecidesAndIsNeverAnswered() throws Exception {
        String to = held(withBsns(TO, "Lijst"));
        for (String header : List.of("Auto-Submitted: auto-replied", "Auto-Submitted: auto-generated; owner-email=\"a@b.test\"",
                "Precedence: bulk", "X-Autoreply: yes", "List-Id: <lijst.example.org>")) {
            assertThat(gateway.send(SENDER, List.of(to), reply(to, "ok", header))).as(header).isEqualTo("250 2.0.0 answer taken");
        }
        gateway.send(SENDER, List.of(to), reply(to, "ok").replace("Subject: RE:", "Subject: Automatisch antwoord:"));
        assertStillWaiting();
    }

    @Test
    void theNullSenderAndDeliveryReportsNeverDecide() throws Exception {
        String to = held(withBsns(TO, "Lijst"));
        assertThat(gateway.send("", List.of(to), reply(to, "ok"))).isEqualTo("250 2.0.0 answer taken");
        assertThat(gateway.send(SENDER, List.of(to), reply(to, "ok").replace("text/plain; charset=utf-8",
                "multipart/report; report-type=delivery-status; boundary=b"))).isEqualTo("250 2.0.0 answer taken");
        assertStillWaiting();
    }

    @Test
    void anOkThatIsOnlyQuotedDecidesNothing() throws Exception {
        String to = held(withBsns(TO, "Lijst"));
        gateway.send(SENDER, List.of(to), reply(to, "> ok\n> verstuur\n\nIk kijk er morgen nog even naar."));
        assertThat(RunningGateway.text(nextHop.awaitAccepted(2).get(1).text())).contains("We begrepen je antwoord niet");
        assertStillWaiting(2);
    }

    @Test
    void onlyTheMailboxThatWasAskedCounts() throws Exception {
        String to = held(withBsns(TO, "Lijst"));
        gateway.send("piet@example.org", List.of(to), reply(to, "ok").replace("sanne@example.org", "piet@example.org"));
        gateway.send("sanne@elders.test", List.of(to), reply(to, "ok")); // a From anybody can write
        assertStillWaiting();
        gateway.send("postbus@example.org", List.of(to), reply(to, "ok")); // sent on behalf: one of our own, and From is hers
        assertThat(to(nextHop.awaitAccepted(3), TO)).isNotNull();
    }

    @Test
    void whatIsNotUnderstoodGetsAHelpMailAFewTimes() throws Exception {
        String to = held(withBsns(TO, "Lijst"));
        assertThat(gateway.send(SENDER, List.of(to), reply(to, "ok, maar haal eerst de lijst eruit"))).isEqualTo("250 2.0.0 answer taken");
        Transaction help = nextHop.awaitAccepted(2).get(1);
        assertThat(help.mail()).startsWith("MAIL FROM:<>");
        assertThat(RunningGateway.text(help.text())).contains("We begrepen je antwoord niet", "“stop”", "“verstuur”", "/m/");
        assertThat(replyTo(help)).isEqualTo(to);
        for (int i = 0; i < 5; i++) {
            gateway.send(SENDER, List.of(to), reply(to, "bcc")); // known, but not offered for this mail
        }
        gateway.send(SENDER, List.of("a@wijk1.test"), plain("a@wijk1.test", "Laatste"));
        nextHop.awaitAccepted(5);
        assertStillWaiting(5);
        gateway.send(SENDER, List.of(to), reply(to, "verstuur"));
        assertThat(to(nextHop.awaitAccepted(7), TO)).isNotNull();
    }

    @Test
    void aSecondAnswerChangesNothingAndIsToldSo() throws Exception {
        String to = held(withBsns(TO, "Lijst"));
        gateway.send(SENDER, List.of(to), reply(to, "stop"));
        nextHop.awaitAccepted(2);
        gateway.send(SENDER, List.of(to), reply(to, "ok"));
        assertThat(RunningGateway.text(nextHop.awaitAccepted(3).get(2).text())).contains("Er was al gekozen", "De mail gaat niet weg.");
        assertThat(nextHop.accepted()).noneMatch(t -> t.rcpts().toString().contains("vervoerder"));
    }

    @Test
    void anAddressThatLeadsNowhereIsRefusedAndNothingIsRelayed() throws Exception {
        for (String nowhere : List.of("confirm@duwtje.example.org", "confirm+0123456789@duwtje.example.org")) {
            assertThat(gateway.send(SENDER, List.of(nowhere), reply(nowhere, "ok"))).startsWith("550 5.1.1 ");
        }
        assertThat(nextHop.accepted()).isEmpty();
    }

    @Test
    void othersInTheReplyGetItTheUsualWayWithoutOurAddress() throws Exception {
        String to = held(withBsns(TO, "Lijst"));
        assertThat(gateway.send(SENDER, List.of("piet@example.org", to), reply(to + ", piet@example.org", "ok")))
                .startsWith("250 2.0.0 relayed ");
        List<Transaction> out = nextHop.awaitAccepted(4);
        assertThat(to(out, "piet@example.org").rcpts()).hasSize(1);
        assertThat(to(out, TO)).isNotNull();
    }

    @Test
    void theNoticeSaysHowInTextAndHtml() throws Exception {
        gateway.send(SENDER, List.of(TO), withBsns(TO, "Lijst"));
        Transaction notice = nextHop.awaitAccepted(1).get(0);
        String token = replyTo(notice).replaceAll(".*\\+|@.*", "");
        assertThat(RunningGateway.text(notice.text())).contains("“stop”, “zonder bijlage”, “verstuur”")
                .doesNotContain("Antwoorden op dit bericht kan niet");
        assertThat(notice.text().replace("=\r\n", "")).contains("mailto:Confirm%2B" + token
                + "@duwtje.example.org?subject=3DNog%20even%20kijken%3F%20Lijst&amp;body=3Dstop");
    }

    private void assertStillWaiting() throws Exception {
        assertStillWaiting(1);
    }

    /** Nothing more has left than these, and the hold waits. */
    private void assertStillWaiting(int sent) throws Exception {
        gateway.awaitMetrics("duwtje_held 1.0", "duwtje_outbox 0.0");
        assertThat(nextHop.accepted()).hasSize(sent).noneMatch(t -> t.rcpts().toString().contains("vervoerder"));
    }

    private static Transaction to(List<Transaction> out, String recipient) {
        return out.stream().filter(t -> t.rcpts().stream().anyMatch(rcpt -> rcpt.contains("<" + recipient + ">"))).findFirst()
                .orElseThrow(() -> new AssertionError("nothing for " + recipient + " in " + out));
    }
}
