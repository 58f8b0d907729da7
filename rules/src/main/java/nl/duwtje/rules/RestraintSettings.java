package nl.duwtje.rules;

import java.time.Duration;
import java.util.Map;

import nl.duwtje.rules.decision.Nudge;
import nl.duwtje.rules.decision.Nudge.Severity;
import nl.duwtje.rules.settings.BadValue;
import nl.duwtje.rules.settings.Share;

/**
 * {@code restraint} in policy.yaml: how often one person is asked. What is skipped is observed, never lost.
 *
 * @param holdsADay   of one person, below severity high
 * @param holdsAWeek  likewise, in seven days
 * @param severity    per rule id, where that is not what the rule says
 * @param trust       per rule id how long "send as it is" is remembered; zero: never
 * @param trustOthers for the other rules below severity high
 * @param holdOut     per rule id the share of senders who are only observed
 */
public record RestraintSettings(Integer holdsADay, Integer holdsAWeek, Map<String, Severity> severity, Map<String, Duration> trust,
        Duration trustOthers, Map<String, Share> holdOut) {

    private static final int MOST = 10_000;

    public RestraintSettings {
        holdsADay = between("holds-a-day", holdsADay == null ? 1 : holdsADay);
        holdsAWeek = between("holds-a-week", holdsAWeek == null ? Math.max(5, holdsADay) : holdsAWeek);
        severity = severity == null ? Map.of() : Map.copyOf(severity);
        trust = trust == null ? Map.of() : Map.copyOf(trust);
        trustOthers = trustOthers == null ? Duration.ofDays(30) : trustOthers;
        holdOut = holdOut == null ? Map.of() : Map.copyOf(holdOut);
        if (holdsAWeek < holdsADay) {
            throw new BadValue("holds-a-week", "must be restraint.holds-a-day (" + holdsADay + ") or more");
        }
    }

    private static int between(String key, int value) {
        if (value < 0 || value > MOST) {
            throw new BadValue(key, "must be 0 to " + MOST);
        }
        return value;
    }

    static RestraintSettings defaults() {
        return new RestraintSettings(null, null, null, null, null, null);
    }

    /** The nudge with the severity that counts. */
    Nudge weighed(Nudge nudge) {
        Severity own = severity.get(nudge.rule());
        return own == null || own == nudge.severity() ? nudge : nudge.of(own);
    }

    /** How long the sender's "send as it is" counts for this nudge's rule; zero: not at all. */
    public Duration trustIn(Nudge nudge) {
        Duration own = trust.get(nudge.rule());
        return own != null ? own : nudge.severity() == Severity.HIGH ? Duration.ZERO : trustOthers;
    }

    /** Whose answers are held out, of all senders. */
    public Share holdOutOf(String rule) {
        return holdOut.getOrDefault(rule, Share.NONE);
    }
}
