package nl.duwtje.gateway.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
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
 * A gateway that relays mail to itself, all rules on and none of them in force: a JVM that writes down what it learns meanwhile starts the
 * next time as if it had served for a while (JEP 514, JEP 515). Everything stays on loopback and in one folder.
 */
public final class Rehearsal {

    private static final int SENDERS = 16;

    private Rehearsal() {}

    /**
     * Plays it, some seconds long.
     *
     * @param folder   an empty folder of its own
     * @param messages how many
     * @throws Exception when a port cannot be had or a message is not relayed
     */
    public static void play(Path folder, int messages) throws Exception {
        try (DemoNextHop outside = new DemoNextHop(arrived -> {})) {
            SettingsFile file = SettingsFile.empty("rehearsal").set("next-hop.address", outside.start().toString())
                    .set("next-hop.tls", "none").set("organisation.domains", Cast.DOMAIN).set("policy.mode", "observe")
                    .set("smtp.listen", "127.0.0.1:0").set("smtp.spool", folder.toString()).set("web.listen", "127.0.0.1:0")
                    .set("observe.listen", "127.0.0.1:0").set("store.url", "jdbc:sqlite:" + folder.resolve("duwtje.db"));
            try (Gateway gateway = new Gateway(file.as(GatewaySettings.class));
                    NextHop outlook = new NextHop(
                            new NextHopSettings(gateway.start().smtp(), NextHopSettings.TlsMode.NONE, null, null, null,
                                    null, null, null, null, null),
                            "outlook." + Cast.DOMAIN, new Meters(), System::nanoTime)) {
                send(outlook, messages);
            }
        }
    }

    private static void send(NextHop outlook, int messages) throws Exception {
        List<RehearsalMail> mails = RehearsalMail.all();
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            List<? extends Future<?>> all = IntStream.range(0, SENDERS).mapToObj(sender -> senders.submit(() -> {
                for (int i = next.getAndIncrement(); i < messages; i = next.getAndIncrement()) {
                    RehearsalMail mail = mails.get(i % mails.size());
                    DeliveryOutcome outcome = outlook.deliver(mail.envelope(), mail.message(), Partial.ABORT);
                    if (!outcome.isAll(DeliveryOutcome.Status.DELIVERED)) {
                        throw new IllegalStateException("not relayed: " + outcome.results().get(0).reply().line());
                    }
                }
            })).toList();
            for (Future<?> one : all) {
                one.get();
            }
        }
    }
}
