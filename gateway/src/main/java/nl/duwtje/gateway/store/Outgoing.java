package nl.duwtje.gateway.store;

import java.time.Instant;

import nl.duwtje.rules.mail.Envelope;

/**
 * One row of the outbox: a message we owe to some recipients.
 *
 * @param id          given by the store; 0 before
 * @param kind        what it is: decides what happens when it fails for good
 * @param bodyId      where its bytes are; {@value #NONE} when {@code head} is all of them
 * @param head        replaces the first {@code bodyFrom} bytes of them; empty with {@code bodyFrom} 0: as they are
 * @param bodyFrom    where the stored bytes go on behind {@code head}
 * @param envelope    who still has to get it; shrinks as recipients are served
 * @param holdId      the hold it came from, empty when none
 * @param attempts    tries so far
 * @param nextAttempt not before
 * @param giveUpAt    then it fails with a DSN
 */
public record Outgoing(long id, Kind kind, String bodyId, byte[] head, long bodyFrom, Envelope envelope, String holdId, int attempts,
        Instant nextAttempt, Instant giveUpAt) {

    static final String NONE = "";

    /** What it is. */
    public enum Kind {
        /** A leg of somebody's message: its failure is told to the reverse-path with a DSN. */
        LEG,
        /** A mail we wrote, from the null sender: nobody can be told of its failure, so it is tried until its time is over. */
        NOTICE
    }

    /** Whether it may be tried. */
    boolean isDue(Instant now) {
        return !nextAttempt.isAfter(now);
    }

    /** The same under the id that the store gave it. */
    Outgoing withId(long given) {
        return new Outgoing(given, kind, bodyId, head, bodyFrom, envelope, holdId, attempts, nextAttempt, giveUpAt);
    }

    /** The same with its bytes in the row itself. */
    Outgoing with(byte[] bytes) {
        return new Outgoing(id, kind, NONE, bytes, 0, envelope, holdId, attempts, nextAttempt, giveUpAt);
    }

    /** Whether {@code head} is all there is: nothing is stored elsewhere. */
    public boolean isWhole() {
        return bodyId.equals(NONE);
    }

    /** The bytes as stored, to be tried at once. */
    public static Outgoing now(Kind kind, String bodyId, Envelope envelope, String holdId, Instant now, Instant giveUpAt) {
        return new Outgoing(0, kind, bodyId, new byte[0], 0, envelope, holdId, 0, now, giveUpAt);
    }
}
