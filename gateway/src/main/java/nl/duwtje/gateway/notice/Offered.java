package nl.duwtje.gateway.notice;

import java.util.ArrayList;
import java.util.List;

import nl.duwtje.gateway.store.Choice;
import nl.duwtje.gateway.store.Hold;
import nl.duwtje.gateway.store.HoldState;
import nl.duwtje.rules.decision.Nudge;

/** What a sender may choose, the same on the page and by mail. */
public final class Offered {

    private Offered() {}

    /**
     * The safer choices first, "as it is" last: the first one is what a button's colour points at. That is taking back when something was
     * seen that no proposal helps against. Empty when it has been decided.
     */
    public static List<Choice> of(Hold hold) {
        if (hold.state() != HoldState.HELD && hold.state() != HoldState.EXPIRED) {
            return List.of();
        }
        List<Choice> choices = new ArrayList<>();
        if (hold.state() == HoldState.HELD && hold.nudges().stream().anyMatch(Offered::isBeyondProposals)) {
            choices.add(Choice.CANCEL);
        }
        if (hold.proposals().contains(Nudge.Proposal.HIDE_RECIPIENTS)) {
            choices.add(Choice.SEND_HIDDEN);
        }
        if (hold.proposals().contains(Nudge.Proposal.ONE_BY_ONE)) {
            choices.add(Choice.SEND_ONE_BY_ONE);
        }
        if (hold.state() == HoldState.HELD && !choices.contains(Choice.CANCEL)) {
            choices.add(Choice.CANCEL);
        }
        choices.add(Choice.SEND);
        return choices;
    }

    private static boolean isBeyondProposals(Nudge nudge) {
        return nudge.effect() == Nudge.Effect.HOLD && nudge.proposals().isEmpty();
    }
}
