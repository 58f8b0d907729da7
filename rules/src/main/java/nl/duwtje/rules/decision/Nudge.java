package nl.duwtje.rules.decision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One rule's finding: what it would do, and why. Made on the right side of a rule, one insert and no more:
 * {@code insert( Nudge.hold("PD-010").because("personal-data-attachment", ...) );}. Immutable: each method gives a new nudge.
 *
 * @param rule      the rule's id, the first word of its name: "REC-010"
 * @param effect    what it asks for
 * @param proposals what the sender is offered next to "send as is" and "take back"
 * @param argument  of the effect: the banner's key in texts, the tag's "Name: value"; else empty
 * @param evidence  what was seen, for notice and log
 * @param scope     whether only the outside leg waits or the whole message
 * @param severity  how much it matters; HIGH is never skipped by a budget
 */
public record Nudge(String rule, Effect effect, List<Proposal> proposals, String argument, List<Evidence> evidence, Scope scope,
        Severity severity) {

    /** What a nudge asks for, weakest first; {@link #PASS} beats all others. */
    public enum Effect {
        TAG, BANNER, HIDE, HOLD, RETURN, REFUSE, PASS
    }

    /** What a held message's sender can be offered. */
    public enum Proposal {
        /** To, Cc and the like give way: nobody sees the others' address. */
        HIDE_RECIPIENTS,
        /** A copy for each recipient. */
        ONE_BY_ONE,
        /** Without the attachments that the nudge's evidence names. */
        WITHOUT_ATTACHMENT
    }

    /** Which recipients wait. */
    public enum Scope {
        OUTSIDE_LEG, WHOLE_MESSAGE
    }

    /** How much it matters. */
    public enum Severity {
        LOW, MEDIUM, HIGH
    }

    /**
     * One thing that was seen.
     *
     * @param key    names the sentence in {@code texts/{nl,en}.yaml} under {@code evidence}
     * @param values fill its placeholders {0}, {1}, ...; masked where they are personal data
     */
    public record Evidence(String key, List<String> values) {
        public Evidence {
            values = List.copyOf(values);
        }
    }

    public static final Proposal HIDE_RECIPIENTS = Proposal.HIDE_RECIPIENTS;
    public static final Proposal ONE_BY_ONE = Proposal.ONE_BY_ONE;
    public static final Proposal WITHOUT_ATTACHMENT = Proposal.WITHOUT_ATTACHMENT;

    public Nudge {
        proposals = List.copyOf(proposals);
        evidence = List.copyOf(evidence);
        if (rule.isBlank()) {
            throw new IllegalArgumentException("a nudge needs its rule's id");
        }
    }

    private static Nudge of(String rule, Effect effect, String argument, Proposal... proposals) {
        return new Nudge(rule, effect, List.of(proposals), argument, List.of(), Scope.OUTSIDE_LEG, Severity.MEDIUM);
    }

    /** Hold and ask the sender. */
    public static Nudge hold(String rule) {
        return of(rule, Effect.HOLD, "");
    }

    /** Hold and ask the sender, with these offers. */
    public static Nudge propose(String rule, Proposal... proposals) {
        return of(rule, Effect.HOLD, "", proposals);
    }

    /** Hide the addresses at once and tell the sender what went out. */
    public static Nudge hideRecipients(String rule) {
        return of(rule, Effect.HIDE, "");
    }

    /** Put a banner above the text; {@code key} names it under {@code banners} in {@code texts/{nl,en}.yaml}. */
    public static Nudge banner(String rule, String key) {
        return of(rule, Effect.BANNER, key);
    }

    /** Add a header field. */
    public static Nudge tag(String rule, String name, String value) {
        return of(rule, Effect.TAG, name + ": " + value);
    }

    /** The warning bounce: not sent and not kept; the sender gets an explanation and the original as a draft. */
    public static Nudge giveBack(String rule) {
        return of(rule, Effect.RETURN, "");
    }

    /** Refuse with 550 5.7.1. */
    public static Nudge refuse(String rule) {
        return of(rule, Effect.REFUSE, "");
    }

    /** Never hold, change or answer this message, whatever other rules say. */
    public static Nudge pass(String rule) {
        return of(rule, Effect.PASS, "");
    }

    /** Adds what was seen. */
    public Nudge because(String key, Object... values) {
        List<Evidence> more = new ArrayList<>(evidence);
        more.add(new Evidence(key, Arrays.stream(values).map(String::valueOf).toList()));
        return new Nudge(rule, effect, proposals, argument, more, scope, severity);
    }

    /** The inside leg waits too. */
    public Nudge wholeMessage() {
        return new Nudge(rule, effect, proposals, argument, evidence, Scope.WHOLE_MESSAGE, severity);
    }

    public Nudge high() {
        return of(Severity.HIGH);
    }

    public Nudge low() {
        return of(Severity.LOW);
    }

    /** The same finding, weighed otherwise. */
    public Nudge of(Severity other) {
        return new Nudge(rule, effect, proposals, argument, evidence, scope, other);
    }
}
