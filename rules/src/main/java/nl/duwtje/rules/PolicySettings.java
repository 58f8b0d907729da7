package nl.duwtje.rules;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import nl.duwtje.rules.decision.Mode;
import nl.duwtje.rules.fact.Limits;
import nl.duwtje.rules.settings.BadValue;
import nl.duwtje.rules.settings.CommaList;

/**
 * {@code policy.yaml}: the numbers and words behind the rules. Judgement is in DRL, numbers are here.
 *
 * @param mode                 how far rules may go; {@code policy.mode} in gateway.yaml overrides it
 * @param rules                per rule id the mode it runs in, when that is less than {@code mode}: {@code CONF-010: observe}
 * @param visibleOutsiders     from how many visible outsiders to propose hiding and to hide at once
 * @param personalData         per type how many distinct values count; a type that is not named never counts
 * @param confidentialMarkings words that mark a message as confidential; kept in lower case
 * @param hide                 how addresses are hidden
 * @param answers              what is asked of a sender who answers
 * @param restraint            how often one person is asked
 */
public record PolicySettings(Mode mode, Map<String, Mode> rules, VisibleOutsiders visibleOutsiders, Map<String, Integer> personalData,
        CommaList confidentialMarkings, Hide hide, Answers answers, RestraintSettings restraint) {

    public PolicySettings {
        mode = mode == null ? Mode.NUDGE : mode;
        rules = rules == null ? Map.of() : Map.copyOf(rules);
        visibleOutsiders = visibleOutsiders == null ? new VisibleOutsiders(null, null) : visibleOutsiders;
        personalData = personalData == null ? DefaultLimits.personalData() : Map.copyOf(personalData);
        confidentialMarkings = confidentialMarkings == null
                ? CommaList.of("vertrouwelijk", "confidential")
                : lowerCase(confidentialMarkings);
        hide = hide == null ? new Hide(null, null) : hide;
        restraint = restraint == null ? RestraintSettings.defaults() : restraint;
        answers = answers == null ? new Answers(null, null, null, null) : answers;
        personalData.forEach((type, count) -> {
            if (count < 1) {
                throw new BadValue("personal-data." + type, "must be 1 or more; leave the type out to never count it");
            }
        });
    }

    /** {@code visible-outsiders}: propose <= hide. */
    public record VisibleOutsiders(Integer propose, Integer hide) {
        public VisibleOutsiders {
            propose = propose == null ? 5 : propose;
            hide = hide == null ? Math.max(10, propose) : hide;
            if (propose < 1) {
                throw new BadValue("propose", "must be 1 or more");
            }
            if (hide < propose) {
                throw new BadValue("hide", "must be visible-outsiders.propose (" + propose + ") or more");
            }
        }
    }

    /**
     * {@code hide}: what stands in To when addresses are hidden, and whether colleagues keep the full list.
     *
     * @param to              what replaces the addresses
     * @param insideKeepsList whether inside recipients still see everybody
     */
    public record Hide(HideTo to, Boolean insideKeepsList) {
        public Hide {
            to = to == null ? HideTo.UNDISCLOSED_RECIPIENTS : to;
            insideKeepsList = insideKeepsList == null || insideKeepsList;
        }
    }

    /** What stands in To of a message whose addresses are hidden. */
    public enum HideTo {
        UNDISCLOSED_RECIPIENTS, SENDER
    }

    /**
     * {@code answers}: what it takes to answer, what is asked of a sender who sends as it is, and per rule where that differs.
     *
     * @param answer for all rules
     * @param rules by rule id
     */
    public record Answers(AnswerBy answer, Act act, Justification justification, Map<String, OfRule> rules) {
        public Answers {
            answer = answer == null ? AnswerBy.TOKEN : answer;
            act = act == null ? Act.ASKED : act;
            justification = justification == null ? Justification.NONE : justification;
            rules = rules == null ? Map.of() : Map.copyOf(rules);
        }

        /** One rule's own; what is null is as for all. */
        public record OfRule(AnswerBy answer, Act act, Justification justification, Duration undo) {
            public OfRule {
                if (undo != null && undo.compareTo(Duration.ofHours(1)) > 0) {
                    throw new BadValue("undo", "must be 1h or less");
                }
            }
        }

        /** Whether one of the rules that held a message asks for sign-in. */
        public boolean needSignIn(List<String> ids) {
            return ids.stream().map(rules::get)
                    .anyMatch(own -> (own == null || own.answer() == null ? answer : own.answer()) == AnswerBy.SIGN_IN);
        }

        /** What asks for sign-in: rule ids, and "answer" when all do; empty when nothing. */
        public List<String> askSignIn() {
            List<String> named = rules.entrySet().stream().filter(rule -> rule.getValue().answer() == AnswerBy.SIGN_IN)
                    .map(Map.Entry::getKey)
                    .sorted().toList();
            return answer == AnswerBy.SIGN_IN ? List.of("answer") : named;
        }

        /** For a message that several rules held: the strictest of what each asks. */
        public Act actFor(List<String> ids) {
            return ids.stream().map(rules::get).map(own -> own == null || own.act() == null ? act : own.act())
                    .max(Comparator.naturalOrder()).orElse(act);
        }

        /** As {@link #actFor}. */
        public Justification justificationFor(List<String> ids) {
            return ids.stream().map(rules::get).map(own -> own == null || own.justification() == null ? justification : own.justification())
                    .max(Comparator.naturalOrder()).orElse(justification);
        }

        /** The longest window of these rules. */
        public Duration undoFor(List<String> ids, Duration otherwise) {
            return ids.stream().map(rules::get).map(own -> own == null || own.undo() == null ? otherwise : own.undo())
                    .max(Comparator.naturalOrder()).orElse(otherwise);
        }
    }

    /** What it takes to answer: the link in the notice, or to have signed in as well. */
    public enum AnswerBy {
        TOKEN, SIGN_IN
    }

    /** The question about the risk: not there, there for who uses the page, or needed for any answer. */
    public enum Act {
        NONE, ASKED, REQUIRED
    }

    /** The reason why: not asked, picked from a list, or written. */
    public enum Justification {
        NONE, CHOOSE, TEXT
    }

    public static PolicySettings defaults() {
        return new PolicySettings(null, null, null, null, null, null, null, null);
    }

    public PolicySettings withMode(Mode other) {
        return new PolicySettings(other, rules, visibleOutsiders, personalData, confidentialMarkings, hide, answers, restraint);
    }

    /** The mode a rule runs in: its own when that is the lower one. */
    public Mode modeOf(String rule) {
        Mode own = rules.get(rule);
        return own == null || own.compareTo(mode) > 0 ? mode : own;
    }

    private static CommaList lowerCase(CommaList words) {
        return new CommaList(words.values().stream().map(word -> word.toLowerCase(Locale.ROOT)).toList());
    }

    /** The fact that rules compare with. */
    public Limits limits() {
        return new Limits(visibleOutsiders.propose(), visibleOutsiders.hide(), personalData, confidentialMarkings.values());
    }
}
