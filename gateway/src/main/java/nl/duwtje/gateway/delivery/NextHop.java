package nl.duwtje.gateway.delivery;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import nl.duwtje.gateway.config.NextHopSettings;
import nl.duwtje.gateway.delivery.DeliveryOutcome.Status;
import nl.duwtje.gateway.observe.Meters;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.Extensions;
import nl.duwtje.rules.mail.RawMessage;
import nl.duwtje.rules.mail.SmtpReply;

/**
 * The server that clean mail goes to (RFC 5321, RFC 2920), over a bounded number of kept connections. {@link #deliver} blocks its caller for
 * at most the settings' total time. After a failure to connect it answers 451 at once for a while and then lets one message try. Safe for
 * all threads.
 */
public final class NextHop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NextHop.class);
    private static final long EXTENSIONS_FRESH = TimeUnit.MINUTES.toNanos(1);

    /** What was offered, and when that was heard. */
    private record Offer(Extensions extensions, long heardAt) {}

    private final NextHopSettings settings;
    private final Meters meters;
    private final LongSupplier nanoTime;
    private final Dialler dialler;
    private final Circuit circuit;
    private final Pool pool;
    private final ReentrantLock probing = new ReentrantLock();
    private volatile Offer offer;

    /**
     * @param ourHostname what we say in EHLO
     * @param nanoTime    {@code System::nanoTime}, or a test's own clock
     * @throws nl.duwtje.rules.settings.BadValue when the file with trusted authorities cannot be used
     */
    public NextHop(NextHopSettings settings, String ourHostname, Meters meters, LongSupplier nanoTime) {
        this.settings = settings;
        this.meters = meters;
        this.nanoTime = nanoTime;
        this.dialler = new Dialler(settings, ourHostname, nanoTime);
        this.circuit = new Circuit(settings.retryAfter().toNanos(), settings.totalTimeout().toNanos(), nanoTime);
        this.pool = new Pool(settings.connections(), settings.idleTimeout(), shortest(settings), nanoTime);
    }

    private static Duration shortest(NextHopSettings settings) {
        return Collections.min(
                List.of(settings.idleTimeout(), settings.totalTimeout(), settings.replyTimeout(), settings.dataTimeout()));
    }

    /**
     * Looks at the file that the settings name.
     *
     * @throws nl.duwtje.rules.settings.SettingsException when a next hop of these settings could not be made
     */
    public static void check(NextHopSettings settings) {
        new Security(settings.tls(), settings.trust());
    }

    /**
     * Offers a message to the next hop and tells what it made of it. Never delivers twice: what is retried here was not accepted for sure.
     *
     * @param message its bytes are read once, straight to the network
     * @param partial what to do when some recipients are refused but not all
     * @return one result per recipient, in the envelope's order; never an exception for what a network or a server can do
     */
    public DeliveryOutcome deliver(Envelope envelope, RawMessage message, Partial partial) {
        if (pool.isClosed()) {
            return deferred(envelope, new SmtpReply(451, "4.3.2", "shutting down"));
        }
        if (circuit.isOpen()) {
            return deferred(envelope, notTried());
        }
        long deadline = nanoTime.getAsLong() + settings.totalTimeout().toNanos();
        try {
            if (!pool.takePermit(settings.totalTimeout().toNanos() / 2)) {
                return deferred(envelope, new SmtpReply(451, "4.4.5", "all connections to the next hop are in use"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return deferred(envelope, new SmtpReply(451, "4.3.2", "interrupted"));
        }
        try {
            return overKeptOrNew(envelope, message, partial, deadline);
        } catch (LinkException e) {
            return deferred(envelope, e.reply());
        } finally {
            pool.giveBackPermit();
        }
    }

    /**
     * What the next hop offers, as last heard; asks it when that was never or is a minute ago. {@link Extensions#NONE} while it was never
     * reached.
     */
    public Extensions extensions() {
        Offer known = offer;
        if (known != null && (isFresh(known) || circuit.isOpen() || !probing.tryLock())) {
            return known.extensions();
        }
        if (known == null) {
            if (circuit.isOpen()) {
                return Extensions.NONE;
            }
            probing.lock();
        }
        try {
            if (offer == null || !isFresh(offer)) {
                probe();
            }
        } finally {
            probing.unlock();
        }
        return offer == null ? Extensions.NONE : offer.extensions();
    }

    /** Whether the circuit is open: the last try to connect failed and a message now would get 451 without a try. */
    public boolean isOpen() {
        return circuit.isOpen();
    }

    /** Closes the kept connections; messages on their way finish, new ones are deferred. */
    @Override
    public void close() {
        pool.close();
    }

    private DeliveryOutcome overKeptOrNew(Envelope envelope, RawMessage message, Partial partial, long deadline) throws LinkException {
        Connection kept = pool.kept();
        if (kept != null) {
            try {
                return over(kept, envelope, message, partial, deadline);
            } catch (LinkException stale) {
                pool.closeKept();
            }
        }
        return over(open(deadline), envelope, message, partial, deadline);
    }

    private DeliveryOutcome over(Connection connection, Envelope envelope, RawMessage message, Partial partial, long deadline)
            throws LinkException {
        connection.begin(deadline);
        boolean done = false;
        try {
            Transaction transaction = new Transaction(connection, envelope, message, partial, settings);
            DeliveryOutcome outcome = transaction.run();
            done = true;
            pool.giveBack(connection);
            meters.nextHopReply(transaction.code());
            if (outcome.has(Status.UNKNOWN)) {
                LOG.warn("no reply from the next hop after the final dot of {} bytes: delivered or not is unknown", message.size());
            }
            return outcome;
        } finally {
            if (!done) {
                connection.abort();
            }
        }
    }

    private Connection open(long deadline) throws LinkException {
        if (!circuit.tryPass()) {
            throw LinkException.unreachable("down, not tried again yet", null);
        }
        boolean wasDown = circuit.hasFailed();
        try {
            Connection connection = dialler.open(pool.live(), deadline);
            circuit.worked();
            offer = new Offer(connection.extensions(), nanoTime.getAsLong());
            if (wasDown) {
                LOG.info("the next hop {} can be reached again", settings.address());
            }
            return connection;
        } catch (LinkException e) {
            // one more connection refused while others work is a limit of theirs, not an outage
            if (!e.isRefusal() || !pool.isInUse()) {
                circuit.failed();
                pool.closeKept();
            }
            LOG.warn("no connection to the next hop {}: {}{}", settings.address(), e.reply().text(),
                    e.getCause() == null ? "" : ": " + e.getCause().getMessage());
            throw e;
        }
    }

    private void probe() {
        try {
            if (!pool.takePermit(settings.connectTimeout().toNanos())) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            Connection connection = open(nanoTime.getAsLong() + settings.totalTimeout().toNanos());
            pool.giveBack(connection);
        } catch (LinkException unreachable) {
            // said in the log where it happened; what was last heard still counts
        } finally {
            pool.giveBackPermit();
        }
    }

    private boolean isFresh(Offer known) {
        return nanoTime.getAsLong() - known.heardAt() < EXTENSIONS_FRESH;
    }

    private static SmtpReply notTried() {
        return new SmtpReply(451, "4.4.1", "next hop: down, not tried again yet");
    }

    private DeliveryOutcome deferred(Envelope envelope, SmtpReply reply) {
        meters.nextHopReply(0);
        return DeliveryOutcome.all(envelope.recipients(), Status.DEFERRED, reply);
    }
}
