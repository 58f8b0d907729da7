package nl.duwtje.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.Message.Level;
import org.kie.api.builder.ReleaseId;
import org.kie.api.runtime.KieContainer;

/**
 * Linted rules -> a compiled base. What is compiled is exactly what was linted: each rule goes in as a source of its own, behind a fixed
 * line of imports. Drools is poor at telling what is wrong (no line, only the first rule, sometimes an exception), so on any failure each
 * rule is compiled alone. During a build the engine's generator runs on a pool of its own (it cannot be switched off for the executable
 * model); its threads are daemons and end when idle.
 */
final class RuleCompiler {

    private static final String IMPORTS = "package nl.duwtje.policy; import nl.duwtje.rules.fact.Message;"
            + " import nl.duwtje.rules.fact.Recipient; import nl.duwtje.rules.fact.Attachment;"
            + " import nl.duwtje.rules.fact.PersonalData; import nl.duwtje.rules.fact.PersonalData.Place;"
            + " import nl.duwtje.rules.fact.Limits; import nl.duwtje.rules.fact.Party; import nl.duwtje.rules.fact.Strength;"
            + " import nl.duwtje.rules.decision.Nudge; import static nl.duwtje.rules.decision.Nudge.HIDE_RECIPIENTS;"
            + " import static nl.duwtje.rules.decision.Nudge.ONE_BY_ONE;"
            + " import static nl.duwtje.rules.decision.Nudge.WITHOUT_ATTACHMENT; ";

    private RuleCompiler() {}

    /** A base, or what is wrong. */
    record Result(Optional<KieBase> base, List<PolicyError> errors) {}

    /** One rule as Drools gets it, on the lines where it stands in its file. */
    static String source(RuleFile.Block rule) {
        return IMPORTS + rule.inPlace();
    }

    static Result compile(List<RuleFile.Block> rules) {
        Attempt all = attempt(rules);
        if (all.base().isPresent()) {
            return new Result(all.base(), List.of());
        }
        List<PolicyError> errors = new ArrayList<>();
        for (RuleFile.Block rule : rules) {
            Attempt alone = attempt(List.of(rule));
            if (alone.base().isEmpty()) {
                errors.add(rule.error(alone.line() > 0 ? alone.line() : lineOf(alone.reason(), rule), alone.reason()));
            }
        }
        if (errors.isEmpty()) {
            errors.add(new PolicyError(rules.getFirst().file(), 0, "", "each rule compiles alone, but not together: " + all.reason()));
        }
        return new Result(Optional.empty(), errors);
    }

    /** What one build gave; line 0 when Drools did not tell it. */
    private record Attempt(Optional<KieBase> base, int line, String reason) {
        static Attempt failed(int line, String reason) {
            return new Attempt(Optional.empty(), line, reason);
        }
    }

    private static Attempt attempt(List<RuleFile.Block> rules) {
        KieServices services = KieServices.get();
        ReleaseId id = services.newReleaseId("nl.duwtje", "policy", UUID.randomUUID().toString().replace("-", ""));
        KieFileSystem sources = services.newKieFileSystem();
        sources.generateAndWritePomXML(id);
        for (int i = 0; i < rules.size(); i++) {
            sources.write("src/main/resources/nl/duwtje/policy/rule%04d.drl".formatted(i), source(rules.get(i)));
        }
        ClassLoader loader = new FilteredLoader(RuleCompiler.class.getClassLoader());
        try {
            KieBuilder builder = services.newKieBuilder(sources, loader);
            builder.buildAll(ExecutableModelProject.class);
            List<Message> errors = builder.getResults().getMessages(Level.ERROR);
            if (!errors.isEmpty()) {
                Message first = errors.getFirst();
                boolean ours = first.getPath() != null && first.getPath().endsWith(".drl");
                return Attempt.failed(ours ? Math.max(0, first.getLine()) : 0, reason(first.getText()));
            }
            Optional<String> offence = offence((InternalKieModule) builder.getKieModule());
            if (offence.isPresent()) {
                return Attempt.failed(0, "uses " + offence.get() + ", which is not open to rules");
            }
            KieContainer container = services.newKieContainer(id, loader);
            return new Attempt(Optional.of(container.newKieBase(services.newKieBaseConfiguration())), 0, "");
        } catch (RuntimeException | LinkageError e) {
            return Attempt.failed(0, reason(String.valueOf(e.getMessage() == null ? e : e.getMessage())));
        } finally {
            // else the repository keeps every compiled version, with its classes, for ever
            services.getRepository().removeKieModule(id);
        }
    }

    private static Optional<String> offence(InternalKieModule module) {
        for (String file : module.getFileNames()) {
            if (file.endsWith(".class") && !file.startsWith("org/drools/project/model/")) {
                Optional<String> offence = AllowList.offence(module.getBytes(file));
                if (offence.isPresent()) {
                    return offence;
                }
            }
        }
        return Optional.empty();
    }

    /** Where in the rule stands what the engine complains of: the end of its message, or else its first word; else the rule's first line. */
    private static int lineOf(String reason, RuleFile.Block rule) {
        String end = reason.substring(reason.lastIndexOf(": ") + 1).replaceAll("[\\s:]", "");
        String word = reason.split("[^$A-Za-z0-9_]", 2)[0];
        String[] lines = rule.text().split("\n");
        for (String sought : List.of(end, word)) {
            for (int i = 1; i < lines.length && sought.length() > 1; i++) {
                if (lines[i].replaceAll("[\\s:]", "").contains(sought)) {
                    return rule.line() + i;
                }
            }
        }
        return rule.line();
    }

    /** The engine's message without the generated source around it. */
    private static String reason(String text) {
        String first = text.lines().map(String::strip).filter(l -> !l.isEmpty()).findFirst().orElse("cannot be compiled");
        return first.length() > 300 ? first.substring(0, 300) + "..." : first;
    }
}
