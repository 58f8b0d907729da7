package nl.duwtje.rules;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.Message.Level;
import org.kie.api.builder.ReleaseId;

/**
 * Linted rules -> class files. What is compiled is exactly what was linted: each rule goes in as a source of its own, behind a fixed
 * line of imports, and in a package of its own, so that what comes out of it depends on nothing but its text. Drools is poor at telling what is wrong (no line, only the first rule, sometimes an exception), so on any failure each
 * rule is compiled alone. During a build the engine's generator runs on a pool of its own (it cannot be switched off for the executable
 * model); its threads are daemons and end when idle.
 */
final class RuleCompiler {

    private static final String PACKAGE = "nl.duwtje.policy.r";
    private static final int KEY_LENGTH = 32;
    private static final String MODELS = "/drools-model";
    private static final String CLASS = ".class";
    private static final String IMPORTS = " import nl.duwtje.rules.fact.Message;"
            + " import nl.duwtje.rules.fact.Recipient; import nl.duwtje.rules.fact.Attachment;"
            + " import nl.duwtje.rules.fact.PersonalData; import nl.duwtje.rules.fact.PersonalData.Place;"
            + " import nl.duwtje.rules.fact.Limits; import nl.duwtje.rules.fact.Party; import nl.duwtje.rules.fact.Strength;"
            + " import nl.duwtje.rules.decision.Nudge; import static nl.duwtje.rules.decision.Nudge.HIDE_RECIPIENTS;"
            + " import static nl.duwtje.rules.decision.Nudge.ONE_BY_ONE;"
            + " import static nl.duwtje.rules.decision.Nudge.WITHOUT_ATTACHMENT; ";

    private RuleCompiler() {}

    /** Tells rules apart by what is compiled: where a rule stands, and the comments above it, make no difference. */
    static String key(RuleFile.Block rule) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest((IMPORTS + rule.text()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, KEY_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** One rule as Drools gets it, on the lines where it stands in its file. */
    static String source(RuleFile.Block rule) {
        return "package " + PACKAGE + key(rule) + ";" + IMPORTS + rule.inPlace();
    }

    static RuleBuild compile(List<RuleFile.Block> rules) {
        Attempt all = attempt(rules);
        if (all.rules().isPresent()) {
            return new RuleBuild(all.rules().get(), List.of());
        }
        List<PolicyError> errors = new ArrayList<>();
        for (RuleFile.Block rule : rules) {
            Attempt alone = attempt(List.of(rule));
            if (alone.rules().isEmpty()) {
                errors.add(rule.error(alone.line() > 0 ? alone.line() : lineOf(alone.reason(), rule), alone.reason()));
            }
        }
        if (errors.isEmpty()) {
            errors.add(new PolicyError(rules.getFirst().file(), 0, "", "each rule compiles alone, but not together: " + all.reason()));
        }
        return RuleBuild.failed(errors);
    }

    /** What one build gave; line 0 when Drools did not tell it. */
    private record Attempt(Optional<Map<String, RuleClasses>> rules, int line, String reason) {
        static Attempt failed(int line, String reason) {
            return new Attempt(Optional.empty(), line, reason);
        }
    }

    private static Attempt attempt(List<RuleFile.Block> rules) {
        KieServices services = KieServices.get();
        ReleaseId id = services.newReleaseId("nl.duwtje", "policy", UUID.randomUUID().toString().replace("-", ""));
        KieFileSystem sources = services.newKieFileSystem();
        sources.generateAndWritePomXML(id);
        for (RuleFile.Block rule : rules) {
            // the name is found again in the classes, so it may not depend on the other rules either
            sources.write("src/main/resources/" + (PACKAGE + key(rule)).replace('.', '/') + "/rule.drl", source(rule));
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
            InternalKieModule module = (InternalKieModule) builder.getKieModule();
            Optional<String> offence = offence(module);
            if (offence.isPresent()) {
                return Attempt.failed(0, "uses " + offence.get() + ", which is not open to rules");
            }
            return new Attempt(Optional.of(classes(rules, module)), 0, "");
        } catch (RuntimeException | LinkageError e) {
            return Attempt.failed(0, reason(String.valueOf(e.getMessage() == null ? e : e.getMessage())));
        } finally {
            // else the repository keeps every compiled version, with its classes, for ever
            services.getRepository().removeKieModule(id);
        }
    }

    private static Map<String, RuleClasses> classes(List<RuleFile.Block> rules, InternalKieModule module) {
        Map<String, byte[]> all = new TreeMap<>();
        List<String> models = List.of();
        for (String file : module.getFileNames()) {
            if (isRule(file)) {
                all.put(file.substring(0, file.length() - CLASS.length()).replace('/', '.'), module.getBytes(file));
            } else if (file.endsWith(MODELS)) {
                // a line with the version, then a class for each package
                models = new String(module.getBytes(file), StandardCharsets.UTF_8).lines().skip(1).map(String::strip).toList();
            }
        }
        Map<String, RuleClasses> byKey = new TreeMap<>();
        for (RuleFile.Block rule : rules) {
            String ours = PACKAGE + key(rule) + ".";
            String model = models.stream().filter(name -> name.startsWith(ours)).findFirst()
                    .orElseThrow(() -> new IllegalStateException("no class was made of " + rule.name()));
            Map<String, byte[]> classes = new TreeMap<>(all);
            classes.keySet().removeIf(name -> !name.startsWith(ours));
            byKey.put(key(rule), new RuleClasses(model, classes));
        }
        return byKey;
    }

    /** The project's own description is left out, it is only there for containers. */
    private static boolean isRule(String file) {
        return file.endsWith(CLASS) && !file.startsWith("org/drools/project/model/");
    }

    private static Optional<String> offence(InternalKieModule module) {
        for (String file : module.getFileNames()) {
            if (isRule(file)) {
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
