package nl.duwtje.gateway;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import nl.duwtje.gateway.notice.ActQuestion;
import nl.duwtje.gateway.notice.Offered;
import nl.duwtje.gateway.store.Choice;
import nl.duwtje.gateway.store.Hold;
import nl.duwtje.gateway.web.Answers.Again;
import nl.duwtje.gateway.web.Answers.Given;
import nl.duwtje.rules.PolicySettings;
import nl.duwtje.rules.PolicySettings.Act;
import nl.duwtje.rules.PolicySettings.Justification;
import nl.duwtje.rules.decision.Nudge;

/**
 * What is asked of who answers, by the rules that held the mail: an act tied to the risk, a reason, time to stop. Safe for all threads.
 *
 * @param settings those in use
 * @param undo     how long an answer can be stopped when no rule says otherwise
 */
record Asking(Supplier<PolicySettings.Answers> settings, Duration undo) {

    private static final Set<Choice> ONLY_WHEN_OFFERED = Set.of(Choice.SEND_WITHOUT_ATTACHMENT, Choice.SEND_INSIDE_ONLY,
            Choice.SEND_ONE_BY_ONE);

    Act act(Hold hold) {
        return ActQuestion.of(hold).isEmpty() ? Act.NONE : settings.get().actFor(rules(hold));
    }

    Justification justification(Hold hold) {
        return settings.get().justificationFor(rules(hold));
    }

    /** How long what a person decided can be stopped. */
    Duration window(Hold hold) {
        return settings.get().undoFor(rules(hold), undo);
    }

    /** Whether an answer counts, or has to be asked again. */
    Again check(Hold hold, Given given) {
        if (ONLY_WHEN_OFFERED.contains(given.choice()) && !Offered.of(hold).contains(given.choice())) {
            return Again.NOT_OFFERED;
        }
        if (given.choice() != Choice.SEND) {
            return Again.NO;
        }
        Again act = act(hold, given.act());
        return act == Again.NO && justification(hold) != Justification.NONE && given.reason().isBlank() ? Again.REASON_MISSING : act;
    }

    private Again act(Hold hold, String answer) {
        Act act = settings.get().actFor(rules(hold));
        if (act == Act.NONE || answer.isEmpty() && act == Act.ASKED) {
            return Again.NO;
        }
        Optional<ActQuestion> question = ActQuestion.of(hold);
        return question.isEmpty()
                ? Again.NO
                : answer.isEmpty() ? Again.ACT_MISSING : question.get().isRight(answer) ? Again.NO : Again.ACT_WRONG;
    }

    private static List<String> rules(Hold hold) {
        return hold.nudges().stream().map(Nudge::rule).distinct().toList();
    }
}
