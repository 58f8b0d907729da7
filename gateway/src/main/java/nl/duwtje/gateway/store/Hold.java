package nl.duwtje.gateway.store;

import java.time.Instant;
import java.util.List;

import nl.duwtje.rules.decision.Action;
import nl.duwtje.rules.decision.Nudge;
import nl.duwtje.rules.fact.Facts;
import nl.duwtje.rules.mail.Envelope;

/**
 * One held leg of a message, without its bytes.
 *
 * @param id        8 to 16 letters and digits, safe to show in logs and replies; not the token
 * @param bodyId    where its bytes are
 * @param state     where it is
 * @param heldAt    when it came in
 * @param remindAt  when the one reminder goes; {@link Instant#MAX} when it has gone
 * @param expiresAt when it expires
 * @param purgeAt   when its bytes and this row go
 * @param envelope  of the held leg
 * @param actions   carried out on release whatever the choice (a banner)
 * @param facts     what was seen, masked
 * @param nudges    why it is held
 * @param proposals what the sender is offered
 * @param language  of its notices: "nl" or "en"
 * @param answer    what was decided; {@link Answer#NONE} while HELD
 * @param together  what it has to do with other mail
 */
public record Hold(String id, String bodyId, HoldState state, Instant heldAt, Instant remindAt, Instant expiresAt,
        Instant purgeAt, Envelope envelope, List<Action> actions, Facts facts, List<Nudge> nudges, List<Nudge.Proposal> proposals,
        String language, Answer answer, Together together) {

    public Hold {
        actions = List.copyOf(actions);
        nudges = List.copyOf(nudges);
        proposals = List.copyOf(proposals);
    }

    /** One that has nothing to do with other mail, and whose notice has gone. */
    public Hold(String id, String bodyId, HoldState state, Instant heldAt, Instant remindAt, Instant expiresAt, Instant purgeAt,
            Envelope envelope, List<Action> actions, Facts facts, List<Nudge> nudges, List<Nudge.Proposal> proposals, String language,
            Answer answer) {
        this(id, bodyId, state, heldAt, remindAt, expiresAt, purgeAt, envelope, actions, facts, nudges, proposals, language, answer,
                Together.NONE);
    }

    /** How many will get it when it is released: its own recipients and those of its siblings. */
    public int recipients() {
        return envelope.recipients().size() + together.recipients();
    }

    /**
     * What a hold has to do with other mail of the same person.
     *
     * @param owner      whose it is, under a keyed hash; empty when nobody counts
     * @param alike      the same for holds of one person for the same reasons: their notices may become one list
     * @param noticeAt   when its first notice is due; {@link Instant#MAX} when it has gone
     * @param list       the list it was told on; empty when it had a notice of its own
     * @param siblings   how many more transactions of the same message wait with it; given by the store
     * @param recipients of those, together; given by the store
     */
    public record Together(String owner, String alike, Instant noticeAt, String list, int siblings, int recipients) {
        public static final Together NONE = new Together("", "", Instant.MAX, "", 0, 0);
    }

    /** The same with another answer; its state stays. */
    public Hold with(Answer other) {
        return new Hold(id, bodyId, state, heldAt, remindAt, expiresAt, purgeAt, envelope, actions, facts, nudges, proposals, language,
                other, together);
    }

    /**
     * @param choice    a {@link Choice} as it is written, "expire", or "undo" when it was stopped and waits again; empty when nothing was said.
     *                  While HELD it is the last thing that was said and decided nothing
     * @param by        "link", "ambassador", "reply", "command line" or "clock"
     * @param at        when; {@link Instant#EPOCH} when nothing was said
     * @param reason    the sender's own, masked; empty when none
     * @param undoUntil until then nothing of it leaves, and it can still be stopped; {@link Instant#EPOCH} when there is no such window
     * @param who       the mailbox that was asked and answered; empty when nobody in particular
     */
    public record Answer(String choice, String by, Instant at, String reason, Instant undoUntil, String who) {
        public static final Answer NONE = new Answer("", "", Instant.EPOCH);

        /** By nobody in particular. */
        public Answer(String choice, String by, Instant at, String reason, Instant undoUntil) {
            this(choice, by, at, reason, undoUntil, "");
        }

        /** Without a reason, and not to be stopped. */
        public Answer(String choice, String by, Instant at) {
            this(choice, by, at, "", Instant.EPOCH, "");
        }
    }
}
