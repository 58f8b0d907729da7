package nl.duwtje.rules.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import nl.duwtje.rules.decision.Action;
import nl.duwtje.rules.decision.Decision;
import nl.duwtje.rules.decision.Leg;
import nl.duwtje.rules.decision.Nudge;

/** Decisions, legs and evidence as words: the same in expect.yaml, in reports and on the command line. */
final class Wording {

    private Wording() {}

    /** "deliver", "amend", "hold", "return" or "refuse". */
    static String kind(Decision decision) {
        return decision.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** One line per leg: "now: a@example.org, b@example.org -> hide-recipients", "held: ...". Empty where a decision has no legs. */
    static List<String> legs(Decision decision) {
        List<String> lines = new ArrayList<>();
        switch (decision) {
            case Decision.Amend amend -> amend.legs().forEach(l -> lines.add("now: " + leg(l)));
            case Decision.Hold hold -> {
                hold.now().forEach(l -> lines.add("now: " + leg(l)));
                lines.add("held: " + leg(hold.held()));
            }
            case Decision.Deliver deliver -> {
            }
            case Decision.Return giveBack -> {
            }
            case Decision.Refuse refuse -> {
            }
        }
        return lines;
    }

    static List<String> proposals(Decision decision) {
        return decision instanceof Decision.Hold hold ? hold.proposals().stream().map(Wording::name).toList() : List.of();
    }

    static boolean tell(Decision decision) {
        return decision instanceof Decision.Amend amend && amend.tell();
    }

    /** "visible-outsiders 7": the key and its values. */
    static String evidence(Nudge.Evidence evidence) {
        return (evidence.key() + " " + String.join(" | ", evidence.values())).strip();
    }

    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String leg(Leg leg) {
        String to = leg.recipients().stream().map(r -> r.address().text()).collect(Collectors.joining(", "));
        return leg.actions().isEmpty() ? to : to + " -> " + leg.actions().stream().map(Wording::action).collect(Collectors.joining(", "));
    }

    private static String action(Action action) {
        return switch (action) {
            case Action.HideRecipients hide -> "hide-recipients";
            case Action.OneByOne one -> "one-by-one";
            case Action.WithoutAttachments without -> "without " + String.join(", ", without.names());
            case Action.Banner banner -> "banner " + banner.key();
            case Action.Tag tag -> "tag " + tag.name() + ": " + tag.value();
        };
    }
}
