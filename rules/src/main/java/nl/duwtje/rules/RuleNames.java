package nl.duwtje.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import nl.duwtje.rules.settings.SettingsFile;

/**
 * The ids of rules that policy.yaml names, held against the rules there are: a setting for "PD-10" would change nothing, and nobody would
 * know. Immutable, safe for all threads.
 */
public final class RuleNames {

    /** The hold of a message that the rules could not decide on. */
    public static final String NOT_DECIDED = "SYS-010";
    /** The hold of a message on which an action failed. */
    public static final String NOT_CARRIED_OUT = "SYS-020";

    private static final Set<String> WITHOUT_RULE = Set.of(NOT_DECIDED, NOT_CARRIED_OUT);
    /** So many letters may differ in what is still the same word mistyped. */
    private static final int NEAR = 3;
    private static final int MOST_LISTED = 30;

    private final Set<String> known = new TreeSet<>();

    private RuleNames(Collection<RuleInfo> rules) {
        rules.forEach(rule -> known.add(rule.id()));
    }

    /** Those of a folder of rules; what is held without a rule has an id too. */
    public static RuleNames of(Policy policy) {
        return new RuleNames(policy.rules());
    }

    /**
     * What policy.yaml says of rules that do not exist, a line each: file, line, key, value and the id that comes closest. Empty when all is
     * well.
     *
     * @param file     that {@code settings} were read from
     * @param settings of the file
     */
    public List<String> unknown(SettingsFile file, PolicySettings settings) {
        List<String> errors = new ArrayList<>();
        check("rules.", settings.rules().keySet(), file, errors);
        check("answers.rules.", settings.answers().rules().keySet(), file, errors);
        check("restraint.severity.", settings.restraint().severity().keySet(), file, errors);
        check("restraint.trust.", settings.restraint().trust().keySet(), file, errors);
        check("restraint.hold-out.", settings.restraint().holdOut().keySet(), file, errors);
        return errors;
    }

    private void check(String section, Set<String> ids, SettingsFile file, List<String> errors) {
        for (String id : new TreeSet<>(ids)) {
            if (!known.contains(id) && !WITHOUT_RULE.contains(id)) {
                errors.add(file.complaint(section + id, "is for no rule there is; " + hint(id)));
            }
        }
    }

    private String hint(String id) {
        String wanted = id.toUpperCase(Locale.ROOT);
        return known.stream().filter(rule -> distance(wanted, rule.toUpperCase(Locale.ROOT)) <= NEAR)
                .min(Comparator.comparingInt(rule -> distance(wanted, rule.toUpperCase(Locale.ROOT)))).map(rule -> "closest: " + rule)
                .orElse("the rules are " + known.stream().limit(MOST_LISTED).collect(Collectors.joining(", ")));
    }

    /** How many letters to add, leave out or change (Levenshtein). */
    private static int distance(String a, String b) {
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(row[j - 1], last[j]));
            }
            last = row;
        }
        return last[b.length()];
    }
}
