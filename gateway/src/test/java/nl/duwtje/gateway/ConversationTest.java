package nl.duwtje.gateway;

import static nl.duwtje.gateway.MailflowTest.to;
import static nl.duwtje.gateway.MailflowTest.untraced;
import static nl.duwtje.gateway.testkit.SampleMails.SENDER;
import static nl.duwtje.gateway.testkit.SampleMails.outsiders;
import static nl.duwtje.gateway.testkit.SampleMails.plain;
import static nl.duwtje.gateway.testkit.SampleMails.withBsns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import nl.duwtje.gateway.store.Hold;
import nl.duwtje.gateway.store.Incident;
import nl.duwtje.gateway.store.Rating;
import nl.duwtje.gateway.testkit.Mailer;
import nl.duwtje.gateway.testkit.RunningGateway;
import nl.duwtje.gateway.testkit.ScriptedNextHop;
import nl.duwtje.gateway.testkit.ScriptedNextHop.Transaction;

/** What a person can do on the page after a notice, seen from outside: the page's own forms in, mail out at a next hop. */
class ConversationTest {

    private static final String TO = "planning@vervoerder.test";
    private static final String PERSON = "&undo=yes";
    private static final String RIGHT = "&act=vervoerder.test";

    @TempDir
    Path folder;
    private ScriptedNextHop nextHop;
    private RunningGateway gateway;

    @BeforeEach
    void start() throws Exception {
        nextHop = ScriptedNextHop.start();
    }

    @AfterEach
    void stop() {
        gateway.close();
        nextHop.close();
    }

    private void gateway(String policy, String... more) throws Exception {
        Path departments = Files.writeString(folder.resolve("departments.yaml"), """
                departments:
                - name: Leerlingzaken
                  members: [sanne@example.org]
                  ambassador: {name: Tom Bakker, contact: "kamer 3, tom@example.org"}
                """);
        List<String> settings = new ArrayList<>(List.of(more));
        settings.add("directory.departments=" + departments);
        settings.add("notice.privacy-officer=fg@example.org");
        if (!policy.isEmpty()) {
            settings.add("policy.file=" + Files.writeString(folder.resolve("policy.yaml"), policy));
        }
        gateway = RunningGateway.start(folder, nextHop.address(), settings.toArray(String[]::new));
    }

    /** Holds a mail and gives the link in its notice. */
    private String held(String mail, String... to) throws Exception {
        assertThat(gateway.send(SENDER, List.of(to), mail)).startsWith("250 2.0.0 held ");
        List<Transaction> out = nextHop.awaitAccepted(1);
        return RunningGateway.link(await().until(() -> nextHop.accepted().stream().filter(t -> t.text().contains("/m/")).findFirst(),
                java.util.Optional::isPresent).orElse(out.get(0)).text());
    }

    private List<Transaction> toOutside() {
        return nextHop.accepted().stream().filter(t -> t.rcpts().toString().contains(".test")).toList();
    }

    private String notice(int which, String person) throws Exception {
        Transaction notice = nextHop.awaitAccepted(which).get(which - 1);
        assertThat(notice.rcpts().toString()).contains(person);
        return RunningGateway.text(notice.text());
    }

    @Test
    void whatAPersonSendsWaitsAndCanBeStoppedAndSentAfterAll() throws Exception {
        gateway("");
        String mail = withBsns(TO, "Lijst");
        String link = held(mail, TO);
        HttpResponse<String> page = gateway.answer(link, "send" + PERSON + RIGHT);
        assertThat(page.body()).contains("Je mail gaat zo weg", "value=\"undo\"", "Oeps, houd tegen");
        assertThat(notice(2, SENDER)).contains("Je mail gaat zo weg", "Oeps, houd tegen:", "/m/");
        gateway.awaitMetrics("duwtje_outbox 1.0");

        HttpResponse<String> stopped = gateway.answer(link, "undo");
        assertThat(stopped.body()).contains("Gestopt. De mail is niet weggegaan.", "value=\"cancel\"");
        assertThat(gateway.get("/metrics")).contains("duwtje_outbox 0.0").contains("duwtje_held 1.0");
        assertThat(toOutside()).isEmpty();

        gateway.answer(link, "send"); // no person: at once
        assertThat(untraced(to(nextHop.awaitAccepted(4), TO))).isEqualTo(Mailer.crlf(mail));
        assertThat(gateway.answer(link, "undo").uri().toString()).as("too late").endsWith("/report?said=undo-late");
        assertThat(toOutside()).hasSize(1);
    }

    @Test
    void whenTheTimeToStopIsOverItLeavesAndTheSameButtonReportsIt() throws Exception {
        gateway("", "hold.undo=300ms");
        String mail = withBsns(TO, "Lijst");
        String link = held(mail, TO);
        gateway.answer(link, "send" + PERSON);
        assertThat(untraced(to(nextHop.awaitAccepted(3), TO))).isEqualTo(Mailer.crlf(mail));

        assertThat(gateway.open(link).body()).contains("Oeps, dit ging mis: melden", "/report?lang=nl");
        assertThat(gateway.open(link + "/report").body()).contains("Melden wat er gebeurde", "sanne@example.org", TO,
                "staan 5 personen met BSN", "value=\"incident\" required checked").doesNotContain("999990019");
        assertThat(nextHop.accepted()).hasSize(3);
        for (int i = 0; i < 2; i++) { // a second report changes nothing
            gateway.answer(link + "/report", "x&kind=incident&facts=Verkeerde+lijst+999990019&effects=&measures=Gebeld");
        }
        List<Transaction> reports = nextHop.awaitAccepted(5).subList(3, 5);
        assertThat(reports).extracting(t -> t.rcpts().toString()).anyMatch(to -> to.contains("fg@example.org"))
                .anyMatch(to -> to.contains("tom@example.org"));
        assertThat(RunningGateway.text(reports.get(0).text())).contains("Een mail is misgegaan", "Verkeerde lijst •••019", "Gebeld", TO)
                .doesNotContain("999990019");
        assertThat(gateway.open(link).body()).contains("Gemeld op").doesNotContain("Oeps");
        assertThat(nextHop.accepted()).hasSize(5);
        try (HeldMail held = Gateway.heldMail(gateway.settings())) {
            assertThat(held.register().incidents(10)).singleElement().satisfies(one -> {
                assertThat(one.kind()).isEqualTo(Incident.Kind.INCIDENT);
                assertThat(one.report().department()).isEqualTo("Leerlingzaken");
                assertThat(one.report().recipients()).containsExactly(TO);
                assertThat(one.report().rules()).containsExactly("PD-010");
                assertThat(one.report().sentAt()).isNotEmpty();
            });
        }
    }

    @Test
    void aWrongAnswerAboutTheRiskIsAskedAgainAndNoAnswerIsTakenFromAProgram() throws Exception {
        gateway("");
        String link = held(withBsns(TO, "Lijst"), TO);
        assertThat(gateway.open(link).body()).contains("Naar welke organisatie wil je deze mail sturen?",
                "name=\"act\" value=\"vervoerder.test\" required", "name=\"act\" value=\"vervoerder.nl\" required");
        HttpResponse<String> again = gateway.answer(link, "send&act=vervoerder.nl");
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.body()).contains("Dat klopt nog niet helemaal. Er is niets verstuurd.", "name=\"act\"");
        assertThat(gateway.get("/metrics")).contains("duwtje_held 1.0");
        assertThat(gateway.answer(link, "send").statusCode()).isEqualTo(200);
        assertThat(to(nextHop.awaitAccepted(3), TO)).isNotNull();
    }

    @Test
    void whatThePolicyRequiresIsNeededFromEverybody() throws Exception {
        gateway("""
                answers:
                  rules: {PD-010: {act: required, justification: choose, undo: 0s}}
                """, "notice.reply-address=confirm@duwtje.example.org");
        String mail = withBsns(TO, "Lijst");
        String link = held(mail, TO);
        assertThat(gateway.answer(link, "send").body()).contains("Beantwoord dan eerst de vraag");
        assertThat(gateway.answer(link, "send" + RIGHT).body()).contains("Zeg dan eerst kort waarom");
        String token = link.substring(link.lastIndexOf('/') + 1);
        gateway.send(SENDER, List.of("confirm+" + token + "@duwtje.example.org"), plain("confirm@duwtje.example.org", "RE")
                .replaceFirst("(?s)Beste.*", "verstuur\n"));
        assertThat(notice(2, SENDER)).contains("We willen je nog één ding vragen");
        assertThat(toOutside()).isEmpty();
        gateway.answer(link, "send" + PERSON + RIGHT + "&reason=agreed");
        assertThat(untraced(to(nextHop.awaitAccepted(4), TO))).isEqualTo(Mailer.crlf(mail));
        try (HeldMail held = Gateway.heldMail(gateway.settings())) {
            Hold hold = held.list(List.of(nl.duwtje.gateway.store.HoldState.RELEASED), 1).get(0);
            assertThat(hold.answer().reason()).isEqualTo("agreed");
        }
    }

    @Test
    void withoutTheAttachmentEverythingElseArrivesAsItWas() throws Exception {
        gateway("");
        String mail = withBsns(TO, "Lijst");
        String link = held(mail, TO);
        assertThat(gateway.open(link).body()).contains("value=\"send-without-attachment\"", "Op de plaats van leerlingen.xlsx");
        gateway.answer(link, "send-without-attachment");
        String out = untraced(to(nextHop.awaitAccepted(3), TO));
        String original = Mailer.crlf(mail);
        assertThat(out).startsWith(original.substring(0, original.indexOf("--b1\r\n", original.indexOf("--b1\r\n") + 1) + 6))
                .contains("[De afzender heeft hier een bijlage weggelaten: leerlingen.xlsx]").endsWith("--b1--\r\n")
                .doesNotContain("base64", "filename");
        assertThat(gateway.open(link).body()).contains("zonder de bijlage", "Dank je wel");
    }

    @Test
    void onlyColleaguesKeepsTheOutsideLegHere() throws Exception {
        gateway("");
        String link = held(withBsns(TO + ", piet@example.org", "Lijst"), TO, "piet@example.org");
        assertThat(gateway.open(link).body()).contains("Je collega's en partners (1 ontvanger) hebben de mail al.");
        assertThat(gateway.answer(link, "send-inside-only" + PERSON).body()).contains("Naar buiten gaat hij niet.");
        assertThat(notice(3, SENDER)).contains("Je mail gaat niet naar buiten");
        assertThat(toOutside()).isEmpty();
        assertThat(gateway.answer(link, "send").body()).contains("Die eerste keuze telt");
    }

    @Test
    void aChoiceThatDoesNotFitChangesNothing() throws Exception {
        gateway("");
        String link = held(withBsns(TO, "Lijst"), TO);
        assertThat(gateway.open(link).body()).doesNotContain("send-inside-only", "send-hidden");
        assertThat(gateway.answer(link, "send-inside-only").statusCode()).isEqualTo(400);
        assertThat(gateway.get("/metrics")).contains("duwtje_held 1.0");
    }

    @Test
    void theAmbassadorIsAskedOnceAndMayAnswer() throws Exception {
        gateway("");
        String link = held(withBsns(TO, "Lijst"), TO);
        HttpResponse<String> page = gateway.answer(link, "ask-ambassador");
        assertThat(page.body()).contains("Je hebt Tom Bakker gevraagd om mee te kijken", "value=\"send\"")
                .doesNotContain("value=\"ask-ambassador\"");
        gateway.answer(link, "ask-ambassador");
        String asked = notice(2, "tom@example.org");
        assertThat(asked).contains("sanne@example.org twijfelt over een mail", "5 personen met BSN").doesNotContain("999990019");
        String theirs = RunningGateway.link(nextHop.accepted().get(1).text());
        assertThat(theirs).isNotEqualTo(link);
        assertThat(gateway.open(theirs).body()).contains("Een collega vraagt je mee te kijken").doesNotContain("ask-ambassador\"");
        gateway.answer(theirs, "cancel");
        assertThat(notice(3, SENDER)).contains("Je hebt je mail teruggehaald", "Je ambassadeur heeft dit gekozen");
        assertThat(gateway.open(link).body()).contains("Je ambassadeur heeft dit gekozen");
        assertThat(gateway.answer(link, "send").body()).contains("Die eerste keuze telt");
        assertThat(toOutside()).isEmpty();
        try (HeldMail held = Gateway.heldMail(gateway.settings())) {
            assertThat(held.list(List.of(nl.duwtje.gateway.store.HoldState.CANCELLED), 1).get(0).answer().by()).isEqualTo("ambassador");
        }
    }

    @Test
    void whetherItWasUsefulIsKeptByRuleAndDepartmentOnly() throws Exception {
        gateway("");
        String link = held(withBsns(TO, "Lijst"), TO);
        assertThat(gateway.open(link + "?useful=no").body()).contains("name=\"useful\" value=\"no\" required checked");
        assertThat(gateway.get("/metrics")).doesNotContain("duwtje_ratings");
        HttpResponse<String> rated = gateway.answer(link, "x&useful=no&because=testlijst+999990019");
        assertThat(rated.body()).contains("Zo worden de waarschuwingen beter", "value=\"send\"").doesNotContain("name=\"useful\"");
        gateway.answer(link, "x&useful=yes&because=");
        assertThat(gateway.get("/metrics")).contains("duwtje_ratings_total{rule=\"PD-010\",useful=\"false\"} 1.0")
                .doesNotContain("useful=\"true\"");
        try (HeldMail held = Gateway.heldMail(gateway.settings())) {
            assertThat(held.register().ratings(10)).singleElement()
                    .isEqualTo(new Rating.Kept(held.register().ratings(1).get(0).month(), "PD-010", "Leerlingzaken", false,
                            "testlijst •••019"));
        }
    }

    @Test
    void whoWasWrittenToBeforeIsNotMarkedAsNew() throws Exception {
        gateway("");
        List<String> people = outsiders(6);
        gateway.send(SENDER, List.of(people.get(0)), plain(people.get(0), "Eerder"));
        nextHop.awaitAccepted(1);
        String link = held(plain(String.join(", ", people), "Overleg"), people.toArray(String[]::new));
        String notice = notice(2, SENDER);
        assertThat(notice).contains("Alle 6 ontvangers zien 6 adressen van buiten de organisatie.",
                "wijk1.test (1 ontvanger): bewoner1@wijk1.test",
                "wijk2.test (1 ontvanger, voor het eerst)", "Zichtbaar voor alle 6 ontvangers.");
        assertThat(gateway.open(link).body()).contains("Hoeveel adressen van buiten kunnen alle ontvangers straks zien?");
    }

    @Test
    void stopByMailWhileItIsAboutToLeaveTakesItBack() throws Exception {
        gateway("", "notice.reply-address=confirm@duwtje.example.org");
        String link = held(withBsns(TO, "Lijst"), TO);
        String address = "confirm+" + link.substring(link.lastIndexOf('/') + 1) + "@duwtje.example.org";
        for (String word : List.of("verstuur", "stop")) {
            gateway.send(SENDER, List.of(address), plain(address, "RE " + word).replaceFirst("(?s)Beste.*", word + "\n"));
        }
        List<Transaction> out = nextHop.awaitAccepted(3);
        assertThat(RunningGateway.text(out.get(1).text())).contains("Je mail gaat zo weg", "“stop”");
        assertThat(RunningGateway.text(out.get(2).text())).contains("Je hebt je mail teruggehaald");
        await().atMost(Duration.ofSeconds(5)).until(() -> gateway.get("/metrics").contains("duwtje_outbox 0.0"));
        assertThat(toOutside()).isEmpty();
    }
}
