package nl.duwtje.gateway;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import nl.duwtje.gateway.delivery.DeliveryOutcome;
import nl.duwtje.gateway.delivery.DeliveryOutcome.Result;
import nl.duwtje.gateway.delivery.DeliveryOutcome.Status;
import nl.duwtje.gateway.delivery.NextHop;
import nl.duwtje.gateway.delivery.Partial;
import nl.duwtje.gateway.delivery.RetrySchedule;
import nl.duwtje.gateway.observe.MailLog;
import nl.duwtje.gateway.store.Commit;
import nl.duwtje.gateway.store.Outgoing;
import nl.duwtje.gateway.store.Store;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.MemoryMessage;
import nl.duwtje.rules.mail.RawMessage;
import nl.duwtje.rules.mime.Splice;
import nl.duwtje.rules.mime.SplicedMessage;

/**
 * Delivers what the store owes: takes due rows, hands them to the next hop, and writes down what became of each recipient. Failures are told
 * with a DSN in the same transaction that forgets the row. A crash between the next hop's 250 and that transaction leads to one more try:
 * twice at worst, never not at all. One thread takes, a few deliver. A row is leased for a short time and kept while it is being delivered, so
 * that what a kill leaves is soon somebody else's. A row that is {@link #commit}ted here and due is leased by that commit and comes from memory,
 * as long as not too many wait for a deliverer.
 */
final class Outbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration KEEP_EVERY = LEASE.dividedBy(3);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final int DELIVERERS = 16;
    /** Rows in one look into the store, which is a write to disk. */
    private static final int TOGETHER = 16;
    private static final int TAKEN = 3 * TOGETHER;
    private static final int FRESH = 256;

    private final Store store;
    private final NextHop nextHop;
    private final RetrySchedule schedule;
    private final Reports reports;
    private final Duration drain;
    private final Clock clock;
    private final MailLog log;
    private final ExecutorService deliverers = Executors.newFixedThreadPool(DELIVERERS, Thread.ofVirtual().name("outbox-", 1).factory());
    /** How many more rows may be taken from the store. The leases of those that wait for a deliverer are kept meanwhile. */
    private final Semaphore taken = new Semaphore(TAKEN);
    /** How many more rows may come from memory: on their own account, so that a flood of them never keeps older ones in the store. */
    private final Semaphore fresh = new Semaphore(FRESH);
    private final Semaphore bell = new Semaphore(0);
    /** Rows that a deliverer has or is about to have. One that is leased again here (the store was too slow to keep it) is not delivered twice. */
    private final Set<Long> inHand = ConcurrentHashMap.newKeySet();
    private Instant keepAt = Instant.MIN;
    private final Thread taker = new Thread(this::run, "outbox");
    /** Rows whose last try ended without a reply to the final dot. */
    private final Set<Long> doubtful = ConcurrentHashMap.newKeySet();
    /** Rows that every recipient has, and that the store does not know of yet. */
    private final Queue<InHand> delivered = new ConcurrentLinkedQueue<>();
    private final Semaphore writing = new Semaphore(1);
    private volatile boolean closing;

    /**
     * A row that is ours for now.
     *
     * @param body its bytes, when they need not be read from the store
     * @param room gets a permit back
     */
    private record InHand(Outgoing row, Optional<RawMessage> body, Semaphore room) {}

    /** @param drain how long deliveries under way may take when it closes */
    Outbox(Store store, NextHop nextHop, RetrySchedule schedule, Reports reports, Duration drain, Clock clock, MailLog log) {
        this.store = store;
        this.nextHop = nextHop;
        this.schedule = schedule;
        this.reports = reports;
        this.drain = drain;
        this.clock = clock;
        this.log = log;
    }

    void start() {
        taker.start();
    }

    /**
     * As {@link Store#commit}; what is due of it is on its way when this returns.
     *
     * @return false when somebody was first: then nothing was done
     */
    boolean commit(Commit commit) {
        Instant now = clock.instant();
        int due = commit.due(now);
        if (due == 0) {
            return store.commit(commit);
        }
        if (closing || !fresh.tryAcquire(due)) {
            boolean done = store.commit(commit);
            ring();
            return done;
        }
        Optional<List<Outgoing>> ours = Optional.empty();
        try {
            ours = store.commit(commit, now, LEASE);
        } finally {
            fresh.release(due - ours.map(List::size).orElse(0));
        }
        ours.ifPresent(rows -> rows.forEach(row -> handOver(row, commit.inMemory(row.bodyId()))));
        return ours.isPresent();
    }

    /** @param body its bytes, if they need not be read again */
    private void handOver(Outgoing row, Optional<RawMessage> body) {
        if (!inHand.add(row.id())) {
            fresh.release(); // this commit took so long that its lease was over, and taken from the store
            return;
        }
        try {
            deliverers.execute(() -> deliver(new InHand(row, body, fresh)));
        } catch (RejectedExecutionException closed) {
            inHand.remove(row.id());
            LOG.info("outbox row {} is delivered after the next start", row.id());
        }
    }

    /** Something was committed: look now rather than in a second. */
    void ring() {
        bell.release();
    }

    private void run() {
        while (!closing) {
            try {
                keepLeases();
                if (taken.tryAcquire(TOGETHER, LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS) && !take(TOGETHER + taken.drainPermits())) {
                    bell.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
                    bell.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (closing) {
                    return;
                }
                LOG.error("the outbox cannot read the store; trying again", e);
                pause();
            }
        }
    }

    /**
     * Gives up to {@code room} rows that are due to the deliverers, for whom {@code room} permits were acquired.
     *
     * @return whether there may be more
     */
    private boolean take(int room) {
        List<Outgoing> due = List.of();
        try {
            due = closing ? due : store.lease(clock.instant(), LEASE, room).stream().filter(row -> inHand.add(row.id())).toList();
        } finally {
            taken.release(room - due.size());
        }
        due.forEach(row -> deliverers.execute(() -> deliver(new InHand(row, Optional.empty(), taken))));
        return due.size() == room;
    }

    private void keepLeases() {
        Instant now = clock.instant();
        List<Long> rows = List.copyOf(inHand);
        if (!rows.isEmpty() && !now.isBefore(keepAt)) {
            store.keep(rows, now.plus(LEASE));
            keepAt = now.plus(KEEP_EVERY);
        }
    }

    private void pause() {
        try {
            bell.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(InHand mine) {
        try {
            if (isAllDelivered(mine)) {
                delivered.add(mine);
                forgetDelivered();
                return;
            }
        } catch (RuntimeException e) {
            LOG.error("outbox row {} stays for its next turn", mine.row.id(), e);
        }
        letGo(mine);
    }

    private void letGo(InHand mine) {
        inHand.remove(mine.row.id());
        mine.room.release();
    }

    /** One deliverer writes to disk for all who have delivered meanwhile; the others go on. */
    private void forgetDelivered() {
        while (!delivered.isEmpty() && writing.tryAcquire()) {
            List<InHand> all = new ArrayList<>();
            try {
                for (InHand one = delivered.poll(); one != null; one = delivered.poll()) {
                    all.add(one);
                }
                store.done(all.stream().map(one -> one.row.id()).toList());
                all.forEach(one -> doubtful.remove(one.row.id()));
            } catch (RuntimeException e) {
                LOG.error("outbox rows {} stay for their next turn", all.stream().map(one -> one.row.id()).toList(), e);
            } finally {
                all.forEach(this::letGo);
                writing.release();
            }
        }
    }

    /** Whether every recipient has it and that is all there is to write down; else what became of each is written down. */
    private boolean isAllDelivered(InHand mine) {
        Outgoing row = mine.row;
        try (RawMessage body = row.isWhole() ? new MemoryMessage(row.head()) : mine.body.orElseGet(() -> store.body(row.bodyId()))) {
            RawMessage message = row.isWhole() || row.bodyFrom() == 0 && row.head().length == 0
                    ? body
                    : new SplicedMessage(body, List.of(new Splice(0, row.bodyFrom(), row.head())));
            DeliveryOutcome outcome = nextHop.deliver(row.envelope(), message, Partial.PROCEED);
            if (outcome.isAll(Status.DELIVERED)) {
                log.sent(row.id(), row.kind().name(), row.envelope(), outcome.results().get(0).reply());
                return true;
            }
            settle(row, message, outcome);
            return false;
        }
    }

    /** Writes down what became of each recipient: served and failed ones leave the row, the others wait. */
    private void settle(Outgoing row, RawMessage message, DeliveryOutcome outcome) {
        List<Result> served = outcome.with(Status.DELIVERED);
        // nobody can be told that a notice failed, so it is tried until its time is over: a next hop that refuses <> may be mended meanwhile
        boolean mayFail = row.kind() == Outgoing.Kind.LEG;
        List<Result> failed = mayFail ? outcome.with(Status.FAILED) : List.of();
        List<Result> left = outcome.results().stream()
                .filter(r -> r.status() != Status.DELIVERED && !(mayFail && r.status() == Status.FAILED)).toList();
        Instant now = clock.instant();
        if (!left.isEmpty() && (!now.isBefore(row.giveUpAt()) || isDoubtfulTwice(row, outcome))) {
            failed = Stream.concat(failed.stream(), left.stream()).toList();
            left = List.of();
        }
        Commit also = new Commit();
        boolean told = !failed.isEmpty() && row.kind() == Outgoing.Kind.LEG && reports.failure(row.envelope(), message, failed, now, also);
        if (left.isEmpty()) {
            store.done(row.id(), also);
            doubtful.remove(row.id());
        } else {
            Envelope rest = row.envelope().withRecipients(left.stream().map(Result::recipient).toList());
            Instant next = now.plus(schedule.delayAfter(row.attempts() + 1));
            store.retry(row.id(), rest, next, also);
            log.deferred(row.id(), row.kind().name(), rest, next.toString(), left.get(0).reply());
        }
        if (!served.isEmpty()) {
            log.sent(row.id(), row.kind().name(), row.envelope().withRecipients(served.stream().map(Result::recipient).toList()),
                    served.get(0).reply());
        }
        if (!failed.isEmpty()) {
            log.failed(row.id(), row.kind().name(), names(failed), told, failed.get(0).reply());
        }
        if (told) {
            ring();
        }
    }

    /** No reply after the final dot, and that for the second time: it may have arrived twice already, so the sender is told instead. */
    private boolean isDoubtfulTwice(Outgoing row, DeliveryOutcome outcome) {
        return !outcome.with(Status.UNKNOWN).isEmpty() && !doubtful.add(row.id());
    }

    private static String names(List<Result> results) {
        return results.stream().map(r -> r.recipient().address().text()).limit(10).collect(Collectors.joining(" "));
    }

    /** Lets the deliveries under way finish within the limit; what does not finish is tried again after the next start. */
    @Override
    public void close() {
        closing = true;
        taken.release(TOGETHER);
        bell.release();
        try {
            // not interrupted: a lease that is just being taken would be committed and delivered by nobody until it runs out
            taker.join(drain.toMillis() + 1000);
            deliverers.shutdown();
            if (!deliverers.awaitTermination(drain.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("outbox: some deliveries did not finish in {}; they are tried again after the next start", drain);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
