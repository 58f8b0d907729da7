package nl.duwtje.gateway.web;

import java.util.List;
import java.util.Optional;

import nl.duwtje.gateway.directory.Person;
import nl.duwtje.gateway.store.Choice;
import nl.duwtje.gateway.store.Hold;
import nl.duwtje.gateway.store.Trust;

/** What the pages ask of the rest of the gateway. Safe for all threads. */
public interface Answers {

    /** The hold a link's token leads to; empty for an unknown token, whatever its shape. Changes nothing. */
    Optional<Hold> find(String token);

    /** The mails of the list that a link leads to, oldest first; empty when it leads to one mail. Changes nothing. */
    default List<Hold> list(String token) {
        return List.of();
    }

    /** Decides about one mail of the list that a link leads to. */
    default Optional<Answered> answer(String token, String holdId, Choice choice) {
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

    /**
     * Decides once: the first answer counts, later ones change nothing. For a list, about all that still wait.
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
