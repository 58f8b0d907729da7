package nl.duwtje.rules.decision;

import java.util.List;

import nl.duwtje.rules.mail.ForwardPath;

/** Recipients of one message to whom the same happens. */
public record Leg(List<ForwardPath> recipients, List<Action> actions) {

    public Leg {
        recipients = List.copyOf(recipients);
        actions = List.copyOf(actions);
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("a leg needs a recipient");
        }
    }
}
