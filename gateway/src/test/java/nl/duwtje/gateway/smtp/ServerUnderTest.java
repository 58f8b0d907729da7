package nl.duwtje.gateway.smtp;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import nl.duwtje.gateway.config.HostPort;
import nl.duwtje.gateway.config.SmtpSettings;
import nl.duwtje.gateway.observe.MailLog;
import nl.duwtje.gateway.observe.Meters;
import nl.duwtje.gateway.testkit.Dialogue;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.Extensions;
import nl.duwtje.rules.mail.Origin;
import nl.duwtje.rules.mail.RawMessage;
import nl.duwtje.rules.mail.SmtpReply;
import nl.duwtje.rules.settings.ByteSize;
import nl.duwtje.rules.settings.CommaList;

/** A real server on a free loopback port, whose intake keeps what it is given and says 250. Everything that a test does not set is the default. */
final class ServerUnderTest implements AutoCloseable {

    static final Extensions ALL = new Extensions(true, true, true, true, true, true, 0);
    static final SmtpReply DELIVERED = new SmtpReply(250, "2.0.0", "delivered");

    /** What reached the intake; text is the message as ISO-8859-1, so one character is one byte. */
    record Received(Envelope envelope, String text, Origin origin, Class<?> kind) {}

    final List<Received> received = new CopyOnWriteArrayList<>();
    final Meters meters = new Meters();
    Supplier<Extensions> nextHop = () -> ALL;
    Intake then = (envelope, message, origin) -> DELIVERED;
    Limits limits = Limits.DEFAULT;
    CommaList clients;
    SmtpSettings.Senders senders;
    ByteSize maxMessageSize;
    Integer maxRecipients;
    Integer maxSessions;
    Duration idleTimeout;
    Duration transactionLimit;
    SmtpSettings.BareLf bareLf;
    SmtpSettings.Tls tls;
    Path spool;
    HostPort listen = new HostPort("127.0.0.1", 0);
    SmtpServer server;
    InetSocketAddress address;

    ServerUnderTest start() {
        SmtpSettings settings = new SmtpSettings(listen, "duwtje.test", clients, senders, maxMessageSize, maxRecipients, maxSessions,
                idleTimeout,
                transactionLimit, bareLf, null, null, tls, spool);
        server = new SmtpServer(settings, limits, address -> address.domain().equals("example.org"), this::keep, () -> nextHop.get(),
                meters, new MailLog());
        address = server.start();
        return this;
    }

    private SmtpReply keep(Envelope envelope, RawMessage message, Origin origin) {
        ByteBuffer bytes = message.bytes();
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        received.add(new Received(envelope, new String(copy, StandardCharsets.ISO_8859_1), origin, message.getClass()));
        return then.accept(envelope, message, origin);
    }

    List<String> texts() {
        return received.stream().map(Received::text).toList();
    }

    Dialogue connect() {
        return Dialogue.with(address);
    }

    Dialogue greeted() {
        return Dialogue.greeted(address);
    }

    /** After 354: the next bytes are the body. */
    Dialogue atData() {
        return greeted().ask("MAIL FROM:<anna@example.org>", "250 ").ask("RCPT TO:<bob@outside.test>", "250 ").ask("DATA", "354 ");
    }

    /** After RCPT: BDAT may follow. */
    Dialogue atBdat() {
        return greeted().ask("MAIL FROM:<anna@example.org>", "250 ").ask("RCPT TO:<bob@outside.test>", "250 ");
    }

    @Override
    public void close() {
        server.close();
    }
}
