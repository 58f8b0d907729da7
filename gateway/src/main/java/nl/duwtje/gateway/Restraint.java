package nl.duwtje.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import nl.duwtje.gateway.observe.Meters;
import nl.duwtje.gateway.store.Store;
import nl.duwtje.gateway.store.Trust;
import nl.duwtje.rules.decision.Decision;
import nl.duwtje.rules.decision.Nudge;
import nl.duwtje.rules.decision.Nudge.Effect;
import nl.duwtje.rules.decision.Nudge.Severity;
import nl.duwtje.rules.fact.Facts;
import nl.duwtje.rules.mail.MailAddress;

/**
 * Not too much: spares people questions. Who is in a rule's hold-out is only observed; what was confirmed before is not asked again; nobody is
 * held more often than the budget allows, but severity high always holds. Looks nothing up for a message that no rule wants to hold. Safe for
 * all threads.
 */
final class Restraint {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);

    private final LivePolicy policy;
    private final TrustMemory trust;
    private final Store store;
    private final Holding holding;
    private final Senders senders;
    private final Pseudonyms pseudonyms;
    private final Meters meters;

    Restraint(LivePolicy policy, TrustMemory trust, Store store, Holding holding, Senders senders, Pseudonyms pseudonyms, Meters meters) {
        this.policy = policy;
        this.trust = trust;
        this.store = store;
        this.holding = holding;
        this.senders = senders;
        this.pseudonyms = pseudonyms;
        this.meters = meters;
    }

    /** Whether a hold uses up budget: not one of severity high. */
    static boolean isCounted(Decision.Hold decision) {
        return decision.nudges().stream().noneMatch(nudge -> nudge.effect() == Effect.HOLD && nudge.severity() == Severity.HIGH);
    }

    /** The decision, or a milder one with the rules that are spared among its observed ones. */
    Decision on(Arrival arrival, Facts facts, MailAddress sender, Decision decision) {
        if (decision.nudges().isEmpty()) {
            return decision;
        }
        Sparing spared = new Sparing(arrival, facts, department(sender), decision);
        spared.of("held-out", nudge -> isHeldOut(nudge.rule(), sender));
        if (spared.decision instanceof Decision.Hold hold && mayBeSpared(hold)
                && holding.known(arrival, facts, sender, hold).isPresent()) {
            return hold; // one message, one answer: what holds for its first transaction holds for this one
        }
        if (spared.decision instanceof Decision.Hold hold && hold.nudges().stream().anyMatch(trust::mayCover)) {
            List<Trust> trusts = store.trusts(pseudonyms.of("owner", sender), arrival.at());
            spared.of("trusted", nudge -> trust.covers(nudge, facts, trusts));
        }
        if (spared.decision instanceof Decision.Hold hold && isCounted(hold) && isOverBudget(sender, arrival.at())) {
            spared.of("over-budget", nudge -> nudge.effect() == Effect.HOLD);
        }
        return spared.decision;
    }

    private boolean mayBeSpared(Decision.Hold hold) {
        return isCounted(hold) || hold.nudges().stream().anyMatch(trust::mayCover);
    }

    /** Always the same people for one rule, and others for another. */
    private boolean isHeldOut(String rule, MailAddress sender) {
        int share = policy.restraint().holdOutOf(rule).ofTenThousand();
        return share > 0 && pseudonyms.lot("hold-out " + rule, sender) < share;
    }

    private boolean isOverBudget(MailAddress sender, Instant now) {
        String who = pseudonyms.of("budget", sender);
        return store.tally(who, now) >= policy.restraint().holdsAWeek()
                || store.tally(who, now.plus(WEEK).minus(DAY)) >= policy.restraint().holdsADay();
    }

    private String department(MailAddress sender) {
        return senders.directory().of(sender).department();
    }

    private static Set<String> rules(List<Nudge> nudges, Predicate<Nudge> which) {
        return nudges.stream().filter(which).map(Nudge::rule).collect(Collectors.toSet());
    }

    /** The decision while rules are taken out of it. */
    private final class Sparing {
        private final Arrival arrival;
        private final Facts facts;
        private final String department;
        private final Set<String> rules = new HashSet<>();
        private Decision decision;

        Sparing(Arrival arrival, Facts facts, String department, Decision decision) {
            this.arrival = arrival;
            this.facts = facts;
            this.department = department;
            this.decision = decision;
        }

        /** Rules all of whose nudges are spared. */
        void of(String why, Predicate<Nudge> which) {
            Set<String> more = rules(decision.nudges(), which);
            more.removeAll(rules(decision.nudges(), which.negate()));
            if (rules.addAll(more)) {
                more.forEach(rule -> meters.outcome(rule, department, why));
                decision = policy.sparing(rules::contains, decision, arrival.envelope(), facts);
            }
        }
    }
}
