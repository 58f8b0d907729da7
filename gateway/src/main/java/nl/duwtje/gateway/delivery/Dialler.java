package nl.duwtje.gateway.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import nl.duwtje.gateway.config.NextHopSettings;
import nl.duwtje.gateway.config.NextHopSettings.TlsMode;
import nl.duwtje.rules.mail.Extensions;

/** Makes connections that are ready for MAIL: connected, greeted, EHLO said, secure as far as asked for. Safe for all threads. */
final class Dialler {

    private static final Logger LOG = LoggerFactory.getLogger(Dialler.class);
    private static final int MAX_ADDRESSES = 4;

    private final NextHopSettings settings;
    private final Security security;
    private final String ourHostname;
    private final LongSupplier nanoTime;

    Dialler(NextHopSettings settings, String ourHostname, LongSupplier nanoTime) {
        this.settings = settings;
        this.security = new Security(settings.tls(), settings.trust());
        this.ourHostname = ourHostname;
        this.nanoTime = nanoTime;
    }

    /**
     * @param live where the connection stands from its first moment
     * @throws LinkException when there is no connection, with the reply for our client
     */
    Connection open(Set<Connection> live, long deadline) throws LinkException {
        try {
            return open(live, deadline, security.mode() != TlsMode.NONE);
        } catch (HandshakeException e) {
            if (security.mode() != TlsMode.OPTIONAL) {
                throw LinkException.insecure("4.7.5", "TLS failed: " + e.getCause().getMessage(), e);
            }
            LOG.warn("TLS with the next hop failed, going on in plain text as next-hop.tls is optional: {}", e.getCause().getMessage());
        }
        try {
            return open(live, deadline, false);
        } catch (HandshakeException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection open(Set<Connection> live, long deadline, boolean tls) throws LinkException, HandshakeException {
        Connection connection = connect(live, deadline);
        boolean ready = false;
        try {
            greet(connection);
            if (tls) {
                startTls(connection);
            }
            ready = true;
            return connection;
        } catch (LinkException | HandshakeException e) {
            throw e;
        } catch (IOException e) {
            throw LinkException.lost("the connection broke", e);
        } finally {
            if (!ready) {
                connection.abort();
            }
        }
    }

    private Connection connect(Set<Connection> live, long deadline) throws LinkException {
        String host = settings.address().host();
        IOException last = null;
        try {
            InetAddress[] addresses = InetAddress.getAllByName(host);
            for (int i = 0; i < Math.min(addresses.length, MAX_ADDRESSES); i++) {
                Socket socket = new Socket();
                try {
                    socket.setTcpNoDelay(true);
                    socket.connect(new InetSocketAddress(addresses[i], settings.address().port()),
                            (int) settings.connectTimeout().toMillis());
                    return new Connection(socket, live, nanoTime, deadline);
                } catch (IOException e) {
                    last = e;
                    socket.close();
                }
            }
        } catch (IOException e) {
            last = e;
        }
        throw LinkException.unreachable("no connection", last);
    }

    private void greet(Connection connection) throws IOException {
        Reply greeting = connection.reply(settings.replyTimeout().toNanos());
        if (!greeting.isPositive()) {
            throw LinkException.refused(greeting.toSmtpReply());
        }
        hello(connection);
    }

    private void hello(Connection connection) throws IOException {
        Reply reply = connection.ask("EHLO " + ourHostname, settings.replyTimeout().toNanos());
        if (reply.isPositive()) {
            connection.offers(extensions(reply.lines()));
            return;
        }
        if (reply.code() >= 500) {
            reply = connection.ask("HELO " + ourHostname, settings.replyTimeout().toNanos());
        }
        if (!reply.isPositive()) {
            throw LinkException.refused(reply.toSmtpReply());
        }
    }

    private void startTls(Connection connection) throws IOException, HandshakeException {
        boolean must = security.mode() != TlsMode.OPTIONAL;
        if (!connection.extensions().startTls()) {
            if (must) {
                throw LinkException.insecure("4.7.4", "does not offer STARTTLS, which next-hop.tls requires", null);
            }
            return;
        }
        Reply reply = connection.ask("STARTTLS", settings.replyTimeout().toNanos());
        if (!reply.isPositive()) {
            if (must) {
                throw LinkException.insecure("4.7.4", "refused STARTTLS: " + reply.toSmtpReply().line(), null);
            }
            return;
        }
        if (connection.hasUnasked()) {
            // somebody put replies in front of the handshake (RFC 3207 section 6, CVE-2011-0411)
            throw LinkException.insecure("4.7.5", "more than one reply to STARTTLS", null);
        }
        try {
            connection.plain().setSoTimeout((int) settings.replyTimeout().toMillis());
            connection.over(security.secure(connection.plain(), settings.address().host(), settings.address().port()));
            connection.plain().setSoTimeout(0); // from here on the pool watches
        } catch (IOException e) {
            throw new HandshakeException(e);
        }
        hello(connection);
    }

    static Extensions extensions(List<String> lines) {
        boolean pipelining = false;
        boolean eightBit = false;
        boolean utf8 = false;
        boolean dsn = false;
        boolean chunking = false;
        boolean startTls = false;
        long size = -1;
        for (String line : lines.subList(1, lines.size())) {
            String[] words = line.strip().toUpperCase(Locale.ROOT).split(" +");
            switch (words[0]) {
                case "PIPELINING" -> pipelining = true;
                case "8BITMIME" -> eightBit = true;
                case "SMTPUTF8" -> utf8 = true;
                case "DSN" -> dsn = true;
                case "CHUNKING" -> chunking = true;
                case "STARTTLS" -> startTls = true;
                case "SIZE" -> size = words.length > 1 && words[1].matches("\\d{1,18}") ? Long.parseLong(words[1]) : 0;
                default -> {
                    // nothing we use
                }
            }
        }
        return new Extensions(pipelining, eightBit, utf8, dsn, chunking, startTls, size);
    }

    /** Plain text worked, TLS did not. */
    private static final class HandshakeException extends Exception {
        private static final long serialVersionUID = 1L;

        HandshakeException(IOException cause) {
            super(cause);
        }
    }
}
