package nl.duwtje.gateway.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.MemoryMessage;
import nl.duwtje.rules.mail.RawMessage;

/**
 * What must happen together or not at all. Built step by step, handed to {@link Store#commit} once.
 */
public final class Commit {

    private static final int FEW = 64 * 1024;

    /** Bytes under a name. The store copies them during the commit. */
    public record Body(String id, RawMessage message) {}

    /**
     * A hold moves, if it is still where we think it is; else the whole commit is undone. {@code purgeAt}: see {@link Hold}.
     *
     * @param siblings how many it must have; {@value #ANY}: never mind
     */
    public record Move(String holdId, HoldState from, HoldState to, Hold.Answer answer, Instant purgeAt, int siblings) {
        static final int ANY = -1;

        private Move with(int counted) {
            return new Move(holdId, from, to, answer, purgeAt, counted);
        }
    }

    /**
     * A hold whose answer is stopped: it waits again and what was to leave is forgotten, if none of that has been taken by an outbox yet; else
     * the whole commit is undone.
     *
     * @param until the {@code undoUntil} of the answer
     */
    public record Undo(String holdId, HoldState from, Instant until, Hold.Answer answer) {}

    /** "This fingerprint has been seen", until then: how a returned message that is sent again is recognised. */
    public record Memory(String fingerprint, Instant until) {}

    /**
     * A link's token, by its SHA-256 in lower-case hex, leads to a hold; the token itself is never stored. One hold may have several.
     *
     * @param role who got it: empty for who was asked first, else "ambassador"
     * @param who  the mailbox it was sent to; empty when nobody in particular
     * @param list the list it leads to as well, empty for that one hold only
     */
    public record Token(String tokenHash, String holdId, String role, String who, String list) {}

    /**
     * One more transaction of a held message: released and cancelled with it. Undone when this chunk of this hold is there.
     *
     * @param chunk  what its recipients are, hashed
     * @param bodyId where its bytes are; its hold's when they are the same
     */
    public record Sibling(String holdId, String chunk, String bodyId, Envelope envelope) {}

    /**
     * By which a later message is known to belong to this hold; when the mark is taken the whole commit is undone.
     *
     * @param whileHeld the mark is free again as soon as its hold is no longer HELD, else only when its time is over
     */
    public record Mark(String mark, String holdId, Instant now, Instant until, boolean whileHeld) {}

    /** A hold must still be in this state, else the whole commit is undone. */
    public record Guard(String holdId, HoldState state) {}

    /** The notice of a hold is in this commit: on a list when that is not empty. Undone when it has gone before or is no longer needed. */
    public record Noticed(String holdId, Instant at, String list) {}

    /** One hold counted for a person, until then. */
    public record Tally(String who, Instant until) {}

    final List<Sibling> siblings = new ArrayList<>();
    final List<Mark> marks = new ArrayList<>();
    final List<Guard> guards = new ArrayList<>();
    final List<Noticed> noticed = new ArrayList<>();
    /** The first notice of a hold waits until then, if it has not gone. */
    public record NotBefore(String holdId, Instant noticeAt) {}

    /** So many more rows leave when the time to stop this hold's answer is over. */
    public record Late(String holdId, long rows) {}

    final List<Late> late = new ArrayList<>();

    final List<NotBefore> notBefore = new ArrayList<>();
    final List<String> reminded = new ArrayList<>();
    final List<Tally> tallies = new ArrayList<>();
    final List<Trust> trusts = new ArrayList<>();

    final List<Body> bodies = new ArrayList<>();
    final List<Hold> holds = new ArrayList<>();
    final List<Token> tokens = new ArrayList<>();
    final List<Outgoing> outgoing = new ArrayList<>();
    final List<Move> moves = new ArrayList<>();
    final List<Memory> memories = new ArrayList<>();
    final List<Undo> undos = new ArrayList<>();
    final List<Incident> incidents = new ArrayList<>();
    final List<Rating> ratings = new ArrayList<>();

    public Commit body(String id, RawMessage message) {
        bodies.add(new Body(id, message));
        return this;
    }

    public Commit hold(Hold hold) {
        holds.add(hold);
        return this;
    }

    public Commit token(String tokenHash, String holdId) {
        return token(tokenHash, holdId, "");
    }

    /** @param role see {@link Token} */
    public Commit token(String tokenHash, String holdId, String role) {
        return token(new Token(tokenHash, holdId, role, "", ""));
    }

    public Commit undo(String holdId, HoldState from, Instant until, Hold.Answer answer) {
        undos.add(new Undo(holdId, from, until, answer));
        return this;
    }

    /** Once for each hold: a second one undoes the whole commit. */
    public Commit incident(Incident incident) {
        incidents.add(incident);
        return this;
    }

    /** Once for each hold: a second one undoes the whole commit. */
    public Commit rate(Rating rating) {
        ratings.add(rating);
        return this;
    }

    public Commit token(Token token) {
        tokens.add(token);
        return this;
    }

    public Commit join(Sibling sibling) {
        siblings.add(sibling);
        return this;
    }

    public Commit mark(Mark mark) {
        marks.add(mark);
        return this;
    }

    public Commit onlyIf(String holdId, HoldState state) {
        guards.add(new Guard(holdId, state));
        return this;
    }

    public Commit noticed(String holdId, Instant at, String list) {
        noticed.add(new Noticed(holdId, at, list));
        return this;
    }

    public Commit noticeNotBefore(String holdId, Instant noticeAt) {
        notBefore.add(new NotBefore(holdId, noticeAt));
        return this;
    }

    /** The legs in this commit belong to a hold whose answer can still be stopped. */
    public Commit stoppedWith(String holdId) {
        late.add(new Late(holdId, outgoing.stream().filter(row -> row.kind() == Outgoing.Kind.LEG && row.holdId().equals(holdId)).count()));
        return this;
    }

    /**
     * A hold that moves has as many siblings as were seen: one that came meanwhile undoes the whole commit.
     *
     * @throws IllegalArgumentException when it does not move in this commit, so far
     */
    public Commit siblingsAre(String holdId, int count) {
        if (moves.stream().noneMatch(move -> move.holdId().equals(holdId))) {
            throw new IllegalArgumentException(holdId + " does not move here");
        }
        moves.replaceAll(move -> move.holdId().equals(holdId) ? move.with(count) : move);
        return this;
    }

    /** Its one reminder is in this commit. Undone when it has gone before or is no longer needed. */
    public Commit reminded(String holdId) {
        reminded.add(holdId);
        return this;
    }

    public Commit count(String who, Instant until) {
        tallies.add(new Tally(who, until));
        return this;
    }

    public Commit trust(Trust trust) {
        trusts.add(trust);
        return this;
    }

    public Commit send(Outgoing row) {
        outgoing.add(row);
        return this;
    }

    /** A row, and bytes that nobody else wants: they are kept in the row itself while they are few, else under its {@code bodyId}. */
    public Commit send(Outgoing row, RawMessage bytes) {
        return bytes.size() <= FEW ? send(row.with(BodyBytes.copy(bytes))) : body(row.bodyId(), bytes).send(row);
    }

    /** A copy of bytes of this commit that are in memory anyway, and few; empty for all others. Whoever committed them may close them. */
    public Optional<RawMessage> inMemory(String bodyId) {
        return bodies.stream().filter(body -> body.id().equals(bodyId)).map(Body::message)
                .filter(message -> message instanceof MemoryMessage && message.size() <= FEW).findFirst()
                .map(message -> new MemoryMessage(BodyBytes.copy(message)));
    }

    /** How many of its rows for the outbox need not wait. */
    public int due(Instant now) {
        return (int) outgoing.stream().filter(row -> row.isDue(now)).count();
    }

    public Commit move(String holdId, HoldState from, HoldState to, Hold.Answer answer, Instant purgeAt) {
        moves.add(new Move(holdId, from, to, answer, purgeAt, Move.ANY));
        return this;
    }

    public Commit remember(String fingerprint, Instant until) {
        memories.add(new Memory(fingerprint, until));
        return this;
    }
}
