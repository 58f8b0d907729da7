package nl.duwtje.gateway;

import static nl.duwtje.gateway.testkit.SampleMails.SENDER;
import static nl.duwtje.gateway.testkit.SampleMails.withBsns;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

import nl.duwtje.gateway.config.GatewaySettings;
import nl.duwtje.gateway.testkit.RunningGateway;
import nl.duwtje.gateway.testkit.ScriptedNextHop;
import nl.duwtje.rules.settings.SettingsFile;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.NettyWrapper;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;

/** A rule that asks for sign-in, and a real OpenID Connect server to sign in with: what an answer then takes. */
class SignInTest {

    private static final String TO = "planning@vervoerder.test";
    private static final String ISSUER = "duinrade";
    private static final String CLIENT = "duwtje-client";
    private static MockOAuth2Server provider;

    @TempDir
    static Path folder;
    private static ScriptedNextHop nextHop;
    private static String sender;
    private static RunningGateway gateway;

    private String link;
    private double answersBefore;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser = HttpClient.newBuilder().cookieHandler(cookies).followRedirects(HttpClient.Redirect.NORMAL).build();

    @BeforeAll
    static void start() throws Exception {
        provider = new MockOAuth2Server(
                new OAuth2Config(false, null, null, false, new OAuth2TokenProvider(), Set.of(), new NettyWrapper()));
        provider.start(InetAddress.getLoopbackAddress(), 0);
        nextHop = ScriptedNextHop.start();
        gateway = RunningGateway.start(folder, nextHop.address(), settings(provider.issuerUrl(ISSUER).toString()));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        nextHop.close();
        provider.shutdown();
    }

    @BeforeEach
    void hold(TestInfo test) throws Exception {
        link = RunningGateway.link(held(gateway, test.getTestMethod().orElseThrow().getName()));
        answersBefore = answers();
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    /** Sends a mail that is held, and gives its notice. */
    private static String held(RunningGateway gateway, String subject) throws Exception {
        int before = nextHop.accepted().size();
        sender = "sanne" + before + "@example.org"; // each time somebody else: one person's mails would be told of together
        gateway.send(sender, List.of(TO), withBsns(TO, subject).replace(SENDER, sender));
        // what an earlier test's sender is told may still be on its way
        return Awaitility.await("the notice to " + sender).atMost(Duration.ofSeconds(10))
                .until(() -> nextHop.accepted().stream().filter(t -> t.rcpts().toString().contains(sender)).findFirst(),
                        Optional::isPresent)
                .orElseThrow().text();
    }

    private static double answers() throws Exception {
        return gateway.get("/metrics").lines().filter(line -> line.startsWith("duwtje_answers_total{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }

    private static String[] settings(String issuer) throws Exception {
        Path policy = Files.writeString(folder.resolve("policy.yaml"), "answers:\n  rules: {PD-010: {answer: sign-in}}\n");
        Path secret = Files.writeString(folder.resolve("secret"), "not so secret\n");
        return new String[]{"policy.file=" + policy, "sign-in.issuer=" + issuer, "sign-in.client-id=" + CLIENT,
                "sign-in.client-secret-file=" + secret, "sign-in.timeout=30s",
                "notice.reply-address=confirm@duwtje.example.org"};
    }

    /** What the provider will say of the next who signs in. */
    private static void signsIn(Map<String, Object> claims) {
        provider.enqueueCallback(new DefaultOAuth2TokenCallback(ISSUER, "person", "JWT", List.of(CLIENT), claims, 3600));
    }

    private HttpResponse<String> get(String url) throws Exception {
        return browser.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> answer() throws Exception {
        return browser.send(HttpRequest.newBuilder(URI.create(link)).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("choice=cancel")).build(), BodyHandlers.ofString());
    }

    private String signInLink() {
        return link.replace("/m/", "/sign-in/");
    }

    private void assertNothingDecided() throws Exception {
        assertThat(answers()).isEqualTo(answersBefore);
    }

    @Test
    void theSenderSignsInAndThenChooses() throws Exception {
        assertThat(get(link).body()).contains("Log eerst even in", "/sign-in/").doesNotContain("burgerservicenummer", "<form");
        assertThat(answer().statusCode()).as("without a session").isEqualTo(403);
        assertNothingDecided();

        signsIn(Map.of("preferred_username", sender.replace("sanne", "Sanne").replace("example", "Example")));
        HttpResponse<String> page = get(signInLink());
        assertThat(page.uri().toString()).isEqualTo(link);
        assertThat(page.body()).contains("Je mail wacht op jou", "value=\"cancel\"");
        assertNothingDecided();

        assertThat(answer().body()).contains("Je hebt gekozen");
        assertThat(answers()).isEqualTo(answersBefore + 1);
    }

    @Test
    void theCookiesAreOutOfReachOfScriptsAndOfOtherSites() throws Exception {
        HttpResponse<String> begun;
        try (HttpClient still = HttpClient.newHttpClient()) {
            begun = still.send(HttpRequest.newBuilder(URI.create(signInLink())).build(), BodyHandlers.ofString());
        }
        assertThat(begun.headers().firstValue("Set-Cookie").orElseThrow()).startsWith("duwtje-sign-in=")
                .contains("; HttpOnly; SameSite=Lax").doesNotContain(link.substring(link.lastIndexOf('/')));
        assertThat(begun.headers().firstValue("Location").orElseThrow()).startsWith(provider.issuerUrl(ISSUER).toString())
                .contains("response_type=code", "code_challenge_method=S256", "state=", "nonce=", "scope=openid")
                .doesNotContain(link.substring(link.lastIndexOf('/') + 1));
    }

    @Test
    void somebodyElseMayNotAnswer() throws Exception {
        signsIn(Map.of("preferred_username", "piet@example.org", "email", sender));
        HttpResponse<String> page = get(signInLink());
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).as("an email nobody verified is no mailbox").contains("Deze mail is van iemand anders", "/sign-in/");
        assertThat(answer().statusCode()).isEqualTo(403);
        assertNothingDecided();
    }

    @Test
    void tokensThatDoNotHoldAreRefused() throws Exception {
        signsIn(Map.of("preferred_username", sender, "aud", "another-client"));
        assertRefused("for another client");
        signsIn(Map.of("preferred_username", sender, "iat", Date.from(Instant.now().plusSeconds(3600))));
        assertRefused("of the future");
        signsIn(Map.of("preferred_username", sender, "nonce", "of-another-sign-in"));
        assertRefused("another nonce");
        signsIn(Map.of("preferred_username", sender, "iss", "https://elsewhere.test/"));
        assertRefused("another issuer");
        assertThat(answer().statusCode()).isEqualTo(403);
        assertNothingDecided();
    }

    private void assertRefused(String why) throws Exception {
        HttpResponse<String> page = get(signInLink());
        assertThat(page.statusCode()).as(why).isEqualTo(403);
        assertThat(page.body()).as(why).contains("Het inloggen is niet gelukt");
    }

    @Test
    void aSignInThatWasNotBegunInThisBrowserCountsForNothing() throws Exception {
        String web = link.substring(0, link.indexOf("/m/"));
        assertThat(get(web + "/signed-in?code=stolen&state=guessed").statusCode()).isEqualTo(403);
        try (HttpClient still = HttpClient.newBuilder().cookieHandler(cookies).build()) {
            still.send(HttpRequest.newBuilder(URI.create(signInLink())).build(), BodyHandlers.ofString());
        }
        assertThat(get(web + "/signed-in?code=stolen&state=guessed").statusCode()).as("another state").isEqualTo(403);
        assertThat(get(web + "/signed-in?code=&state=%00").statusCode()).isBetween(400, 403);
        assertThat(get(web + "/signed-in").statusCode()).isEqualTo(403);
        assertNothingDecided();
    }

    @Test
    void aCookieThatWasChangedOrIsForSomethingElseIsNoSession() throws Exception {
        signsIn(Map.of("preferred_username", sender));
        get(signInLink());
        HttpCookie session = cookies.getCookieStore().getCookies().stream().filter(one -> one.getName().equals("duwtje-session"))
                .findFirst()
                .orElseThrow();
        HttpCookie begun = cookies.getCookieStore().getCookies().stream().filter(one -> one.getName().equals("duwtje-sign-in")).findFirst()
                .orElseThrow();
        String right = session.getValue();
        for (String wrong : List.of(begun.getValue(), "", ".", right.substring(1), right.replace('.', '-'),
                right.substring(0, right.length() - 2) + (right.endsWith("AA") ? "BB" : "AA"))) {
            session.setValue(wrong);
            assertThat(get(link).body()).as(wrong).contains("Log eerst even in");
            assertThat(answer().statusCode()).as(wrong).isEqualTo(403);
        }
        assertNothingDecided();
    }

    @Test
    void noAddressLeadsElsewhere() throws Exception {
        String web = link.substring(0, link.indexOf("/m/"));
        for (String path : List.of("/sign-in/https:%2F%2Felsewhere.test", "/sign-in//elsewhere.test", "/sign-in/unknown", "/sign-in/")) {
            HttpResponse<String> page = get(web + path);
            assertThat(page.statusCode()).as(path).isBetween(400, 404);
            assertThat(page.uri().getHost()).as(path).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void anAnswerByMailDoesNotCountAndSaysWhere() throws Exception {
        String notice = held(gateway, "Per mail");
        assertThat(notice).as("no words to answer with").doesNotContain("Reply-To:").doesNotContain("mailto:");
        link = RunningGateway.link(notice);
        int before = nextHop.accepted().size();
        String to = "confirm+" + link.substring(link.lastIndexOf('/') + 1) + "@duwtje.example.org";
        gateway.send(sender, List.of(to),
                "From: <" + sender + ">\nTo: <" + to + ">\nSubject: RE: Lijst\nMessage-ID: <a@example.org>\n\nok\n");
        assertThat(RunningGateway.text(nextHop.awaitAccepted(before + 1).get(before).text())).contains("kies je pas als je bent ingelogd",
                "/m/");
        assertNothingDecided();
    }

    @Test
    void whileTheProviderIsAwayNothingIsDecidedAndThePageSaysSo(@TempDir Path other) throws Exception {
        try (RunningGateway alone = RunningGateway.start(other, nextHop.address(), settings("http://127.0.0.1:1/away"))) {
            link = RunningGateway.link(held(alone, "Zonder inlogdienst"));
            HttpResponse<String> page = get(signInLink());
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.body()).contains("Inloggen lukt nu niet");
            assertThat(answer().statusCode()).isEqualTo(403);
            assertThat(alone.get("/metrics")).contains("duwtje_held 1.0").doesNotContain("duwtje_answers_total{");
        }
    }

    @Test
    void aRuleThatAsksForSignInNeedsSomewhereToSignIn() {
        SettingsFile file = SettingsFile.empty("test").set("next-hop.address", "127.0.0.1:25").set("organisation.domains", "example.org")
                .set("policy.file", folder.resolve("policy.yaml").toString()).set("store.url", "jdbc:sqlite:" + folder.resolve("x.db"));
        assertThat(Gateway.check(file.as(GatewaySettings.class)))
                .containsExactly("policy.yaml: answers: PD-010 asks for sign-in, and sign-in.issuer is not set in gateway.yaml");
    }
}
