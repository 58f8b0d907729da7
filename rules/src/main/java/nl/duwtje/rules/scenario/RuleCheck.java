package nl.duwtje.rules.scenario;

import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

import nl.duwtje.rules.Policy;
import nl.duwtje.rules.PolicyError;
import nl.duwtje.rules.PolicyException;
import nl.duwtje.rules.RuleInfo;

/** {@code duwtje rules check}: compiles a folder and lists its rules, or all that is wrong with them. */
public final class RuleCheck {

    private RuleCheck() {}

    /**
     * @param directory of rules; the shipped ones when empty
     * @param today     rules whose review was due before it are named
     */
    public static Answer run(Optional<Path> directory, YearMonth today) {
        Policy policy;
        try {
            policy = Policy.load(directory);
        } catch (PolicyException e) {
            List<PolicyError> errors = e.errors();
            return new Answer(e.getMessage() + "\n" + errors.size() + (errors.size() == 1 ? " error\n" : " errors\n"), 1);
        }
        StringBuilder text = new StringBuilder();
        for (RuleInfo rule : policy.rules()) {
            text.append("%-9s %s (%s:%d, %s, review by %s%s)%n".formatted(rule.id(), rule.title(), rule.file(), rule.line(), rule.owner(),
                    rule.reviewBy(), rule.reviewBy().isBefore(today) ? ": OVERDUE" : ""));
        }
        text.append(policy.rules().size()).append(" rules, digest ").append(policy.digest(), 0, 12).append('\n');
        return new Answer(text.toString().replace(System.lineSeparator(), "\n"), 0);
    }
}
