package nl.duwtje.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rule files -> compiled rules, or all that is wrong with them. Each rule is compiled by itself, so one that was compiled before, here or when the
 * program was built, is not compiled again: an edit costs what the rules it touched cost.
 *
 * @param rules  those that were compiled now, by their {@link RuleCompiler#key}
 * @param errors in file order; when there are any, nothing was compiled that can be used
 */
record RuleBuild(Map<String, RuleClasses> rules, List<PolicyError> errors) {

    RuleBuild {
        rules = Map.copyOf(rules);
        errors = List.copyOf(errors);
    }

    static RuleBuild failed(List<PolicyError> errors) {
        return new RuleBuild(Map.of(), errors);
    }

    /** @param known the keys of rules that were found good and compiled before; with all of them known this is a matter of milliseconds */
    static RuleBuild of(List<RuleFolder.Text> texts, Set<String> known) {
        List<RuleFile> files = texts.stream().map(text -> RuleFile.cut(text.name(), text.text())).toList();
        RuleLint.Result lint = RuleLint.check(files, rule -> !known.contains(RuleCompiler.key(rule)));
        if (!lint.errors().isEmpty()) {
            return failed(lint.errors());
        }
        if (lint.rules().isEmpty()) {
            return failed(List.of(new PolicyError(texts.getFirst().name(), 0, "", "holds no rule")));
        }
        Map<String, RuleFile.Block> unknown = new LinkedHashMap<>();
        files.stream().flatMap(file -> file.blocks().stream()).forEach(rule -> unknown.put(RuleCompiler.key(rule), rule));
        unknown.keySet().removeAll(known);
        return unknown.isEmpty() ? new RuleBuild(Map.of(), List.of()) : RuleCompiler.compile(List.copyOf(unknown.values()));
    }
}
