package nl.duwtje.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import nl.duwtje.gateway.config.HostPort;
import nl.duwtje.gateway.notice.Texts;
import nl.duwtje.gateway.store.Hold;
import nl.duwtje.gateway.store.HoldState;
import nl.duwtje.gateway.testkit.HoldSample;
import nl.duwtje.rules.PolicySettings.Act;
import nl.duwtje.rules.PolicySettings.Justification;
import nl.duwtje.rules.decision.Nudge;
import nl.duwtje.rules.fact.PersonalData;
import nl.duwtje.rules.fact.Strength;

class WebServerTest {

    private static final String TOKEN = "k7Jt2mQx9Lr4pVw8sZ1cYb6nHd3f";
    private static final String PAGE = "/m/" + TOKEN;

    private final ScriptedAnswers answers = new ScriptedAnswers();
    private final HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private WebServer server;
    private HostPort at;

    @BeforeEach
    void start() throws Exception {
        server = new WebServer(HostPort.of("127.0.0.1:0"), "https://duwtje.example.org", answers, Texts.shipped(),
                ZoneId.of("Europe/Amsterdam"));
        at = server.start();
        answers.holds.put(TOKEN, HoldSample.of("Uitnodiging spreekuur"));
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void showsWhatWasSeenAndWhatCanBeDone() throws Exception {
        HttpResponse<String> page = get(PAGE);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<html lang=\"nl\">", "Uitnodiging spreekuur", "6 adressen van buiten de organisatie",
                "12 personen met BSN", "123•••782", "resident.example", "p.devries@resident.example",
                "zaterdag 21 november 2026 om 14:05", "<form method=\"post\"", "value=\"send\"", "value=\"send-hidden\"",
                "value=\"send-one-by-one\"", "value=\"cancel\"").doesNotContain("<script", "http://", "https://");
    }

    @Test
    void onlyOffersWhatHelps() throws Exception {
        answers.holds.put(TOKEN, HoldSample.of("x").because(Nudge.hold("PD-010").because("personal-data-body", "BSN", 1)));
        assertThat(get(PAGE).body()).contains("value=\"cancel\"", "value=\"send\"").doesNotContain("send-hidden", "send-one-by-one");
    }

    @Test
    void pointsAtTheChoiceThatHelps() throws Exception {
        assertThat(get(PAGE).body()).as("hiding does not help against twelve BSNs").contains("value=\"cancel\" class=\"first\"");
        answers.holds.put(TOKEN, HoldSample.of("x")
                .because(Nudge.propose("REC-010", Nudge.HIDE_RECIPIENTS).because("visible-outsiders", 6)));
        assertThat(get(PAGE).body()).contains("value=\"send-hidden\" class=\"first\"").containsOnlyOnce("value=\"cancel\"")
                .containsOnlyOnce("class=\"first\"");
    }

    @Test
    void lookingChangesNothingHoweverOften() throws Exception {
        String first = get(PAGE).body();
        for (int i = 0; i < 100; i++) {
            assertThat(get(PAGE).body()).isEqualTo(first);
        }
        HttpResponse<String> head = send("HEAD", PAGE, "");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(get(PAGE + "?choice=send").statusCode()).isEqualTo(200);
        assertThat(answers.answered).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"send", "send-hidden", "send-one-by-one", "cancel"})
    void anAnswerDecidesOnceAndThePageSaysSo(String choice) throws Exception {
        HttpResponse<String> answer = post(PAGE, "choice=" + choice);
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue(PAGE);
        assertThat(answers.answered).containsExactly(TOKEN + " " + choice);
        String after = get(PAGE).body();
        assertThat(after).contains("Je hebt gekozen", Texts.shipped().text("nl", "page.decided-" + choice),
                "vrijdag 20 november 2026 om 14:15").doesNotContain("<form");

        HttpResponse<String> second = post(PAGE, "choice=send");
        assertThat(second.statusCode()).isEqualTo(303);
        assertThat(second.headers().firstValue("Location")).hasValue(PAGE + "?earlier=1");
        assertThat(get(PAGE + "?earlier=1").body()).contains("Die eerste keuze telt", Texts.shipped().text("nl", "page.decided-" + choice));
        assertThat(answers.answered).hasSize(1);
    }

    @Test
    void manyAnswersAtOnceDecideOnce() throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(16)) {
            List<Integer> statuses = pool.invokeAll(IntStream.range(0, 64).<java.util.concurrent.Callable<Integer>>mapToObj(
                    i -> () -> post(PAGE, "choice=" + (i % 2 == 0 ? "send" : "cancel")).statusCode())
                    .toList()).stream().map(java.util.concurrent.Future::resultNow).toList();
            assertThat(statuses).containsOnly(303);
        }
        assertThat(answers.answered).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"choice=approve", "", "choice=", "choice=send&choice=cancel", "choice=%zz", "answer=send", "choice=SEND"})
    void anUnknownChoiceChangesNothing(String form) throws Exception {
        HttpResponse<String> answer = post(PAGE, form);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Die keuze kennen we niet", "<form");
        assertThat(answers.answered).isEmpty();
    }

    @Test
    void everyWrongTokenLooksTheSame() throws Exception {
        String unknown = get("/m/AAAAAAAAAAAAAAAAAAAAAAAAAAAA").body();
        for (String path : List.of("/m/x", "/m/", "/m/" + TOKEN + "x", "/m/" + TOKEN.substring(1), "/m/%3Cscript%3E",
                "/m/" + "a".repeat(3_000),
                "/m/" + TOKEN + "%27", "/nothing", "/m")) {
            HttpResponse<String> page = get(path);
            assertThat(page.statusCode()).as(path).isEqualTo(404);
            assertThat(page.body()).as(path).isEqualTo(unknown);
        }
        assertThat(post("/m/x", "choice=send").body()).isEqualTo(unknown);
        assertThat(post("/m/x", "choice=what").body()).isEqualTo(unknown);
        assertThat(get("/m/..%2fstyle.css").statusCode()).isBetween(400, 404);
    }

    @Test
    void aMailThatExpiredCanStillBeSent() throws Exception {
        answers.holds.put(TOKEN,
                HoldSample.of("x").with(HoldState.EXPIRED, new Hold.Answer("expire", "clock", HoldSample.HELD_AT.plusSeconds(86_400))));
        assertThat(get(PAGE).body()).contains("Je mail is niet verstuurd", "Toch versturen zoals hij is", "value=\"send-hidden\"",
                "zaterdag 28 november 2026").doesNotContain("value=\"cancel\"");
        assertThat(post(PAGE, "choice=cancel").statusCode()).isEqualTo(303);
        assertThat(get(PAGE + "?earlier=1").body()).doesNotContain("eerste keuze");
        assertThat(post(PAGE, "choice=send").statusCode()).isEqualTo(303);
        assertThat(get(PAGE).body()).contains("De mail wordt verstuurd");
    }

    @Test
    void whatOthersWroteIsNeverMarkup() throws Exception {
        String evil = "<script>alert(1)</script>\"><img src=x onerror=alert(2)>";
        answers.holds.put(TOKEN,
                HoldSample.of(evil)
                        .because(Nudge.propose("\"><b>", Nudge.HIDE_RECIPIENTS).because("not-inspectable", "\"><svg onload=x>", evil)
                                .because(evil))
                        .to(List.of("\"<i>x</i>\"@evil.test"))
                        .with(new PersonalData("<u>", Strength.HIGH, PersonalData.Place.ATTACHMENT, "'\"><a href=x>.xlsx", 2, false,
                                "<em>")));
        assertThat(get(PAGE).body()).doesNotContain("<script", "<img", "<svg", "<i>x", "<u>", "<a href=x", "<em>", "><b>")
                .contains("&lt;script&gt;", "&lt;svg onload", "&lt;u&gt;", "&lt;a href=x&gt;");
        assertThat(get(PAGE + "?lang=%22%3E%3Cscript%3E").body()).doesNotContain("<script");
    }

    @ParameterizedTest
    @ValueSource(strings = {PAGE, "/m/unknown", "/", "/style.css"})
    void everyReplyIsLockedDown(String path) throws Exception {
        var headers = get(path).headers();
        assertThat(headers.firstValue("Content-Security-Policy")).hasValue(
                "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(headers.firstValue("X-Robots-Tag")).hasValue("noindex, nofollow");
        assertThat(headers.firstValue("Cache-Control")).hasValue(path.equals("/style.css") ? "public, max-age=3600" : "no-store");
        assertThat(headers.firstValue("Set-Cookie")).isEmpty();
        assertThat(headers.firstValue("Server")).isEmpty();
    }

    @Test
    void speaksTheLanguageThatIsAskedFor() throws Exception {
        assertThat(get(PAGE + "?lang=en").body()).contains("<html lang=\"en\">", "Your mail is waiting for you", "href=\"?lang=nl\"");
        assertThat(post(PAGE + "?lang=en", "choice=cancel").headers().firstValue("Location")).hasValue(PAGE + "?lang=en");
        answers.holds.put(TOKEN, HoldSample.of("x").in("en"));
        assertThat(get(PAGE, "Accept-Language", "nl").body()).as("the hold's own language").contains("<html lang=\"en\">");
        assertThat(get("/", "Accept-Language", "fr, en-GB;q=0.8, nl;q=0.5").body()).contains("<html lang=\"en\">");
        assertThat(get("/").body()).contains("<html lang=\"nl\">");
    }

    @Test
    void anotherSitesFormIsRefused() throws Exception {
        for (String[] header : List.of(new String[]{"Sec-Fetch-Site", "cross-site"}, new String[]{"Sec-Fetch-Site", "same-site"},
                new String[]{"Origin", "https://evil.test"}, new String[]{"Origin", "https://duwtje.example.org.evil.test"},
                new String[]{"Origin", "http://"})) {
            HttpResponse<String> answer = post(PAGE, "choice=send", header);
            assertThat(answer.statusCode()).as(header[1]).isEqualTo(403);
        }
        assertThat(answers.answered).isEmpty();
        assertThat(post(PAGE, "choice=what", "Sec-Fetch-Site", "same-origin", "Origin", "null").statusCode()).isEqualTo(400);
        assertThat(post(PAGE, "choice=what", "Origin", "https://duwtje.example.org").statusCode()).isEqualTo(400);
        assertThat(post(PAGE, "choice=what", "Origin", "http://" + at).statusCode()).isEqualTo(400);
        assertThat(post(PAGE, "choice=send", "Origin", "null").statusCode()).isEqualTo(303);
    }

    @Test
    void otherMethodsAreNotAnswered() throws Exception {
        for (String method : List.of("PUT", "DELETE", "OPTIONS", "PATCH")) {
            HttpResponse<String> answer = send(method, PAGE, "choice=send");
            assertThat(answer.statusCode()).as(method).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD, POST");
        }
        assertThat(send("POST", "/", "choice=send").statusCode()).isEqualTo(405);
        assertThat(answers.answered).isEmpty();
    }

    @Test
    void aLargeFormIsRefused() throws Exception {
        assertThat(post(PAGE, "choice=send&x=" + "y".repeat(9_000)).statusCode()).isEqualTo(413);
        String chunk = "choice=send&x=" + "y".repeat(20_000);
        assertThat(raw("POST " + PAGE + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(chunk.length())
                + "\r\n" + chunk + "\r\n0\r\n\r\n")).startsWith("HTTP/1.1 413 ");
        assertThat(answers.answered).isEmpty();
    }

    @Test
    void aPoisonedHostOrABrokenRequestLeadsNowhere() throws Exception {
        assertThat(raw("GET " + PAGE + " HTTP/1.1\r\nHost: evil.test\r\nX-Forwarded-Host: evil.test\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ").doesNotContain("evil.test");
        assertThat(raw("POST " + PAGE + " HTTP/1.1\r\nHost: evil.test\r\nContent-Length: 13\r\nConnection: close\r\n\r\nchoice=cancel"))
                .contains("303 ", "Location: " + PAGE + "\r\n").doesNotContain("evil.test");
        assertThat(raw("GET /<script> HTTP/1.1\r\nbad header\r\n\r\n")).startsWith("HTTP/1.1 400 ").contains("Bad request")
                .doesNotContain("<script", "Jetty");
        assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + "y".repeat(10_000) + "\r\n\r\n")).startsWith("HTTP/1.1 431 ");
    }

    @Test
    void whenTheStoreIsAwayThePageSaysSoKindly() throws Exception {
        answers.broken = true;
        HttpResponse<String> page = get(PAGE);
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("Er ging iets mis").doesNotContain("the store is away", TOKEN);
    }

    @Test
    void aPathInFrontOfOurPagesIsKept() throws Exception {
        try (WebServer below = new WebServer(HostPort.of("127.0.0.1:0"), "https://intranet.example.org/duwtje", answers, Texts.shipped(),
                ZoneId.of("Europe/Amsterdam"))) {
            at = below.start();
            assertThat(get(PAGE).body()).contains("href=\"/duwtje/style.css\"");
            assertThat(post(PAGE, "choice=send", "Origin", "https://intranet.example.org").headers().firstValue("Location"))
                    .hasValue("/duwtje" + PAGE);
        }
    }

    @Test
    void aPageAsksWhatThePolicyAsks() throws Exception {
        answers.visit = new Answers.Visit(false, false, Act.ASKED, Justification.CHOOSE, false, Optional.empty(), HoldSample.HELD_AT);
        String page = get(PAGE).body();
        assertThat(page).contains("<legend>Eerst even één vraag: Hoeveel adressen van buiten kunnen alle ontvangers straks zien?</legend>",
                "name=\"act\" value=\"6\" required", "name=\"reason\" value=\"agreed\" required",
                "<input type=\"hidden\" name=\"undo\" value=\"yes\">", "name=\"useful\" value=\"yes\" required>");
        assertThat(page.substring(0, page.indexOf("class=\"as-is\""))).as("only sending as it is asks").contains("value=\"cancel\"")
                .doesNotContain("name=\"act\"", "value=\"send\"");
        answers.visit = new Answers.Visit(false, false, Act.ASKED, Justification.TEXT, true, Optional.empty(), HoldSample.HELD_AT);
        assertThat(get(PAGE).body()).contains("<textarea name=\"reason\"").doesNotContain("name=\"useful\"");
    }

    @Test
    void anAnswerThatHasToBeAskedAgainSaysWhyAndChangesNothing() throws Exception {
        for (Answers.Again again : List.of(Answers.Again.ACT_WRONG, Answers.Again.ACT_MISSING, Answers.Again.REASON_MISSING)) {
            answers.again = again;
            HttpResponse<String> page = post(PAGE, "choice=send&act=7");
            assertThat(page.statusCode()).isEqualTo(422);
            assertThat(page.body()).contains("<p class=\"note\" role=\"status\">", "verstuurd", "<form");
        }
        assertThat(answers.answered).isEmpty();
    }

    @Test
    void theSameButtonStopsTheMailAndLaterOpensTheReport() throws Exception {
        Hold.Answer leaving = new Hold.Answer("send", "link", HoldSample.HELD_AT, "", HoldSample.HELD_AT.plusSeconds(120));
        answers.holds.put(TOKEN, HoldSample.of("x").with(HoldState.RELEASED, leaving));
        answers.visit = new Answers.Visit(false, false, Act.ASKED, Justification.NONE, true, Optional.empty(), HoldSample.HELD_AT);
        assertThat(get(PAGE).body()).contains("Je mail gaat zo weg", "value=\"undo\"").doesNotContain("/report");
        assertThat(post(PAGE, "choice=undo").headers().firstValue("Location")).hasValue(PAGE + "?said=undone");
        assertThat(get(PAGE + "?said=undone").body()).contains("Gestopt. De mail is niet weggegaan.", "value=\"send\"");

        answers.holds.put(TOKEN, HoldSample.of("x").with(HoldState.RELEASED, leaving));
        answers.visit = Answers.Visit.PLAIN;
        assertThat(get(PAGE).body()).contains("href=\"" + PAGE + "/report?lang=nl\"").doesNotContain("value=\"undo\"", "<form");
        assertThat(post(PAGE + "?lang=en", "choice=undo").headers().firstValue("Location"))
                .hasValue(PAGE + "/report?lang=en&said=undo-late");
        assertThat(get(PAGE + "/report?lang=en&said=undo-late").body()).contains("The mail has left", "<textarea name=\"facts\"",
                "anna@municipality.example.org", "j.jansen@resident.example");
        assertThat(answers.answered).isEmpty();
        assertThat(post(PAGE + "/report", "kind=near-miss&facts=" + "a+".repeat(9_000) + "&effects=%3Cb%3E").headers()
                .firstValue("Location")).hasValue(PAGE + "?said=reported");
        assertThat(answers.answered).singleElement().asString().startsWith("report Told[kind=NEAR_MISS, facts=a a")
                .contains("effects=<b>, measures=]").hasSizeLessThan(2_200);
    }

    @Test
    void aReportOfSomethingThatStillWaitsIsNotOffered() throws Exception {
        assertThat(get(PAGE + "/report").body()).contains("value=\"send\"").doesNotContain("name=\"facts\"");
        assertThat(get("/m/unknown/report").statusCode()).isEqualTo(404);
        assertThat(post("/m/unknown/report", "kind=incident").statusCode()).isEqualTo(404);
        assertThat(send("PUT", PAGE + "/report", "").statusCode()).isEqualTo(405);
    }

    @Test
    void whatPeopleThinkOfAWarningIsPassedOn() throws Exception {
        assertThat(post(PAGE, "useful=no&because=het+klopte").statusCode()).isEqualTo(303);
        assertThat(answers.answered).containsExactly("useful false het klopte");
        assertThat(post(PAGE, "useful=maybe").statusCode()).isEqualTo(400);
        assertThat(answers.answered).hasSize(1);
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        return send("GET", path, "", headers);
    }

    private HttpResponse<String> post(String path, String form, String... headers) throws Exception {
        return send("POST", path, form, headers);
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + at + path)).method(method,
                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        request.header("Content-Type", "application/x-www-form-urlencoded");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Says these bytes on a socket and reads until the server hangs up. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(at.host(), at.port())) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
