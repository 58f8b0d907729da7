package nl.duwtje.gateway.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import nl.duwtje.rules.settings.BadValue;
import nl.duwtje.rules.settings.ByteSize;
import nl.duwtje.rules.settings.CommaList;

/**
 * {@code smtp}: the side that Exchange talks to.
 *
 * @param listen           where; loopback until told otherwise
 * @param hostname         our name in greeting, EHLO, Received and DSN
 * @param clients          who may relay: addresses and ranges; the default is loopback
 * @param senders          whose mail is taken; ours when clients holds a range of public addresses, which others may share, else any
 * @param maxMessageSize   larger ones are 552
 * @param maxRecipients    per transaction; more are 452
 * @param maxSessions      at once; more are 421
 * @param idleTimeout      without a byte from the client
 * @param transactionLimit from DATA or the first BDAT to its end
 * @param bareLf           what to do with a line end without CR
 * @param maxReceived      more Received headers mean a loop
 * @param drain            how long in-flight transactions may take at shutdown
 * @param tls              STARTTLS; off without a certificate
 * @param spool            where messages above 1 MB wait during their transaction
 */
public record SmtpSettings(HostPort listen, String hostname, CommaList clients, Senders senders, ByteSize maxMessageSize,
        Integer maxRecipients, Integer maxSessions, Duration idleTimeout, Duration transactionLimit, BareLf bareLf, Integer maxReceived,
        Duration drain, Tls tls,
        Path spool) {

    public SmtpSettings {
        listen = listen == null ? new HostPort("127.0.0.1", 2525) : listen;
        hostname = hostname == null ? "duwtje.localdomain" : hostname;
        clients = clients == null ? CommaList.of("127.0.0.0/8", "::1") : clients;
        maxMessageSize = maxMessageSize == null ? ByteSize.megabytes(150) : maxMessageSize;
        maxRecipients = maxRecipients == null ? 5000 : maxRecipients;
        maxSessions = maxSessions == null ? 1000 : maxSessions;
        idleTimeout = idleTimeout == null ? Duration.ofMinutes(5) : idleTimeout;
        transactionLimit = transactionLimit == null ? Duration.ofMinutes(10) : transactionLimit;
        bareLf = bareLf == null ? BareLf.NORMALISE : bareLf;
        maxReceived = maxReceived == null ? 50 : maxReceived;
        drain = drain == null ? Duration.ofSeconds(30) : drain;
        tls = tls == null ? new Tls(null, null) : tls;
        spool = spool == null ? Path.of(System.getProperty("java.io.tmpdir")) : spool;
        try {
            clients.values().forEach(Cidr::of);
        } catch (IllegalArgumentException e) {
            throw new BadValue("clients", e.getMessage());
        }
        senders = senders != null ? senders : clients.values().stream().map(Cidr::of).anyMatch(Cidr::isShared) ? Senders.OURS : Senders.ANY;
        if (!hostname.matches("[A-Za-z0-9._-]{1,255}|\\[[0-9A-Fa-f:.]+]")) {
            throw new BadValue("hostname", "is not a host name; write duwtje.example.org");
        }
        between("max-recipients", maxRecipients, 1, 50_000);
        between("max-sessions", maxSessions, 1, 20_000);
        between("max-received", maxReceived, 1, 1000);
        timeout("idle-timeout", idleTimeout);
        timeout("transaction-limit", transactionLimit);
        if (drain.compareTo(Duration.ofHours(1)) > 0) {
            throw new BadValue("drain", "must be at most 1h");
        }
        if (maxMessageSize.bytes() < 1024 || maxMessageSize.bytes() > Integer.MAX_VALUE) {
            throw new BadValue("max-message-size", "must be 1KB to 2047MB");
        }
    }

    /** The ranges of {@code clients}. */
    public List<Cidr> clientRanges() {
        return clients.values().stream().map(Cidr::of).toList();
    }

    /** Whose mail is taken, by its reverse-path: that of our own domains and the null sender only, or also what our servers forward for others. */
    public enum Senders {
        OURS, ANY
    }

    /** What to do with a line end without CR: make it CRLF, or refuse the message. It is never sent on. */
    public enum BareLf {
        NORMALISE, REFUSE
    }

    /** PEM files; read again when they change. Both or none. */
    public record Tls(Path certificate, Path key) {
        public Tls {
            if (certificate == null != (key == null)) {
                throw new BadValue(certificate == null ? "certificate" : "key",
                        "is missing; STARTTLS needs smtp.tls.certificate and smtp.tls.key");
            }
        }

        public boolean isOn() {
            return certificate != null;
        }
    }

    /** Zero would mean for ever to a socket. */
    static void timeout(String key, Duration value) {
        if (value.isZero() || value.isNegative() || value.compareTo(Duration.ofHours(1)) > 0) {
            throw new BadValue(key, "must be 1ms to 1h");
        }
    }

    static void between(String key, int value, int low, int high) {
        if (value < low || value > high) {
            throw new BadValue(key, "must be " + low + " to " + high);
        }
    }
}
