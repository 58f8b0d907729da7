package nl.duwtje.gateway.web;

import java.util.List;
import java.time.Instant;
import java.util.Optional;

import nl.duwtje.gateway.directory.Person;
import nl.duwtje.gateway.store.Choice;
import nl.duwtje.gateway.store.Hold;
import nl.duwtje.gateway.store.Incident;
import nl.duwtje.gateway.store.Store;
import nl.duwtje.rules.PolicySettings.Act;
import nl.duwtje.rules.PolicySettings.Justification;
import nl.duwtje.gateway.store.Trust;

/** What the pages ask of the rest of the gateway. Safe for all threads. */
public interface Answers {

    /** Whose link this token is and the hold it leads to; empty for an unknown token, whatever its shape. Changes nothing. */
    Optional<Store.Link> find(String token);

    /** The mails of the list that a link leads to, oldest first; empty when it leads to one mail. Changes nothing. */
    default List<Hold> list(String token) {
        return List.of();
    }

    /** A link of its own to one mail on the list that this link leads to; empty when it is not on it. Asked for by a button, not by looking. */
    default Optional<String> tokenFor(String token, String holdId) {
        return Optional.empty();
    }

    /** What the person who is asked about this hold has confirmed before. */
    default List<Trust> trusts(Hold hold) {
        return List.of();
    }

    /** Takes one of them back. */
    default void distrust(String token, String kind, String domain) {}

    /** Who decides about it: for the ambassador to name and the language to use. */
    default Person person(Hold hold) {
        return Person.UNKNOWN;
    }

    /** How the page stands for who opens it with this token. Changes nothing. */
    default Visit visit(String token, Hold hold) {
        return Visit.PLAIN;
    }

    /**
     * Decides once: the first answer counts, later ones change nothing. For a list, about all that still wait.
     *
     * @param link as it was found for this request
     * @return the hold as it is now
     */
    Answered answer(Store.Link link, Given given);

    /**
     * Stops what is about to leave: the hold waits again.
     *
     * @return {@code decidedNow} when it was stopped; empty for an unknown token
     */
    default Optional<Answered> undo(String token) {
        return find(token).map(link -> new Answered(link.hold(), false));
    }

    /** "Was this useful?": once for each hold. Empty for an unknown token. */
    default Optional<Hold> rate(String token, boolean useful, String because) {
        return find(token).map(Store.Link::hold);
    }

    /** Reports an incident or a near miss: once for each hold. Empty for an unknown token. */
    default Optional<Hold> report(String token, Told told) {
        return find(token).map(Store.Link::hold);
    }

    /**
     * An answer.
     *
     * @param person whether a person on our page or by mail gave it: then there is time to stop it
     * @param act    answer to the question about the risk; empty when not given
     * @param reason why it can go as it is; empty when not given
     */
    record Given(Choice choice, boolean person, String act, String reason) {
        public static Given of(Choice choice) {
            return new Given(choice, false, "", "");
        }
    }

    /**
     * @param hold       as it is after an answer that changed nothing; else as it may have been before
     * @param decidedNow whether this answer decided it; false when it had been decided before
     * @param again      why it has to be asked again; then nothing has changed
     */
    record Answered(Hold hold, boolean decidedNow, Again again) {
        public Answered(Hold hold, boolean decidedNow) {
            this(hold, decidedNow, Again.NO);
        }
    }

    /** Why an answer did not count yet. */
    enum Again {
        /** It counted, or another had counted before. */
        NO,
        /** The question about the risk was answered with something else. */
        ACT_WRONG,
        /** That question needs an answer. */
        ACT_MISSING,
        /** A reason is needed. */
        REASON_MISSING,
        /** This choice does not fit this mail. */
        NOT_OFFERED
    }

    /**
     * What somebody tells about an incident: their own words, at most 2,000 characters each.
     *
     * @param kind whether it got out
     */
    record Told(Incident.Kind kind, String facts, String effects, String measures) {}

    /**
     * @param ambassador    whether the token was given to the ambassador
     * @param canAsk        whether the ambassador can be asked
     * @param act           whether the question about the risk is asked
     * @param justification whether a reason is asked
     * @param rated         whether "was this useful?" was answered
     * @param incident      the report, if there is one
     * @param now           the time it is
     */
    record Visit(boolean ambassador, boolean canAsk, Act act, Justification justification, boolean rated, Optional<Incident> incident,
            Instant now) {
        public static final Visit PLAIN = new Visit(false, false, Act.NONE, Justification.NONE, true, Optional.empty(), Instant.MAX);

        /** Whether what was decided can still be stopped. */
        public boolean canUndo(Hold hold) {
            return now.isBefore(hold.answer().undoUntil());
        }
    }
}
