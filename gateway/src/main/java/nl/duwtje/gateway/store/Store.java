package nl.duwtje.gateway.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.RawMessage;

/**
 * Held mail and the outbox. Every method is safe for all threads; every change is on disk before its method returns. All throw
 * {@link StoreException} when the store cannot do it. {@code StoreContract} in the tests says what each implementation must hold to.
 */
public interface Store extends AutoCloseable {

    /**
     * Does all of it in one transaction.
     *
     * @return false when a {@link Commit.Move} found its hold in another state (somebody was first): then nothing was done
     */
    boolean commit(Commit commit);

    Optional<Hold> holdByToken(String tokenHash);

    Optional<Hold> hold(String id);

    /** Newest first. */
    List<Hold> holds(List<HoldState> states, int limit);

    /** HELD ones whose reminder is due at {@code now}. */
    List<Hold> dueForReminder(Instant now, int limit);

    /** HELD ones that expire at {@code now} or before. */
    List<Hold> dueForExpiry(Instant now, int limit);

    /** Notes that the reminder is in the outbox: the reminder's rows and the mark in one transaction. */
    void reminded(String holdId, Commit reminder);

    /** The bytes stored under {@code bodyId}; close it after use. */
    RawMessage body(String bodyId);

    /** Whether this fingerprint was remembered and its time is not over; forgets it, so that it counts once. */
    boolean recall(String fingerprint, Instant now);

    /** Takes up to {@code limit} rows that are due, each to nobody else for {@code lease}; oldest first. */
    List<Outgoing> lease(Instant now, Duration lease, int limit);

    /** Leased rows that are still being delivered: to nobody else before {@code until}. One that waits for longer already stays as it is. */
    void keep(Collection<Long> outgoingIds, Instant until);

    /** The row is dealt with; {@code also} (a DSN, say) comes in the same transaction. */
    void done(long outgoingId, Commit also);

    /** Some recipients are left: try those again then. {@code also} comes in the same transaction. */
    void retry(long outgoingId, Envelope left, Instant nextAttempt, Commit also);

    /** Rows waiting in the outbox. */
    long outboxSize();

    /** Holds in state HELD. */
    long heldCount();

    /** When the next outbox row is due, for those who wait for it; {@link Instant#MAX} when there is none. */
    Instant nextDue();

    /** Deletes holds past their purgeAt, memories past their time, and bytes nobody points to. */
    void purge(Instant now);

    /** Whether the last commit worked: false makes /readyz say so. */
    boolean isHealthy();

    @Override
    void close();
}
