package nl.duwtje.rules;

import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The house style of rules: names, ids, comment headers, one insert on the right side. Reports all that is wrong, not only the first. */
final class RuleLint {

    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9]{0,7}-[0-9]{3,4} \\S.*");
    private static final Pattern WHY = Pattern.compile("\\bWhy:\\s*(.+?)\\s*(?=\\bOwner:|\\bReview by:|$)");
    private static final Pattern OWNER = Pattern.compile("\\bOwner:\\s*(.+?)[.\\s]*(?=\\bWhy:|\\bReview by:|$)");
    private static final Pattern REVIEW = Pattern.compile("\\bReview by:\\s*([0-9-]+)");

    private final Predicate<RuleFile.Block> sides;
    private final List<PolicyError> errors = new ArrayList<>();
    private final List<RuleInfo> rules = new ArrayList<>();

    /** What came out: the rules' descriptions in file order, and what is wrong, in file order too. */
    record Result(List<RuleInfo> rules, List<PolicyError> errors) {}

    private RuleLint(Predicate<RuleFile.Block> sides) {
        this.sides = sides;
    }

    /** @param sides whose when and then are looked at too: those of a rule that was compiled before are good */
    static Result check(List<RuleFile> files, Predicate<RuleFile.Block> sides) {
        return check(files, new RuleLint(sides));
    }

    /** The descriptions of rules that were checked before. */
    static List<RuleInfo> describe(List<RuleFile> files) {
        return check(files, new RuleLint(rule -> false)).rules();
    }

    private static Result check(List<RuleFile> files, RuleLint lint) {
        Map<String, RuleInfo> seen = new HashMap<>();
        for (RuleFile file : files) {
            lint.errors.addAll(file.errors());
            for (RuleFile.Block rule : file.blocks()) {
                lint.rule(rule, seen);
            }
        }
        Comparator<PolicyError> byPlace = Comparator.comparing(PolicyError::file).thenComparing(PolicyError::line);
        return new Result(List.copyOf(lint.rules), lint.errors.stream().sorted(byPlace).toList());
    }

    private void rule(RuleFile.Block rule, Map<String, RuleInfo> seen) {
        int before = errors.size();
        if (!NAME.matcher(rule.name()).matches()) {
            errors.add(rule.error("the name must begin with an id and a title, like \"REC-010 many outside addresses visible\""));
        }
        YearMonth review = header(rule);
        if (sides.test(rule)) {
            errors.addAll(LeftSide.check(rule));
            errors.addAll(RightSide.check(rule));
        }
        RuleInfo other = seen.get(rule.id());
        if (other != null) {
            errors.add(rule.error("the id " + rule.id() + " is taken by the rule in " + other.file() + ":" + other.line()));
        }
        RuleInfo info = new RuleInfo(rule.id(), rule.name().substring(rule.id().length()).strip(), first(WHY, rule), first(OWNER, rule),
                review, rule.file(), rule.line(), RightSide.banner(rule));
        seen.putIfAbsent(rule.id(), info);
        if (errors.size() == before) {
            rules.add(info);
        }
    }

    private YearMonth header(RuleFile.Block rule) {
        List<String> missing = new ArrayList<>();
        if (first(WHY, rule).isEmpty()) {
            missing.add("Why: ...");
        }
        if (first(OWNER, rule).isEmpty()) {
            missing.add("Owner: ...");
        }
        String review = first(REVIEW, rule);
        if (review.isEmpty()) {
            missing.add("Review by: 2027-06");
        }
        if (!missing.isEmpty()) {
            errors.add(rule.error("the comment directly above it lacks \"" + String.join("\" and \"", missing) + "\""));
        }
        try {
            return review.isEmpty() ? YearMonth.of(1970, 1) : YearMonth.parse(review);
        } catch (DateTimeParseException e) {
            errors.add(rule.error("\"Review by: " + review + "\" is not a year and month like 2027-06"));
            return YearMonth.of(1970, 1);
        }
    }

    private static String first(Pattern pattern, RuleFile.Block rule) {
        Matcher found = pattern.matcher(rule.header());
        return found.find() ? found.group(1) : "";
    }
}
