package nl.duwtje.gateway.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.server.SMTPServer;

import nl.duwtje.gateway.config.SmtpSettings;
import nl.duwtje.gateway.observe.MailLog;
import nl.duwtje.gateway.observe.Meters;
import nl.duwtje.rules.mail.Extensions;
import nl.duwtje.rules.mail.MailAddress;

/** The SMTP server. Started once, drained or closed once; its methods are safe for all threads. */
public final class SmtpServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpServer.class);
    /** SubEthaSMTP's own limit lies above ours, so that ours answers. */
    private static final int SPARE = 64;

    private final SmtpSettings settings;
    private final Sessions sessions;
    private final Spool spool;
    private final SessionContext context;
    private final Map<String, byte[]> verbs = new HashMap<>();
    private SMTPServer server;
    private Listener listener;

    /**
     * @param ours    whether an address is of our organisation: who may send when {@code smtp.senders} is ours
     * @param intake  what complete messages go to
     * @param nextHop what the next hop offered last, {@link Extensions#NONE} when that is not known; asked at each EHLO and MAIL, so it must
     *                    answer from memory
     * @throws SmtpStartException when the TLS files cannot be used
     */
    public SmtpServer(SmtpSettings settings, Predicate<MailAddress> ours, Intake intake, Supplier<Extensions> nextHop, Meters meters,
            MailLog log) {
        this(settings, Limits.DEFAULT, ours, intake, nextHop, meters, log);
    }

    SmtpServer(SmtpSettings settings, Limits limits, Predicate<MailAddress> ours, Intake intake, Supplier<Extensions> nextHop,
            Meters meters, MailLog log) {
        this.settings = settings;
        this.spool = new Spool(settings.spool(), limits.memory());
        this.sessions = new Sessions(settings.clientRanges(), settings.maxSessions(), meters);
        this.context = new SessionContext(settings, limits, settings.senders() == SmtpSettings.Senders.ANY ? any -> true : ours, intake,
                new Offer(settings.maxMessageSize().bytes(), nextHop),
                certificates(settings), spool, sessions, meters, log);
    }

    /**
     * Looks at the files and folders that the settings name, and leaves them as they are.
     *
     * @throws SmtpStartException when {@link #start} would find one that cannot be used
     */
    public static void check(SmtpSettings settings) {
        certificates(settings);
        checkSpool(settings);
    }

    private static Certificates certificates(SmtpSettings settings) {
        try {
            return new Certificates(settings.tls());
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new SmtpStartException("smtp.tls cannot be used: " + e, e);
        }
    }

    /** Found now, or else by the first message above 1 MB, and by every one after it. */
    private static void checkSpool(SmtpSettings settings) {
        if (!Files.isDirectory(settings.spool()) || !Files.isWritable(settings.spool())) {
            throw new SmtpStartException("smtp.spool " + settings.spool() + " is not a folder that we can write to", null);
        }
    }

    /**
     * Listens from now on.
     *
     * @return the address, with the real port where 0 was asked for
     * @throws SmtpStartException when the address cannot be listened on
     */
    public synchronized InetSocketAddress start() {
        if (server != null) {
            throw new IllegalStateException("started already");
        }
        checkSpool(settings);
        spool.sweep(Instant.now().minus(Duration.ofDays(1)));
        SMTPServer built = build();
        try {
            built.start();
        } catch (RuntimeException e) {
            throw new SmtpStartException("cannot listen on smtp.listen " + settings.listen() + ": " + reason(e), e);
        }
        server = built;
        sessions.startWatch();
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    private SMTPServer build() {
        SMTPServer built = SMTPServer.port(settings.listen().port()).bindAddress(address()).hostName(settings.hostname())
                .softwareName("Duwtje").backlog(Math.max(50, settings.maxSessions() / 4)).maxConnections(settings.maxSessions() + SPARE)
                .connectionTimeoutMs(0).insertReceivedHeaders(false).executorService(new SessionThreads()).sessionHandler(sessions)
                .serverThreadName("smtp-accept").serverSocketFactory(() -> {
                    listener = new Listener(this::wrap);
                    return listener;
                }).messageHandlerFactory(unused -> {
                    throw new IllegalStateException("our own verbs keep the transaction");
                }).build();
        List<Verb> all = new ArrayList<>(SimpleVerb.all());
        all.addAll(List.of(new MailVerb(), new RcptVerb(), new DataVerb(), new BdatVerb(), new StartTlsVerb()));
        for (Verb verb : all) {
            built.getCommandHandler().addCommand(verb);
            if (!verb.getName().equals(WireSocket.NO_COMMAND)) {
                verbs.put(verb.getName(), WireSocket.line(verb.getName()));
            }
        }
        return built;
    }

    private Socket wrap(Socket accepted) throws IOException {
        Wire wire = new Wire(accepted, accepted, settings.idleTimeout(), spool.blocks());
        Conversation conversation = new Conversation(context, WireSocket.named(accepted.getInetAddress()).getHostAddress(), wire);
        return new WireSocket(wire, conversation, verbs);
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(settings.listen().host());
        } catch (UnknownHostException e) {
            throw new SmtpStartException("cannot listen on smtp.listen " + settings.listen() + ": no such host", e);
        }
    }

    private static String reason(RuntimeException e) {
        return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
    }

    /** Sessions open now. */
    public int openSessions() {
        return sessions.count();
    }

    /**
     * Stops without losing mail: the port is freed, sessions between transactions are told 421, transactions that have begun may end within
     * {@code limit}. What is open then is cut, and the client sends again.
     */
    public synchronized void drain(Duration limit) {
        if (server == null) {
            sessions.abort();
            return;
        }
        try {
            listener.stopAccepting();
            sessions.drain();
            int left = sessions.awaitEnd(limit);
            if (left > 0) {
                LOG.warn("{} sessions were still in a transaction after {} and are cut", left, limit);
            }
        } catch (IOException e) {
            LOG.warn("cannot close the listening socket: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sessions.abort();
            server.stop();
        }
    }

    /** Like {@link #drain} with no time at all. */
    @Override
    public void close() {
        drain(Duration.ZERO);
    }
}
