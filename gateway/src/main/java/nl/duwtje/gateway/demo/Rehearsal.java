package nl.duwtje.gateway.demo;

import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import nl.duwtje.gateway.Gateway;
import nl.duwtje.gateway.config.GatewaySettings;
import nl.duwtje.gateway.config.NextHopSettings;
import nl.duwtje.gateway.delivery.DeliveryOutcome;
import nl.duwtje.gateway.delivery.NextHop;
import nl.duwtje.gateway.delivery.Partial;
import nl.duwtje.gateway.observe.Meters;
import nl.duwtje.rules.settings.SettingsFile;

/**
 * A gateway that sends mail to itself: first all is relayed, all rules on and none of them in force, then some is held, told of and answered.
 * A JVM that writes down what it learns meanwhile starts the next time as if it had served for a while (JEP 514, JEP 515). Everything stays on
 * loopback and in one folder.
 */
public final class Rehearsal {

    private static final int SENDERS = 16;
    /** So many relayed mails for each that is held. */
    private static final int RELAYED = 8;

    private Rehearsal() {}

    /**
     * Plays it, half a minute long.
     *
     * @param folder   an empty folder of its own
     * @param messages how many are relayed; an eighth of that is held
     * @throws Exception when a port cannot be had or a message is not relayed or held
     */
    public static void play(Path folder, int messages) throws Exception {
        List<RehearsalMail> mails = RehearsalMail.all();
        act(Files.createDirectory(folder.resolve("relay")), "observe", arrived -> {},
                (outlook, addresses) -> times(messages, i -> send(outlook, mails.get(i % mails.size()))));
        int held = messages / RELAYED;
        RehearsedHolds holds = new RehearsedHolds(held);
        act(Files.createDirectory(folder.resolve("hold")), "nudge", holds::arrived, (outlook, addresses) -> {
            times(held, i -> send(outlook, holds.mail(i)));
            try (HttpClient browser = HttpClient.newHttpClient()) {
                times(held, i -> holds.answer(browser));
            }
            holds.awaitSent();
        });
    }

    @FunctionalInterface
    private interface Act {
        void play(NextHop outlook, Gateway.Addresses addresses) throws Exception;
    }

    private static void act(Path folder, String mode, Consumer<DemoNextHop.Arrived> onArrival, Act act) throws Exception {
        try (DemoNextHop outside = new DemoNextHop(onArrival)) {
            SettingsFile file = SettingsFile.empty("rehearsal").set("next-hop.address", outside.start().toString())
                    .set("next-hop.tls", "none").set("organisation.domains", Cast.DOMAIN).set("policy.mode", mode)
                    .set("smtp.listen", "127.0.0.1:0").set("smtp.spool", folder.toString()).set("web.listen", "127.0.0.1:0")
                    .set("hold.notice-delay", "0s").set("hold.undo", "0s").set("observe.listen", "127.0.0.1:0")
                    .set("store.url", "jdbc:sqlite:" + folder.resolve("duwtje.db"));
            try (Gateway gateway = new Gateway(file.as(GatewaySettings.class))) {
                Gateway.Addresses addresses = gateway.start();
                NextHopSettings toGateway = new NextHopSettings(addresses.smtp(), NextHopSettings.TlsMode.NONE, null, null, null, null,
                        null, null, null, null);
                try (NextHop outlook = new NextHop(toGateway, "outlook." + Cast.DOMAIN, new Meters(), System::nanoTime)) {
                    act.play(outlook, addresses);
                }
            }
        }
    }

    private static void send(NextHop outlook, RehearsalMail mail) {
        DeliveryOutcome outcome = outlook.deliver(mail.envelope(), mail.message(), Partial.ABORT);
        if (!outcome.isAll(DeliveryOutcome.Status.DELIVERED)) {
            throw new IllegalStateException("not taken: " + outcome.results().get(0).reply().line());
        }
    }

    @FunctionalInterface
    private interface Step {
        void take(int number) throws Exception;
    }

    /** Some at once. */
    private static void times(int count, Step step) throws Exception {
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService people = Executors.newFixedThreadPool(SENDERS)) {
            List<? extends Future<?>> all = IntStream.range(0, SENDERS).mapToObj(person -> people.submit(() -> {
                for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    step.take(i);
                }
                return person;
            })).toList();
            for (Future<?> one : all) {
                one.get();
            }
        }
    }
}
