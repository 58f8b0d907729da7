package nl.duwtje.gateway.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

import nl.duwtje.gateway.Gateway;
import nl.duwtje.gateway.config.GatewaySettings;
import nl.duwtje.gateway.config.HostPort;
import nl.duwtje.gateway.config.NextHopSettings;
import nl.duwtje.gateway.delivery.DeliveryOutcome;
import nl.duwtje.gateway.delivery.NextHop;
import nl.duwtje.gateway.delivery.Partial;
import nl.duwtje.gateway.observe.Meters;
import nl.duwtje.gateway.store.Choice;
import nl.duwtje.rules.settings.SettingsFile;

/**
 * The story told with real mail: an ordinary one passes, a confidential one gets a banner, twelve addresses are hidden, a spreadsheet with
 * residents' numbers is held until its sender confirms. Everything stays on loopback and in one temporary folder.
 */
public final class Demo implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final PrintWriter out;
    private final DemoNextHop outside;
    private final Gateway gateway;
    private final Gateway.Addresses addresses;
    private final NextHop outlook;

    /**
     * Starts it.
     *
     * @param folder   an empty folder of its own
     * @param smtpPort 0 for any free port
     * @throws Exception when a port cannot be had
     */
    public Demo(Path folder, int smtpPort, int webPort, PrintWriter out) throws Exception {
        this.out = out;
        this.outside = new DemoNextHop(arrived -> {});
        HostPort nextHop = outside.start();
        SettingsFile file = SettingsFile.empty("demo").set("next-hop.address", nextHop.toString()).set("next-hop.tls", "none")
                .set("organisation.domains", "duinrade.test").set("smtp.listen", "127.0.0.1:" + smtpPort)
                .set("smtp.hostname", "duwtje.duinrade.test")
                .set("web.listen", "127.0.0.1:" + webPort).set("observe.listen", "127.0.0.1:0")
                .set("store.url", "jdbc:sqlite:" + folder.resolve("duwtje.db"));
        this.gateway = new Gateway(file.as(GatewaySettings.class));
        this.addresses = gateway.start();
        NextHopSettings toGateway = new NextHopSettings(addresses.smtp(), NextHopSettings.TlsMode.NONE, null, null, null, null, null, null,
                null, null);
        this.outlook = new NextHop(toGateway, "outlook.duinrade.test", new Meters(), System::nanoTime);
    }

    public Gateway.Addresses addresses() {
        return addresses;
    }

    /**
     * Sends the four mails and shows what became of them; the fourth waits.
     *
     * @return the link in the notice about the held mail
     * @throws IllegalStateException when something did not happen as told
     */
    public String tell() throws InterruptedException {
        say("Sanne works for the municipality of Duinrade. Her mail passes Duwtje on its way out.");

        send("1. An ordinary mail", SampleMail.ordinary());
        show("passed, not a byte changed", outside.await("info@bouwbedrijf.test", "Planning", PATIENCE));

        send("2. A mail marked VERTROUWELIJK to someone outside", SampleMail.confidential());
        DemoNextHop.Arrived confidential = outside.await("advies@juristen.test", "VERTROUWELIJK", PATIENCE);
        show("passed, with a banner on top", confidential);
        say("      Text:    "
                + Words.shortened(Links.plainText(confidential.text()).lines().filter(line -> !line.isBlank()).findFirst().orElse("")));
        check(Links.plainText(confidential.text()).length() > Links.plainText(SampleMail.text(SampleMail.confidential())).length(),
                "there is no banner");

        send("3. An invitation to twelve residents, all in To", SampleMail.newsletter());
        DemoNextHop.Arrived hidden = outside.await("bewoner12@wijk12.test", "bewonersavond", PATIENCE);
        show("addresses hidden: all " + hidden.envelope().recipients().size() + " get it, nobody sees the others", hidden);
        check(hidden.header("To").contains("undisclosed-recipients"), "the addresses were not hidden");

        send("4. A spreadsheet with the BSNs of five pupils to someone outside", SampleMail.list());
        DemoNextHop.Arrived notice = outside.await(SampleMail.SENDER, "Lijst leerlingenvervoer", PATIENCE);
        String link = Links.in(notice.text(), addresses.web());
        show("held: Sanne gets this notice within a second", notice);
        check(outside.count("planning@vervoerder.test", "Lijst") == 0, "the held mail went out");
        say("   Her link:  " + link);
        return link;
    }

    /** Opens the link as a browser would, and answers: the held mail goes. */
    public void confirm(String link) throws InterruptedException, IOException {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            URI uri = URI.create(link);
            int shown = browser.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString()).statusCode();
            check(shown == 200, "the page answered " + shown);
            check(outside.count("planning@vervoerder.test", "Lijst") == 0, "looking at the page sent the mail");
            say("");
            say("5. Sanne opens the page (nothing happens yet) and presses \"send as is\"");
            HttpRequest answer = HttpRequest.newBuilder(uri).header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("choice=" + URLEncoder.encode(Choice.SEND.written(), StandardCharsets.UTF_8)))
                    .build();
            int answered = browser.send(answer, HttpResponse.BodyHandlers.ofString()).statusCode();
            check(answered == 200 || answered == 303, "the answer was not taken: " + answered);
        }
        show("confirmed: the mail went, once", outside.await("planning@vervoerder.test", "Lijst", PATIENCE));
        check(outside.count("planning@vervoerder.test", "Lijst") == 1, "the mail went more than once");
    }

    private void send(String title, SampleMail mail) {
        say("");
        say(title);
        DeliveryOutcome outcome = outlook.deliver(mail.envelope(), mail.message(), Partial.ABORT);
        say("   Duwtje answers:  " + outcome.results().get(0).reply().line());
        check(outcome.isAll(DeliveryOutcome.Status.DELIVERED), "the gateway did not take it");
    }

    private void show(String what, DemoNextHop.Arrived arrived) {
        say("   -> " + what);
        say("      From:    " + Words.decoded(arrived.header("From")));
        say("      To:      " + Words.shortened(Words.decoded(arrived.header("To"))));
        say("      Subject: " + Words.decoded(arrived.header("Subject")));
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException("the demo went wrong: " + otherwise);
        }
    }

    @Override
    public void close() {
        outlook.close();
        gateway.close();
        outside.close();
    }
}
