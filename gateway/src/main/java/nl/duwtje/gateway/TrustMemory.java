package nl.duwtje.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import nl.duwtje.gateway.store.Hold;
import nl.duwtje.gateway.store.Trust;
import nl.duwtje.rules.RestraintSettings;
import nl.duwtje.rules.decision.Nudge;
import nl.duwtje.rules.fact.Facts;
import nl.duwtje.rules.fact.Recipient;

/**
 * "You confirmed partner.example for this kind of data; you are not asked again for 30 days." Remembered for one person, one rule, one kind of
 * data and one outside domain, when that person sends a held mail as it is. Safe for all threads.
 */
record TrustMemory(Supplier<RestraintSettings> settings) {

    /** Mail to more domains than this is no habit worth remembering. */
    private static final int MOST_DOMAINS = 20;

    /** What the sender confirms by sending this hold as it is. */
    List<Trust> confirmedBy(Hold hold, Instant now) {
        Set<String> domains = domains(hold.facts());
        if (domains.size() > MOST_DOMAINS || hold.together().owner().isEmpty()) {
            return List.of();
        }
        return hold.nudges().stream().filter(this::mayCover).flatMap(nudge -> domains.stream().map(
                domain -> new Trust(hold.together().owner(), kind(nudge), domain, now.plus(settings.get().trustIn(nudge))))).toList();
    }

    /** Whether a nudge could be covered at all: only then is there something to look up. */
    boolean mayCover(Nudge nudge) {
        return nudge.effect() == Nudge.Effect.HOLD && settings.get().trustIn(nudge).isPositive();
    }

    /** Whether this was confirmed before, for every outside domain among the recipients. */
    boolean covers(Nudge nudge, Facts facts, List<Trust> trusts) {
        Set<String> domains = domains(facts);
        Set<String> trusted = trusts.stream().filter(trust -> trust.kind().equals(kind(nudge))).map(Trust::domain)
                .collect(Collectors.toSet());
        return !domains.isEmpty() && mayCover(nudge) && trusted.containsAll(domains);
    }

    /** "PD-020 BSN IBAN": the rule, and for personal data of which types. */
    private static String kind(Nudge nudge) {
        Set<String> words = new TreeSet<>();
        nudge.evidence().stream().filter(seen -> seen.key().startsWith("personal-data") && !seen.values().isEmpty())
                .forEach(seen -> words.add(seen.values().get(0)));
        return words.isEmpty() ? nudge.rule() : nudge.rule() + ' ' + String.join(" ", words);
    }

    private static Set<String> domains(Facts facts) {
        return facts.recipients().stream().filter(Recipient::isOutside).map(Recipient::domain)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
