package nl.duwtje.gateway.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import nl.duwtje.gateway.config.HostPort;
import nl.duwtje.gateway.config.SmtpSettings;
import nl.duwtje.gateway.observe.MailLog;
import nl.duwtje.gateway.observe.Meters;
import nl.duwtje.gateway.smtp.SmtpServer;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.Extensions;
import nl.duwtje.rules.mail.Origin;
import nl.duwtje.rules.mail.RawMessage;
import nl.duwtje.rules.mail.SmtpReply;

/** The world outside, as far as the demo needs one: takes every message and keeps the last hundred. Safe for all threads. */
final class DemoNextHop implements AutoCloseable {

    private static final int KEPT = 100;

    private final List<Arrived> arrived = new ArrayList<>();
    private final Consumer<Arrived> onArrival;
    private final SmtpServer server;

    /** A message that arrived: its envelope and its text. */
    record Arrived(Envelope envelope, String text) {

        /** The first, and how many more there are. */
        String firstRecipient() {
            int more = envelope.recipients().size() - 1;
            return envelope.recipients().get(0).address().text() + (more == 0 ? "" : " (+" + more + ")");
        }

        /** The value of a header, unfolded; empty when absent. */
        String header(String name) {
            String head = text.substring(0, Math.max(0, text.indexOf("\r\n\r\n"))).replaceAll("\r\n[ \t]+", " ");
            return head.lines().filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip()).findFirst().orElse("");
        }
    }

    DemoNextHop(Consumer<Arrived> onArrival) {
        this.onArrival = onArrival;
        SmtpSettings settings = new SmtpSettings(new HostPort("127.0.0.1", 0), "outside.test", null, null, null, null, null, null, null,
                null,
                null, null,
                null, null);
        this.server = new SmtpServer(settings, any -> true, this::take, () -> new Extensions(true, true, true, true, true, false, 0),
                new Meters(),
                new MailLog());
    }

    HostPort start() throws IOException {
        return new HostPort("127.0.0.1", server.start().getPort());
    }

    private SmtpReply take(Envelope envelope, RawMessage message, Origin origin) {
        byte[] bytes = new byte[(int) message.size()];
        message.bytes().get(bytes);
        Arrived one = new Arrived(envelope, new String(bytes, StandardCharsets.UTF_8));
        synchronized (this) {
            arrived.add(one);
            if (arrived.size() > KEPT) {
                arrived.remove(0);
            }
            notifyAll();
        }
        onArrival.accept(one);
        return new SmtpReply(250, "2.0.0", "arrived");
    }

    /** The first message for this recipient whose subject contains {@code subject}; waits for it up to {@code limit}. */
    synchronized Arrived await(String recipient, String subject, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            for (Arrived one : arrived) {
                boolean forThem = one.envelope().recipients().stream().anyMatch(to -> to.address().text().equals(recipient));
                if (forThem && one.header("Subject").contains(subject)) {
                    return one;
                }
            }
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new IllegalStateException(
                        "\"" + subject + "\" did not arrive at " + recipient + " within " + limit.toSeconds() + " s");
            }
            wait(Math.max(1, left / 1_000_000));
        }
    }

    /** How many messages arrived for this recipient with this subject. */
    synchronized long count(String recipient, String subject) {
        return arrived.stream().filter(one -> one.header("Subject").contains(subject)
                && one.envelope().recipients().stream().anyMatch(to -> to.address().text().equals(recipient))).count();
    }

    @Override
    public void close() {
        server.drain(Duration.ofSeconds(1));
    }
}
