package nl.duwtje.rules.fact;

import java.util.List;
import java.util.Map;

/**
 * The numbers that rules compare with, from {@code policy.yaml}.
 *
 * @param proposeHiding        {@code visible-outsiders.propose}: from this many visible outsiders, hold and propose to hide
 * @param hideAtOnce           {@code visible-outsiders.hide}: from this many, hide them at once and tell the sender
 * @param personalData         {@code personal-data}: per type, how many distinct values of strength MEDIUM or HIGH are too many
 * @param confidentialMarkings words that mark a message as confidential, lower case
 */
public record Limits(int proposeHiding, int hideAtOnce, Map<String, Integer> personalData, List<String> confidentialMarkings) {

    public Limits {
        personalData = Map.copyOf(personalData);
        confidentialMarkings = List.copyOf(confidentialMarkings);
    }

    /** Whether a finding counts: strong enough, and as many as {@code policy.yaml} names for its type (types it does not name never count). */
    public boolean reachedBy(PersonalData found) {
        return found.strength() != Strength.LOW && found.count() >= personalData.getOrDefault(found.type(), Integer.MAX_VALUE);
    }
}
