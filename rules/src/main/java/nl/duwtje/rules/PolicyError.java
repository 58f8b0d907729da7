package nl.duwtje.rules;

/**
 * What is wrong with a rule, for the person who wrote it.
 *
 * @param file   name of the rule file; of the folder when the folder itself is the trouble
 * @param line   in that file, from 1; 0 when the whole file is meant
 * @param rule   the rule's name as written, empty outside rules
 * @param reason one line: what is wrong and what is allowed
 */
public record PolicyError(String file, int line, String rule, String reason) {

    public PolicyError {
        reason = reason.lines().map(String::strip).filter(l -> !l.isEmpty()).reduce((a, b) -> a + " " + b).orElse("unknown");
    }

    /** {@code recipients.drl:14: rule "REC-010 ...": reason}. */
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + ": " + (rule.isEmpty() ? "" : "rule \"" + rule + "\": ") + reason;
    }
}
