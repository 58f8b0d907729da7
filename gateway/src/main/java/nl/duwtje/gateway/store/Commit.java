package nl.duwtje.gateway.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import nl.duwtje.rules.mail.RawMessage;

/**
 * What must happen together or not at all. Built step by step, handed to {@link Store#commit} once.
 */
public final class Commit {

    /** Bytes under a name. The store copies them during the commit. */
    public record Body(String id, RawMessage message) {}

    /** A hold moves, if it is still where we think it is; else the whole commit is undone. {@code purgeAt}: see {@link Hold}. */
    public record Move(String holdId, HoldState from, HoldState to, Hold.Answer answer, Instant purgeAt) {}

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
     */
    public record Token(String tokenHash, String holdId, String role) {}

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
        tokens.add(new Token(tokenHash, holdId, role));
        return this;
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

    public Commit send(Outgoing row) {
        outgoing.add(row);
        return this;
    }

    public Commit move(String holdId, HoldState from, HoldState to, Hold.Answer answer, Instant purgeAt) {
        moves.add(new Move(holdId, from, to, answer, purgeAt));
        return this;
    }

    public Commit remember(String fingerprint, Instant until) {
        memories.add(new Memory(fingerprint, until));
        return this;
    }
}
