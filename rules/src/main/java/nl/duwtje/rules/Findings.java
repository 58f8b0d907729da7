package nl.duwtje.rules;

import java.util.List;

import nl.duwtje.rules.decision.Nudge;

/**
 * What the rules found in one message: their nudges, in the order of the rule files, one per rule; or that a rule failed.
 *
 * @param nudges  all that was found; not complete when a rule failed
 * @param failure empty when all rules ran to their end; else the reason, without content of the message
 */
public record Findings(List<Nudge> nudges, String failure) {

    public Findings {
        nudges = List.copyOf(nudges);
    }

    public boolean failed() {
        return !failure.isEmpty();
    }
}
