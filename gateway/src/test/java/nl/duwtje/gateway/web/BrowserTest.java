package nl.duwtje.gateway.web;

import static nl.duwtje.gateway.testkit.SampleMails.SENDER;
import static nl.duwtje.gateway.testkit.SampleMails.withBsns;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import nl.duwtje.gateway.config.HostPort;
import nl.duwtje.gateway.config.SignInSettings;
import nl.duwtje.gateway.demo.Demo;
import nl.duwtje.gateway.notice.Stories;
import nl.duwtje.gateway.notice.Texts;
import nl.duwtje.gateway.signin.SignIn;
import nl.duwtje.gateway.store.Hold;
import nl.duwtje.gateway.store.HoldState;
import nl.duwtje.gateway.testkit.Browser;
import nl.duwtje.gateway.testkit.HoldSample;
import nl.duwtje.gateway.testkit.Mailer;
import nl.duwtje.gateway.testkit.RunningGateway;
import nl.duwtje.gateway.testkit.ScriptedNextHop;
import nl.duwtje.rules.PolicySettings.Act;
import nl.duwtje.rules.PolicySettings.Justification;
import nl.duwtje.rules.decision.Nudge;
import nl.duwtje.rules.mail.MailAddress;

/** The pages as people meet them: in a real browser, with a keyboard, on a phone, in the dark. */
class BrowserTest {

    private static final String TO = "planning@vervoerder.test";

    private static Browser browser;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws IOException {
        browser = Browser.start();
    }

    @AfterAll
    static void stop() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void theLinkOfANoticeIsOpenedAndAnsweredByKeyboardAndTheMailArrives() throws Exception {
        try (ScriptedNextHop nextHop = ScriptedNextHop.start();
                RunningGateway gateway = RunningGateway.start(folder, nextHop.address(), "hold.undo=1s")) {
            String mail = withBsns(TO, "Lijst");
            gateway.send(SENDER, List.of(TO), mail);
            String link = RunningGateway.link(nextHop.awaitAccepted(1).get(0).text());
            browser.window(360, 740);
            browser.dark(false);
            browser.open(link);
            assertThat(browser.text()).contains("Je mail wacht op jou", "5 personen met BSN");

            assertThat(browser.text()).contains("Naar welke organisatie");
            tabTo("input");
            for (int i = 0; i < 9 && !browser.focused().equals("input vervoerder.test"); i++) {
                browser.press("ArrowDown");
            }
            browser.press("Space");
            tabTo("button send");
            browser.goBy(() -> browser.press("Enter"));

            assertThat(browser.text()).contains("Je mail gaat zo weg", "Oeps, houd tegen");
            assertThat(browser.address()).as("a reload sends no form again").isEqualTo(link);
            assertThat(nextHop.awaitAccepted(3)).filteredOn(out -> out.rcpts().toString().contains(TO)).singleElement()
                    .satisfies(out -> assertThat(out.text()).endsWith(Mailer.crlf(mail)));
        }
    }

    @Test
    void noWayOfLookingDecides() throws Exception {
        try (ScriptedNextHop nextHop = ScriptedNextHop.start();
                RunningGateway gateway = RunningGateway.start(folder, nextHop.address());
                HttpClient client = HttpClient.newHttpClient()) {
            gateway.send(SENDER, List.of(TO), withBsns(TO, "Lijst"));
            URI link = URI.create(RunningGateway.link(nextHop.awaitAccepted(1).get(0).text()));
            HttpRequest.Builder get = HttpRequest.newBuilder(link);
            List<HttpRequest> ways = List.of(get.build(), get.copy().method("HEAD", BodyPublishers.noBody()).build(),
                    get.copy().header("Sec-Purpose", "prefetch").build());
            for (int i = 0; i < 100; i++) {
                for (HttpRequest way : ways) {
                    assertThat(client.send(way, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
                }
            }
            for (int i = 0; i < 100; i++) {
                browser.open(link + "?look=" + i);
            }
            assertThat(browser.text()).contains("Je mail wacht op jou");
            assertThat(gateway.get("/metrics")).contains("duwtje_held 1.0")
                    .doesNotContain("duwtje_answers_total{");
            assertThat(nextHop.accepted()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nl", "en"})
    void everyStateOfThePageIsFitForAllReaders(String language) throws Exception {
        ScriptedAnswers answers = new ScriptedAnswers();
        Map<String, HoldSample> states = states();
        states.forEach((name, state) -> answers.holds.put(name, state.in(language)));
        try (WebServer server = new WebServer(HostPort.of("127.0.0.1:0"), "", answers, Texts.shipped(), Stories.shipped(),
                ZoneId.of("Europe/Amsterdam"))) {
            HostPort at = server.start();
            List<String> paths = new ArrayList<>(List.of("/", "/m/unknown"));
            states.keySet().forEach(name -> paths.add("/m/" + name));
            for (String path : paths) {
                assertFit("http://" + at + path + "?lang=" + language, language);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nl", "en"})
    void everyQuestionAroundTheChoiceIsFitForAllReaders(String language) throws Exception {
        HoldSample held = HoldSample.of("Uitnodiging spreekuur").in(language);
        ScriptedAnswers answers = new ScriptedAnswers();
        answers.holds.put("held", held);
        answers.holds.put("list", held);
        answers.holds.put("leaving", held.with(HoldState.RELEASED,
                new Hold.Answer("send", "link", HoldSample.HELD_AT, "", HoldSample.HELD_AT.plusSeconds(120))));
        answers.holds.put("gone", held.with(HoldState.RELEASED, answer("send")));
        try (WebServer server = new WebServer(HostPort.of("127.0.0.1:0"), "", answers, Texts.shipped(), Stories.shipped(),
                ZoneId.of("Europe/Amsterdam"))) {
            String at = "http://" + server.start() + "/m/";
            answers.visit = new Answers.Visit(false, true, Act.REQUIRED, Justification.CHOOSE, false, Optional.empty(), HoldSample.HELD_AT);
            for (String path : List.of("held", "leaving", "gone", "gone/report", "list")) {
                assertFit(at + path + "?lang=" + language, language);
            }
            answers.visit = new Answers.Visit(true, false, Act.ASKED, Justification.TEXT, false, Optional.empty(), HoldSample.HELD_AT);
            assertFit(at + "held?lang=" + language, language);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nl", "en"})
    void thePageThatAsksToSignInIsFitForAllReaders(String language) throws Exception {
        ScriptedAnswers answers = new ScriptedAnswers();
        answers.holds.put("held", HoldSample.of("Uitnodiging spreekuur"));
        Rights always = new Rights() {
            @Override
            public boolean needsSignIn(Hold hold) {
                return true;
            }

            @Override
            public boolean mayAnswer(Hold hold, MailAddress mailbox) {
                return false;
            }
        };
        Path secret = Files.writeString(folder.resolve("secret"), "s3cret");
        SignIn nobodyYet = new SignIn(new SignInSettings(URI.create("http://127.0.0.1:1/away"), "client", secret, null, null, null),
                new byte[32], Clock.systemUTC());
        try (WebServer server = new WebServer(HostPort.of("127.0.0.1:0"), "", answers, Texts.shipped(), Stories.none(),
                ZoneId.of("Europe/Amsterdam"), Optional.of(nobodyYet), always)) {
            HostPort at = server.start();
            assertFit("http://" + at + "/m/held?lang=" + language, language);
            tabTo("a " + (language.equals("nl") ? "Inloggen" : "Sign in"));
            browser.goBy(() -> browser.press("Enter"));
            assertThat(browser.address()).isEqualTo("http://" + at + "/sign-in/held");
            assertFit("http://" + at + "/sign-in/held?lang=" + language, language);
        }
    }

    private static Map<String, HoldSample> states() {
        HoldSample held = HoldSample.of("Uitnodiging spreekuur");
        Map<String, HoldSample> states = new LinkedHashMap<>();
        states.put("held", held);
        states.put("plain", held.because(Nudge.hold("PD-010").because("personal-data-body", "BSN", 1)));
        states.put("expired", held.with(HoldState.EXPIRED, new Hold.Answer("expire", "clock", HoldSample.HELD_AT.plusSeconds(86_400))));
        states.put("sent", held.with(HoldState.RELEASED, answer("send")));
        states.put("hidden", held.with(HoldState.AMENDED, answer("send-hidden")));
        states.put("cancelled", held.with(HoldState.CANCELLED, answer("cancel")));
        return states;
    }

    private static Hold.Answer answer(String choice) {
        return new Hold.Answer(choice, "link", HoldSample.HELD_AT.plusSeconds(600));
    }

    @Test
    void everyPageOfTheDemoIsFitForAllReadersAndPlaysEveryRole() throws Exception {
        StringWriter said = new StringWriter();
        try (Demo demo = new Demo(folder, 0, 0, 0, new PrintWriter(said))) {
            browser.window(360, 740);
            browser.open(demo.startPage() + "nl/");
            tabTo("button pupils");
            browser.goBy(() -> browser.press("Enter"));
            assertThat(browser.text()).contains("Sanne mag kiezen", "250 2.0.0 held", "Nog even kijken? Lijst leerlingenvervoer", "PD-010",
                    "Nog niets. De mail is niet naar buiten gegaan.");
            for (String page : List.of("", "write/six", "mail/1", "ciso", "mail/9")) {
                assertFit(demo.startPage() + "nl/" + page, "nl");
                assertFit(demo.startPage() + "en/" + page, "en");
            }

            browser.open(demo.startPage() + "nl/mail/1");
            tabTo("input stop");
            browser.evaluate("document.activeElement.select()");
            browser.write("verstuur");
            tabTo("button Verstuur het antwoord");
            browser.goBy(() -> browser.press("Space"));
            assertThat(browser.text()).contains("Sanne keek nog een keer en verstuurde de mail", "Zo kwam hij aan",
                    "Byte voor byte gelijk");
            assertFit(demo.startPage() + "nl/mail/1", "nl");
            browser.open(demo.startPage() + "nl/ciso");
            assertThat(browser.text()).contains("Sociaal domein", "verstuurd na een vraag");
        }
    }

    /**
     * In light and dark, on a phone and on a desk: nothing that axe-core finds, and never wider than the window. No colour depends on the
     * width, so contrast is measured once in light and once in dark.
     */
    private static void assertFit(String url, String language) throws Exception {
        browser.open(url);
        assertThat(browser.evaluate("document.documentElement.lang").asText()).as(url).isEqualTo(language);
        for (boolean dark : new boolean[]{false, true}) {
            for (int width : new int[]{360, 1280}) {
                String as = url + " " + width + (dark ? " dark" : " light");
                browser.window(width, 740);
                browser.dark(dark);
                assertThat(browser.violations(width == 360)).as(as).isEmpty();
                assertThat(browser.tooWide()).as(as).isLessThanOrEqualTo(0);
            }
        }
    }

    /** Presses Tab until this has the focus, as somebody without a mouse would. */
    private static void tabTo(String wanted) {
        List<String> passed = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            browser.press("Tab");
            passed.add(browser.focused());
            if (passed.get(i).startsWith(wanted)) {
                return;
            }
        }
        throw new AssertionError(wanted + " is not reached by Tab, only " + passed);
    }
}
