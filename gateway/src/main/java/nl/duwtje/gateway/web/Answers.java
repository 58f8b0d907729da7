package nl.duwtje.gateway.web;

import java.util.Optional;

import nl.duwtje.gateway.directory.Person;
import nl.duwtje.gateway.store.Choice;
import nl.duwtje.gateway.store.Hold;

/** What the pages ask of the rest of the gateway. Safe for all threads. */
public interface Answers {

    /** The hold a link's token leads to; empty for an unknown token, whatever its shape. Changes nothing. */
    Optional<Hold> find(String token);

    /** Who decides about it: for the ambassador to name and the language to use. */
    default Person person(Hold hold) {
        return Person.UNKNOWN;
    }

    /**
     * Decides once: the first answer counts, later ones change nothing.
     *
     * @return the hold as it is now; empty for an unknown token
     */
    Optional<Answered> answer(String token, Choice choice);

    /**
     * @param hold       as it is after the answer
     * @param decidedNow whether this answer decided it; false when it had been decided before
     */
    record Answered(Hold hold, boolean decidedNow) {}
}
