package nl.duwtje.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.EvalDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.ForallDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.OrDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;
import org.drools.drl.parser.antlr4.DRL10ParserWrapper;
import org.drools.drl.parser.antlr4.DRLParserError;
import org.kie.internal.builder.conf.LanguageLevelOption;

/** The house style of a rule's when: patterns over the facts, with not, exists, forall, and, or. */
final class LeftSide {

    private static final Set<String> FACTS = Set.of("Message", "Recipient", "Attachment", "PersonalData", "Limits");
    private static final Pattern MATCHES = Pattern.compile("\\bmatches\\s+(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S))");

    private final RuleFile.Block rule;
    private final List<PolicyError> errors = new ArrayList<>();

    private LeftSide(RuleFile.Block rule) {
        this.rule = rule;
    }

    static List<PolicyError> check(RuleFile.Block rule) {
        LeftSide side = new LeftSide(rule);
        side.parse();
        side.expressions();
        return side.errors;
    }

    private void parse() {
        DrlParser parser = new DrlParser(LanguageLevelOption.DRL6);
        PackageDescr parsed;
        try {
            parsed = parser.parse(false, RuleCompiler.source(rule));
        } catch (DroolsParserException | RuntimeException e) {
            parsed = null;
        }
        if (parsed == null || parser.hasErrors()) {
            syntax(parser.getErrors());
            return;
        }
        if (parsed.getRules().size() != 1 || !parsed.getGlobals().isEmpty() || !parsed.getFunctions().isEmpty()
                || !parsed.getAttributes().isEmpty() || !parsed.getTypeDeclarations().isEmpty()) {
            error(0, "is not read as one rule");
            return;
        }
        RuleDescr descr = parsed.getRules().getFirst();
        if (!descr.getAttributes().isEmpty() || !descr.getAnnotationNames().isEmpty() || !descr.getNamedConsequences().isEmpty()
                || descr.getParentName() != null || descr.isQuery()) {
            error(0, "attributes, annotations, extends and named consequences are not allowed");
        }
        walk(descr.getLhs());
    }

    private void walk(BaseDescr descr) {
        switch (descr) {
            case AndDescr and -> and.getDescrs().forEach(this::walk);
            case OrDescr or -> or.getDescrs().forEach(this::walk);
            case NotDescr not -> not.getDescrs().forEach(this::walk);
            case ExistsDescr exists -> {
                for (Object inner : exists.getDescrs()) {
                    walk((BaseDescr) inner);
                }
            }
            case ForallDescr forall -> forall.getDescrs().forEach(this::walk);
            case PatternDescr pattern -> pattern(pattern);
            case EvalDescr eval -> error(eval.getLine(), "eval is not allowed: write the condition within a fact's parentheses");
            default -> error(descr.getLine(), "only facts with not, exists, forall, and, or may stand in \"when\"");
        }
    }

    private void pattern(PatternDescr pattern) {
        if (pattern.getSource() != null || !pattern.getBehaviors().isEmpty()) {
            error(pattern.getLine(), "from, accumulate, collect, entry points and windows are not allowed");
        } else if (!FACTS.contains(pattern.getObjectType())) {
            String facts = String.join(", ", FACTS.stream().sorted().toList());
            error(pattern.getLine(), pattern.getObjectType() + " is not a fact; there are " + facts);
        }
        if (!pattern.getAnnotationNames().isEmpty()) {
            error(pattern.getLine(), "annotations are not allowed");
        }
    }

    private void expressions() {
        if (Pattern.compile("\\beval\\s*\\(").matcher(rule.when()).find() && errors.isEmpty()) {
            error(0, "eval is not allowed: write the condition within a fact's parentheses");
        }
        if (rule.when().contains("->")) {
            error(0, "\"->\" is not allowed in \"when\"");
        }
        Matcher found = MATCHES.matcher(rule.when());
        while (found.find()) {
            int line = rule.thenLine() - (int) rule.when().substring(found.start()).chars().filter(c -> c == '\n').count() - 1;
            if (found.group(1) == null) {
                error(line, "\"matches\" needs a pattern in quotes");
            } else {
                regex(line, found.group(1));
            }
        }
    }

    private void regex(int line, String written) {
        String pattern;
        try {
            pattern = written.translateEscapes();
        } catch (IllegalArgumentException notEscapes) {
            pattern = written;
        }
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            error(line, "the pattern behind \"matches\" is wrong: " + e.getDescription());
        }
    }

    /** The grammar's own messages name the line better in the newer of the two parsers; the older one is the one that compiles. */
    private void syntax(List<DroolsError> found) {
        int line = found.isEmpty() || found.getFirst().getLines().length == 0 ? 0 : found.getFirst().getLines()[0];
        String reason = "cannot be read";
        try {
            DRL10ParserWrapper newer = new DRL10ParserWrapper(null);
            newer.parse(RuleCompiler.source(rule));
            if (newer.hasErrors()) {
                DRLParserError first = newer.getErrors().getFirst();
                line = first.getLineNumber();
                reason += ": column " + (first.getColumn() + 1) + ": " + first.getMessage();
            }
        } catch (RuntimeException unreadable) {
            // the line of the older parser must do
        }
        error(line, reason);
    }

    private void error(int line, String reason) {
        int last = rule.line() + (int) rule.text().chars().filter(c -> c == '\n').count();
        errors.add(rule.error(line >= rule.line() && line <= last ? line : rule.line(), reason));
    }
}
