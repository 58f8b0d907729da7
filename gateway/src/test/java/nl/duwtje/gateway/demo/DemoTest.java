package nl.duwtje.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import nl.duwtje.gateway.config.HostPort;
import nl.duwtje.gateway.testkit.Mailer;

/** The start page of the demo, played by HTTP; {@code BrowserTest} looks at it as people do. */
class DemoTest {

    @TempDir
    static Path folder;
    private static final StringWriter said = new StringWriter();
    private static Demo demo;
    private final HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

    @BeforeAll
    static void start() throws Exception {
        demo = new Demo(folder, 0, 0, 0, new PrintWriter(said));
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(demo.startPage() + path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String form, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(demo.startPage() + path))
                .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(form));
        return client.send(headers.length == 0 ? request.build() : request.headers(headers).build(), BodyHandlers.ofString());
    }

    @Test
    void aRehearsalRelaysAndHoldsItsOwnMail(@TempDir Path ownFolder) throws Exception {
        Rehearsal.play(ownFolder, 70); // each of its mails, and some that are held; throws when one is not relayed, or does not leave after an answer
        assertThat(RehearsalMail.all()).hasSizeBetween(40, 70).allSatisfy(mail -> assertThat(mail.message().size()).isLessThan(40_000));
        assertThat(List.of("relay", "hold")).allSatisfy(act -> assertThat(ownFolder.resolve(act).resolve("duwtje.db")).isNotEmptyFile());
    }

    @Test
    void aChosenMailIsHeldAndOnlyItsSenderCanAnswerByMail() throws Exception {
        HttpResponse<String> mail = post("en/send", "sample=six");
        String path = mail.uri().getPath().substring(1);
        assertThat(mail.body()).contains("Karim may choose", "REC-010", "Nothing yet. The mail has not left.", "6 addresses");
        assertThat(get(path + "/notice/1").headers().firstValue("Content-Security-Policy").orElseThrow()).contains("default-src 'none'",
                "sandbox");
        post(path + "/reply", "words=ok&as=OUT_OF_OFFICE");
        post(path + "/reply", "words=ok&as=COLLEAGUE");
        assertThat(get(path).body()).contains("Karim may choose", "Nothing yet.");
        assertThat(post(path + "/reply", "words=bcc&as=SENDER").body()).contains("chose a safer way", "<ins>undisclosed-recipients:;</ins>",
                "<del>bewoner1@wijk1.test");
        assertThat(get("en/ciso").body()).contains("Burgerzaken", "sent in a safer way", "REC-010");
    }

    @Test
    void anOrdinaryMailArrivesAsItWasSent() throws Exception {
        assertThat(post("nl/send", "sample=ordinary").body()).contains("zo doorgegaan", "Byte voor byte gelijk").doesNotContain("<ins>");
    }

    @Test
    void whatComesOfAMailSentByHandIsShownWithItsLink() throws Exception {
        String mail = "From: karim@duinrade.test\nTo: a@b.test\nSubject: Lijst <b>van mij</b>\n\n"
                + "Jan Bakker, BSN 111222333\nEls Visser, BSN 123456782\nKim de Wit, BSN 100000009\n";
        assertThat(Mailer.send(demo.addresses().smtp(), "karim@duinrade.test", List.of("a@b.test"), mail)).contains("held");
        await().untilAsserted(() -> assertThat(said.toString()).contains("arrived for karim@duinrade.test", "Link:    http://"));
        String link = said.toString().lines().filter(line -> line.contains("Link: ")).reduce((first, last) -> last).orElseThrow()
                .replaceFirst(".*Link:\\s+", "");
        assertThat(get("en/").body()).contains("What arrived of it", "&lt;b&gt;van mij", link).doesNotContain("<b>van mij");
        assertThat(client.send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    @Test
    void aMailByHandThatNobodyCanReadArrivesToo() throws Exception {
        String mail = "From: karim@duinrade.test\nTo: a@b.test\nSubject: Stuk \u001b[31m\nReply-To: \"<<\n"
                + "Content-Type: text/plain; charset=no-such\n\nDag\n";
        assertThat(Mailer.send(demo.addresses().smtp(), "karim@duinrade.test", List.of("a@b.test"), mail)).startsWith("250 ");
        await().untilAsserted(() -> assertThat(said.toString()).contains("arrived for a@b.test: Stuk  [31m"));
        assertThat(get("nl/").body()).contains("Stuk  [31m");
    }

    @Test
    void aMailOfOnesOwnIsCheckedAndKept() throws Exception {
        HttpResponse<String> wrong = post("nl/send", "to=geen-adres&subject=%3Cb%3EHoi&text=Tekst");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("Dit lijkt geen mailadres: geen-adres", "&lt;b>Hoi", "Tekst").doesNotContain("<b>Hoi");
        assertThat(post("nl/send", "to=&subject=x").statusCode()).isEqualTo(400);
        assertThat(post("nl/send", "to=" + "a@b.test+".repeat(51)).body()).contains("hoogstens 50");
        assertThat(post("nl/send", "from=boss@elsewhere.test&to=a@b.test&subject=Eigen&text=Dag&attachment=PLAN").body())
                .contains("zo doorgegaan", "Byte voor byte gelijk", "planning.csv", "sanne.devries@duinrade.test");
    }

    @Test
    void nobodyElsesPageCanReachIt() throws Exception {
        assertThat(post("nl/send", "sample=six", "Origin", "http://evil.test").statusCode()).isEqualTo(403);
        assertThat(post("nl/send", "sample=six", "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
        assertThat(post("nl/send", "sample=six", "Sec-Fetch-Site", "same-site").statusCode()).isEqualTo(403);
        HostPort at = HostPort.of(URI.create(demo.startPage()).getAuthority());
        for (String host : List.of("evil.test", "evil.test:" + at.port(), "127.0.0.1", "127.0.0.1.evil.test:" + at.port())) {
            assertThat(status(at, host)).as("DNS rebinding: " + host).isEqualTo("HTTP/1.1 421 Misdirected Request");
        }
        assertThat(status(at, "localhost:" + at.port())).isEqualTo("HTTP/1.1 200 OK");
    }

    private static String status(HostPort at, String host) throws Exception {
        try (java.net.Socket socket = new java.net.Socket(at.host(), at.port())) {
            socket.getOutputStream().write(("GET /nl/ HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes());
            return new java.io.BufferedReader(new java.io.InputStreamReader(socket.getInputStream())).readLine();
        }
    }

    @Test
    void whatIsTooMuchOrNotThereIsSaidSo() throws Exception {
        assertThat(post("nl/send", "text=" + "x".repeat(70_000)).statusCode()).isEqualTo(413);
        for (String path : List.of("nl/mail/999999", "nl/mail/x", "nl/mail/1/notice/99", "fr/", "nl/nothing", "nl/mail")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(get("nl/").headers().firstValue("Content-Security-Policy").orElseThrow()).startsWith("default-src 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void bothLanguagesSayTheSameThings() {
        DemoTexts texts = new DemoTexts();
        assertThat(texts.keys("nl")).containsExactlyInAnyOrderElementsOf(texts.keys("en"));
    }
}
