package nl.duwtje.gateway.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import nl.duwtje.gateway.Gateway;
import nl.duwtje.gateway.config.GatewaySettings;
import nl.duwtje.gateway.config.HostPort;
import nl.duwtje.rules.settings.SettingsFile;

/** A whole gateway on free ports, as {@code duwtje serve} would start it, for the municipality of example.org. */
public final class RunningGateway implements AutoCloseable {

    private static final Pattern LINK = Pattern.compile("http://\\S+/m/[0-9a-z]+");

    private final SettingsFile file;
    private final Gateway gateway;
    private final Gateway.Addresses addresses;

    private RunningGateway(SettingsFile file) throws Exception {
        this.file = file;
        this.gateway = new Gateway(file.as(GatewaySettings.class));
        this.addresses = gateway.start();
    }

    /** @param more key=value, as behind --set */
    public static RunningGateway start(Path folder, String nextHop, String... more) throws Exception {
        SettingsFile file = SettingsFile.empty("test").set("next-hop.address", nextHop).set("organisation.domains", "example.org")
                .set("organisation.partners", "partner.test").set("smtp.listen", "127.0.0.1:0").set("smtp.hostname", "duwtje.example.org")
                .set("web.listen", "127.0.0.1:0").set("observe.listen", "127.0.0.1:0")
                .set("hold.notice-delay", "0s").set("store.url", "jdbc:sqlite:" + folder.resolve("duwtje.db"));
        for (String assignment : more) {
            file.set(assignment.substring(0, assignment.indexOf('=')), assignment.substring(assignment.indexOf('=') + 1));
        }
        return new RunningGateway(file);
    }

    public GatewaySettings settings() {
        return file.as(GatewaySettings.class);
    }

    public HostPort smtp() {
        return addresses.smtp();
    }

    public String send(String from, List<String> to, String eml) throws IOException {
        return Mailer.send(smtp(), from, to, eml);
    }

    public String get(String path) throws IOException, InterruptedException {
        return http(HttpRequest.newBuilder(URI.create("http://" + (path.startsWith("/m/") ? addresses.web() : addresses.observe()) + path))
                .build()).body();
    }

    public HttpResponse<String> open(String link) throws IOException, InterruptedException {
        return http(HttpRequest.newBuilder(URI.create(link)).build());
    }

    /** Waits until /metrics says all of this, at most ten seconds: what was delivered is forgotten a moment after it has arrived. */
    public void awaitMetrics(String... lines) {
        org.awaitility.Awaitility.await(String.join(", ", lines)).atMost(java.time.Duration.ofSeconds(10)).until(() -> {
            String metrics = get("/metrics");
            return java.util.Arrays.stream(lines).allMatch(metrics::contains);
        });
    }

    /** Presses a button on the page behind the link. */
    public HttpResponse<String> answer(String link, String choice) throws IOException, InterruptedException {
        return press(link, choice);
    }

    /** The same in any gateway. */
    public static HttpResponse<String> press(String link, String choice) throws IOException, InterruptedException {
        return http(form(link, "choice=" + choice));
    }

    /** Sends a form's fields, encoded. */
    public HttpResponse<String> post(String link, String fields) throws IOException, InterruptedException {
        return http(form(link, fields));
    }

    private static HttpRequest form(String link, String fields) {
        return HttpRequest.newBuilder(URI.create(link)).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(fields)).build();
    }

    private static HttpResponse<String> http(HttpRequest request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    /** The link in the plain text of a notice. */
    public static String link(String notice) {
        Matcher matcher = LINK.matcher(text(notice));
        if (!matcher.find()) {
            throw new AssertionError("no link in:\n" + text(notice));
        }
        return matcher.group();
    }

    /** All plain text of a message, decoded. */
    public static String text(String message) {
        try {
            MimeMessage mime = new MimeMessage(Session.getInstance(new Properties()),
                    new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)));
            return text(mime);
        } catch (MessagingException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(Part part) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart multipart) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < multipart.getCount(); i++) {
                all.append(text(multipart.getBodyPart(i)));
            }
            return all.toString();
        }
        return part.isMimeType("text/plain") ? part.getContent() + "\n" : "";
    }

    /** The draft attached to a notice. */
    public static String draft(String message) {
        try {
            MimeMessage mime = new MimeMessage(Session.getInstance(new Properties()),
                    new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)));
            Multipart parts = (Multipart) mime.getContent();
            return new String(parts.getBodyPart(parts.getCount() - 1).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (MessagingException | IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        gateway.close();
    }
}
