package nl.duwtje.gateway;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import nl.duwtje.gateway.observe.Meters;
import nl.duwtje.rules.RuleNames;
import nl.duwtje.rules.decision.Action;
import nl.duwtje.rules.decision.Decision;
import nl.duwtje.rules.decision.Leg;
import nl.duwtje.rules.decision.Nudge;
import nl.duwtje.rules.fact.Facts;
import nl.duwtje.rules.mail.MailAddress;

/**
 * Looks at a message and decides. A message on which that fails is deferred once; the second time it counts as one that could not be looked
 * into, so that it does not go round for ever. Safe for all threads.
 */
final class Judgement {

    private static final Logger LOG = LoggerFactory.getLogger(Judgement.class);
    private static final Nudge NOT_CARRIED_OUT = Nudge.hold(RuleNames.NOT_CARRIED_OUT).high().because("not-carried-out");

    private final LivePolicy policy;
    private final Senders senders;
    private final Restraint restraint;
    private final Meters meters;
    private final Failures failures = new Failures();

    Judgement(LivePolicy policy, Senders senders, Restraint restraint, Meters meters) {
        this.policy = policy;
        this.senders = senders;
        this.restraint = restraint;
        this.meters = meters;
    }

    /** @param sender who can be asked; empty when nobody can, and then nothing is decided but to deliver */
    record Verdict(Facts facts, Optional<MailAddress> sender, Decision decision) {}

    /** @throws RuntimeException when it fails for the first time: the client shall send again */
    Verdict on(Arrival arrival) {
        Facts facts = inspect(arrival);
        Optional<MailAddress> sender = senders.toAsk(facts);
        return new Verdict(facts, sender,
                sender.isPresent() ? decide(arrival, facts, sender.get()) : policy.observe(arrival.envelope(), facts));
    }

    /** Who sent it is only looked up when something would be done about it. */
    private Decision decide(Arrival arrival, Facts facts, MailAddress sender) {
        Decision decision = decide(arrival, facts);
        if (decision instanceof Decision.Deliver) {
            return decision;
        }
        return isServiceAccount(sender) ? observed(decision) : restraint.on(arrival, facts, sender, decision);
    }

    private boolean isServiceAccount(MailAddress sender) {
        return senders.directory().of(sender).serviceAccount();
    }

    /** A service account cannot be asked: all that was decided is only counted. */
    private static Decision observed(Decision decision) {
        return new Decision.Deliver(Stream.concat(decision.nudges().stream(), decision.observed().stream()).toList());
    }

    private Facts inspect(Arrival arrival) {
        try {
            return policy.inspect(arrival.envelope(), arrival.message());
        } catch (RuntimeException | StackOverflowError e) {
            deferOnce(arrival, new IllegalStateException("message " + arrival.messageId() + " cannot be read", e));
            return policy.unreadable(arrival.envelope(), arrival.message().size(), arrival.messageId());
        }
    }

    private Decision decide(Arrival arrival, Facts facts) {
        try {
            return policy.decide(arrival.envelope(), facts);
        } catch (RuntimeException e) {
            meters.ruleError();
            deferOnce(arrival, e);
            return ask(arrival, List.of(), List.of(Nudge.hold(RuleNames.NOT_DECIDED).high().because("not-decided")));
        }
    }

    private static Decision.Hold ask(Arrival arrival, List<Action> actions, List<Nudge> nudges) {
        return new Decision.Hold(List.of(), new Leg(arrival.envelope().recipients(), actions), List.of(), nudges, List.of());
    }

    /**
     * What is decided about a message that mailets cannot carry out: its sender is told that it waits. What the policy wanted done to it stays
     * wanted, so that it never leaves with addresses that were to be hidden.
     *
     * @return empty when nobody can be asked
     */
    Optional<Decision.Hold> notCarriedOut(Arrival arrival, Verdict verdict) {
        List<Leg> legs = switch (verdict.decision()) {
            case Decision.Amend amend -> amend.legs();
            case Decision.Hold hold -> Stream.concat(Stream.of(hold.held()), hold.now().stream()).toList();
            default -> List.of();
        };
        List<Nudge> nudges = Stream.concat(verdict.decision().nudges().stream(), Stream.of(NOT_CARRIED_OUT)).toList();
        return verdict.sender().filter(sender -> !isServiceAccount(sender))
                .map(sender -> ask(arrival, legs.stream().flatMap(leg -> leg.actions().stream()).distinct().toList(), nudges));
    }

    private void deferOnce(Arrival arrival, RuntimeException failure) {
        if (failures.note(arrival, 0).times() == 1) {
            throw failure;
        }
        LOG.error("message {} failed twice: its sender decides", arrival.messageId(), failure);
    }
}
