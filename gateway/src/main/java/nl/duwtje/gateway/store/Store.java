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
     * @return false when a {@link Commit.Move} found its hold in another state (somebody was first), or another condition of the commit does
     *         not hold: then nothing was done
     */
    boolean commit(Commit commit);

    /**
     * The same, and those of its rows for the outbox that are due belong to the caller from the start, as if {@link #lease}d: who dies with
     * them leaves a lease that ends.
     *
     * @return those rows as they are stored, in their order; empty when nothing was done
     */
    Optional<List<Outgoing>> commit(Commit commit, Instant now, Duration lease);

    /**
     * Does each in a transaction of its own and waits for the disk once.
     *
     * @return for each what {@link #commit} returns; when it throws, none was done
     */
    List<Boolean> commitEach(List<Commit> commits);

    Optional<Hold> holdByToken(String tokenHash);

    /** A token and the hold it leads to. */
    record Link(Commit.Token token, Hold hold) {}

    /** Looks up both at once. */
    Optional<Link> link(String tokenHash);

    /** Whose token it is and where it leads. */
    Optional<Commit.Token> token(String tokenHash);

    Optional<Hold> hold(String id);

    /** The hold that a message with this mark belongs to, while the mark lasts. */
    Optional<Hold> recognised(String mark, Instant now);

    /** More transactions of the same message that wait with it, in the order in which they came. */
    List<Commit.Sibling> siblings(String holdId);

    /** Whether this chunk is among them. */
    boolean hasSibling(String holdId, String chunk);

    /** Whose first notices are due, those of one person for the same reasons together. */
    List<NoticesDue> noticesDue(Instant now);

    /** HELD ones of those whose notice has not gone, oldest first. */
    List<Hold> awaitingNotice(String alike, int limit);

    /** How many of those had their notice after {@code since}. */
    long noticedSince(String alike, Instant since);

    /** The holds of one list, oldest first. */
    List<Hold> onList(String list, int limit);

    /** How often this person was counted in a commit, as far as that lasts beyond {@code after}. */
    long tally(String who, Instant after);

    /** What this person has confirmed and is not over, by kind and domain. */
    List<Trust> trusts(String owner, Instant now);

    /** This person takes one back; harmless when it is not there. */
    void distrust(String owner, String kind, String domain);

    /** Newest first. */
    List<Hold> holds(List<HoldState> states, int limit);

    /** HELD ones whose reminder is due at {@code now}. */
    List<Hold> dueForReminder(Instant now, int limit);

    /** HELD ones that expire at {@code now} or before. */
    List<Hold> dueForExpiry(Instant now, int limit);

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

    /** These rows are dealt with and nothing comes of it, all in one transaction; one that is gone already is passed over. */
    void done(Collection<Long> outgoingIds);

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

    /** What is kept beside held mail. */
    Register register();

    /** Whether the last commit worked: false makes /readyz say so. */
    boolean isHealthy();

    @Override
    void close();
}
