package nl.duwtje.gateway;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import nl.duwtje.gateway.observe.Meters;
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
        return senders.directory().of(sender).serviceAccount() ? observed(decision) : restraint.on(arrival, facts, sender, decision);
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
            return new Decision.Hold(List.of(), new Leg(arrival.envelope().recipients(), List.of()), List.of(),
                    List.of(Nudge.hold("SYS-010").high().because("not-decided")), List.of());
        }
    }

    private void deferOnce(Arrival arrival, RuntimeException failure) {
        if (!failures.isRepeated(arrival.envelope(), arrival.messageId())) {
            failures.note(arrival.envelope(), arrival.messageId());
            throw failure;
        }
        LOG.error("message {} failed twice: its sender decides", arrival.messageId(), failure);
    }
}
