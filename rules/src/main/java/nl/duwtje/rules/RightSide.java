package nl.duwtje.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.stmt.BlockStmt;

/**
 * The house style of a rule's then: exactly one {@code insert( Nudge.<what>("ID", ...).because("key", ...)... );}. Arguments are literals,
 * proposals, names bound in the when, and their properties. So a rule cannot loop, change facts or call anything else.
 */
final class RightSide {

    private static final String SHAPE = "the right side is exactly one line: insert( Nudge.hold(\"ID\").because(\"key\", ...) );";
    private static final Set<String> EFFECTS = Set.of("hold", "propose", "hideRecipients", "banner", "tag", "giveBack", "refuse", "pass");
    private static final Set<String> MORE = Set.of("because", "wholeMessage", "high", "low");
    private static final Set<String> PROPOSALS = Set.of("HIDE_RECIPIENTS", "ONE_BY_ONE", "WITHOUT_ATTACHMENT");

    private RightSide() {}

    static List<PolicyError> check(RuleFile.Block rule) {
        return reason(rule).map(reason -> List.of(rule.error(rule.thenLine(), reason))).orElse(List.of());
    }

    private static Optional<String> reason(RuleFile.Block rule) {
        ParseResult<BlockStmt> parsed = new JavaParser(new ParserConfiguration().setLanguageLevel(LanguageLevel.JAVA_17))
                .parseBlock("{\n" + rule.then() + "\n}");
        if (!parsed.isSuccessful() || parsed.getResult().isEmpty()) {
            return Optional.of(SHAPE);
        }
        BlockStmt block = parsed.getResult().get();
        if (block.getStatements().size() != 1 || !block.getStatement(0).isExpressionStmt()) {
            return Optional.of(SHAPE + " Found " + block.getStatements().size() + " statements.");
        }
        Expression statement = block.getStatement(0).asExpressionStmt().getExpression();
        if (!(statement instanceof MethodCallExpr insert) || insert.getScope().isPresent() || !insert.getNameAsString().equals("insert")
                || insert.getArguments().size() != 1) {
            return Optional.of(SHAPE + " Found: " + statement.toString().lines().findFirst().orElse(""));
        }
        return nudge(insert.getArgument(0), rule.id());
    }

    private static Optional<String> nudge(Expression expression, String id) {
        if (!(expression instanceof MethodCallExpr call) || call.getScope().isEmpty()) {
            return Optional.of(SHAPE);
        }
        Expression scope = call.getScope().get();
        String name = call.getNameAsString();
        for (Expression argument : call.getArguments()) {
            if (!plain(argument)) {
                return Optional.of("\"" + argument + "\" is not allowed: arguments are texts, numbers, proposals, and properties of"
                        + " facts such as $m.visibleOutsiders()");
            }
        }
        if (scope instanceof NameExpr nudge && nudge.getNameAsString().equals("Nudge")) {
            return start(call, name, id);
        }
        if (!MORE.contains(name)) {
            return Optional.of("Nudge has no ." + name + "(...) here; there are " + String.join(", ", MORE.stream().sorted().toList()));
        }
        if (name.equals("because") && (call.getArguments().isEmpty() || !call.getArgument(0).isStringLiteralExpr())) {
            return Optional.of("because(...) begins with the key of its sentence, as a text: because(\"visible-outsiders\", ...)");
        }
        return nudge(scope, id);
    }

    private static Optional<String> start(MethodCallExpr call, String name, String id) {
        if (!EFFECTS.contains(name)) {
            return Optional.of("there is no Nudge." + name + "; there are " + String.join(", ", EFFECTS.stream().sorted().toList()));
        }
        boolean named = !call.getArguments().isEmpty() && call.getArgument(0) instanceof StringLiteralExpr first
                && first.asString().equals(id);
        return named ? Optional.empty() : Optional.of("the nudge must carry this rule's id: Nudge." + name + "(\"" + id + "\", ...)");
    }

    private static boolean plain(Expression argument) {
        return switch (argument) {
            case LiteralExpr literal -> true;
            case NameExpr name -> name.getNameAsString().startsWith("$") || PROPOSALS.contains(name.getNameAsString());
            case MethodCallExpr call -> call.getArguments().isEmpty() && call.getScope().filter(NameExpr.class::isInstance)
                    .map(s -> s.asNameExpr().getNameAsString().startsWith("$")).orElse(false);
            default -> false;
        };
    }
}
