package nl.duwtje.rules.decision;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import nl.duwtje.rules.decision.Nudge.Effect;
import nl.duwtje.rules.decision.Nudge.Proposal;
import nl.duwtje.rules.decision.Nudge.Scope;
import nl.duwtje.rules.fact.Facts;
import nl.duwtje.rules.fact.Party;
import nl.duwtje.rules.fact.Recipient;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.ForwardPath;

/**
 * What a set of nudges leads to. Pass beats refuse beats return beats hold beats hide beats banner and tag; hide, banner and tag combine.
 * Only the outside leg waits or changes, unless a rule asks for the whole message. Pure.
 */
public final class DecisionTable {

    private DecisionTable() {}

    /**
     * @param nudges          in the order in which they are to be told
     * @param modeOf          the mode that a rule runs in, by its id
     * @param insideKeepsList whether inside and partner recipients still see everybody when addresses are hidden
     */
    public static Decision decide(Envelope envelope, Facts facts, List<Nudge> nudges, Function<String, Mode> modeOf,
            boolean insideKeepsList) {
        if (nudges.isEmpty()) {
            return new Decision.Deliver(nudges);
        }
        List<Nudge> live = nudges.stream().filter(n -> modeOf.apply(n.rule()) != Mode.OBSERVE).toList();
        List<Nudge> observed = nudges.stream().filter(n -> modeOf.apply(n.rule()) == Mode.OBSERVE).toList();
        if (envelope.reversePath().isNull() || facts.message().isPassThrough() || has(live, Effect.PASS)) {
            return new Decision.Deliver(nudges);
        }
        if (live.stream().anyMatch(n -> n.effect() == Effect.REFUSE && modeOf.apply(n.rule()) == Mode.ENFORCE)) {
            return new Decision.Refuse(live, observed);
        }
        if (has(live, Effect.REFUSE) || has(live, Effect.RETURN)) {
            return new Decision.Return(live, observed);
        }
        Sides sides = Sides.of(envelope, facts);
        if (has(live, Effect.HOLD)) {
            return hold(envelope, sides, live, observed);
        }
        return amend(envelope, sides, live, observed, insideKeepsList, nudges);
    }

    private static Decision hold(Envelope envelope, Sides sides, List<Nudge> live, List<Nudge> observed) {
        boolean whole = sides.outside().isEmpty()
                || live.stream().anyMatch(n -> n.effect() == Effect.HOLD && n.scope() == Scope.WHOLE_MESSAGE);
        List<ForwardPath> waiting = whole ? envelope.recipients() : sides.outside();
        List<Leg> now = whole || sides.inside().isEmpty() ? List.of() : List.of(new Leg(sides.inside(), List.of()));
        return new Decision.Hold(now, new Leg(waiting, marks(live)), proposals(live), live, observed);
    }

    private static Decision amend(Envelope envelope, Sides sides, List<Nudge> live, List<Nudge> observed, boolean insideKeepsList,
            List<Nudge> all) {
        boolean hide = has(live, Effect.HIDE);
        List<Action> outside = new ArrayList<>();
        if (hide) {
            outside.add(new Action.HideRecipients());
        }
        outside.addAll(marks(live));
        List<Action> inside = hide && !insideKeepsList ? List.of(new Action.HideRecipients()) : List.of();
        boolean changes = !sides.outside().isEmpty() && !outside.isEmpty() || !sides.inside().isEmpty() && !inside.isEmpty();
        if (!changes) {
            return new Decision.Deliver(all);
        }
        List<Leg> legs = new ArrayList<>();
        if (inside.equals(outside) || sides.inside().isEmpty()) {
            legs.add(new Leg(envelope.recipients(), outside));
        } else {
            legs.add(new Leg(sides.inside(), inside));
            if (!sides.outside().isEmpty()) {
                legs.add(new Leg(sides.outside(), outside));
            }
        }
        return new Decision.Amend(legs, hide, live, observed);
    }

    /** Banners and tags, each once. */
    private static List<Action> marks(List<Nudge> live) {
        Set<Action> marks = new LinkedHashSet<>();
        for (Nudge n : live) {
            if (n.effect() == Effect.BANNER) {
                marks.add(new Action.Banner(n.argument()));
            } else if (n.effect() == Effect.TAG) {
                int colon = n.argument().indexOf(": ");
                marks.add(new Action.Tag(n.argument().substring(0, colon), n.argument().substring(colon + 2)));
            }
        }
        return List.copyOf(marks);
    }

    /** In the order of the nudges, each once. Who may hide may also send one by one. */
    private static List<Proposal> proposals(List<Nudge> live) {
        Set<Proposal> proposals = new LinkedHashSet<>();
        for (Nudge n : live) {
            proposals.addAll(n.proposals());
            if (n.effect() == Effect.HIDE) {
                proposals.add(Proposal.HIDE_RECIPIENTS);
            }
        }
        if (proposals.contains(Proposal.HIDE_RECIPIENTS)) {
            proposals.add(Proposal.ONE_BY_ONE);
        }
        return List.copyOf(proposals);
    }

    private static boolean has(List<Nudge> nudges, Effect effect) {
        return nudges.stream().anyMatch(n -> n.effect() == effect);
    }

    /** The recipients in two: outsiders, and inside with partners. A recipient that no fact speaks of counts as an outsider. */
    private record Sides(List<ForwardPath> inside, List<ForwardPath> outside) {
        static Sides of(Envelope envelope, Facts facts) {
            Map<String, Party> parties = new HashMap<>();
            for (Recipient recipient : facts.recipients()) {
                parties.put(recipient.address(), recipient.party());
            }
            List<ForwardPath> inside = new ArrayList<>();
            List<ForwardPath> outside = new ArrayList<>();
            for (ForwardPath path : envelope.recipients()) {
                boolean out = parties.getOrDefault(path.address().text(), Party.OUTSIDER) == Party.OUTSIDER;
                (out ? outside : inside).add(path);
            }
            return new Sides(inside, outside);
        }
    }
}
