package nl.duwtje.gateway.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import nl.duwtje.gateway.Gateway;
import nl.duwtje.gateway.config.GatewaySettings;
import nl.duwtje.gateway.config.HostPort;
import nl.duwtje.gateway.config.NextHopSettings;
import nl.duwtje.gateway.delivery.NextHop;
import nl.duwtje.gateway.observe.Meters;
import nl.duwtje.gateway.store.Choice;
import nl.duwtje.gateway.web.FormSite;
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
    private final Desk desk;
    private final FormSite site;
    private final String startPage;

    /**
     * Starts it.
     *
     * @param folder   an empty folder of its own
     * @param smtpPort 0 for any free port, as the others
     * @param webPort  of the pages behind the links in notices
     * @param demoPort of the start page
     * @throws Exception when a port cannot be had
     */
    public Demo(Path folder, int smtpPort, int webPort, int demoPort, PrintWriter out) throws Exception {
        this.out = out;
        Stage stage = new Stage();
        this.outside = new DemoNextHop(one -> stage.arrived(one).ifPresent(this::tell));
        HostPort nextHop = outside.start();
        Path departments = Files.writeString(folder.resolve("departments.yaml"), Cast.departmentsYaml());
        SettingsFile file = SettingsFile.empty("demo").set("next-hop.address", nextHop.toString()).set("next-hop.tls", "none")
                .set("organisation.domains", Cast.DOMAIN).set("smtp.listen", "127.0.0.1:" + smtpPort)
                .set("smtp.hostname", "duwtje." + Cast.DOMAIN).set("notice.reply-address", "antwoord@duwtje." + Cast.DOMAIN)
                // nobody else waits here: what happens is to be seen at once
                .set("hold.notice-delay", "0s").set("hold.undo", "0s").set("directory.departments", departments.toString())
                .set("web.listen", "127.0.0.1:" + webPort).set("observe.listen", "127.0.0.1:0")
                .set("store.url", "jdbc:sqlite:" + folder.resolve("duwtje.db"));
        GatewaySettings settings = file.as(GatewaySettings.class);
        this.gateway = new Gateway(settings);
        this.addresses = gateway.start();
        NextHopSettings toGateway = new NextHopSettings(addresses.smtp(), NextHopSettings.TlsMode.NONE, null, null, null, null, null, null,
                null, null);
        this.desk = new Desk(new NextHop(toGateway, "outlook." + Cast.DOMAIN, new Meters(), System::nanoTime), stage,
                Gateway.heldMail(settings));
        Views views = new Views(stage, desk, addresses.smtp().toString(), "http://" + addresses.observe() + "/metrics");
        this.site = new FormSite("demo", demoPort, DemoTexts.LANGUAGES, new StartPages(stage, desk, views)::reply);
        this.startPage = "http://" + site.start() + "/";
    }

    /** The link to the start page. */
    public String startPage() {
        return startPage;
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

        send("1. An ordinary mail", letter("ordinary"));
        show("passed, not a byte changed", outside.await("info@bouwbedrijf.test", "Planning", PATIENCE));

        send("2. A mail marked VERTROUWELIJK to someone outside", letter("confidential"));
        DemoNextHop.Arrived confidential = outside.await("advies@juristen.test", "VERTROUWELIJK", PATIENCE);
        show("passed, with a banner on top", confidential);
        say("      Text:    "
                + HeaderText
                        .shortened(Links.plainText(confidential.text()).lines().filter(line -> !line.isBlank()).findFirst().orElse("")));
        check(Links.plainText(confidential.text()).length() > Links.plainText(SampleMail.of(letter("confidential")).text()).length(),
                "there is no banner");

        send("3. An invitation to twelve residents, all in To", letter("twelve"));
        DemoNextHop.Arrived hidden = outside.await("bewoner12@wijk12.test", "bewonersavond", PATIENCE);
        show("addresses hidden: all " + hidden.envelope().recipients().size() + " get it, nobody sees the others", hidden);
        check(hidden.header("To").contains("undisclosed-recipients"), "the addresses were not hidden");

        send("4. A spreadsheet with the BSNs of five pupils to someone outside", letter("pupils"));
        DemoNextHop.Arrived notice = outside.await(Cast.SANNE.address(), "Lijst leerlingenvervoer", PATIENCE);
        String link = Links.in(notice.text());
        show("held: Sanne gets this notice within a second", notice);
        check(outside.count("planning@vervoerder.test", "Lijst") == 0, "the held mail went out");
        say("   Her link:  " + link);
        return link;
    }

    /** Opens the link as a browser would, and answers: the held mail goes. */
    public void confirm(String link) throws InterruptedException, IOException {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            URI start = URI.create(startPage + "nl/");
            check(browser.send(HttpRequest.newBuilder(start).build(), HttpResponse.BodyHandlers.ofString()).statusCode() == 200,
                    "there is no start page");
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

    private static Letter letter(String name) {
        return Samples.in("nl").get(name);
    }

    private void send(String title, Letter letter) {
        say("");
        say(title);
        Desk.Sent sent = desk.send(letter);
        say("   Duwtje answers:  " + sent.reply());
        check(sent.taken(), "the gateway did not take it");
    }

    private void show(String what, DemoNextHop.Arrived arrived) {
        say("   -> " + what);
        say("      From:    " + HeaderText.decoded(arrived.header("From")));
        say("      To:      " + HeaderText.shortened(HeaderText.decoded(arrived.header("To"))));
        say("      Subject: " + HeaderText.decoded(arrived.header("Subject")));
    }

    /** What arrived of mail that somebody sent by a program of their own; with the link, when it is a notice. */
    private void tell(DemoView.ByHand one) {
        say("   -> arrived for " + one.to() + ": " + one.subject());
        if (!one.page().isEmpty()) {
            say("      Link:    " + one.page());
        }
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
        site.close();
        desk.close();
        gateway.close();
        outside.close();
    }
}
