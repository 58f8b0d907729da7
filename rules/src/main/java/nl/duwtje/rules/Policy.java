package nl.duwtje.rules;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.drools.model.Model;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieServices;
import org.kie.api.event.rule.DefaultRuleRuntimeEventListener;
import org.kie.api.event.rule.ObjectInsertedEvent;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.AgendaFilter;
import org.kie.api.runtime.rule.Match;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import nl.duwtje.rules.decision.Mode;
import nl.duwtje.rules.decision.Decision;
import nl.duwtje.rules.decision.DecisionTable;
import nl.duwtje.rules.decision.Nudge;
import nl.duwtje.rules.fact.Facts;
import nl.duwtje.rules.fact.Limits;
import nl.duwtje.rules.mail.Envelope;

/**
 * A folder of rules, compiled. Safe for all threads: the compiled base never changes, a reload swaps it as a whole, and each message gets a
 * session that knows of no other. The only room where Drools lives.
 */
public final class Policy {

    private static final Logger LOG = LoggerFactory.getLogger(Policy.class);
    /** A rule set that fires this often on one message is out of control. */
    private static final int FIRE_LIMIT = 500;
    /** One rule tells at most this much about one message; more would only make the notice longer. */
    private static final int FIRES_PER_RULE = 10;
    /** Matches that are looked at on one message, fired or not. */
    private static final int MATCH_LIMIT = 100_000;

    private final RuleFolder folder;
    private final BuildPlace place;
    private final AtomicReference<Base> current;
    private volatile String stamp;

    /** All that belongs to one version of the rules; {@code compiled}: each rule as it was loaded, by its key. */
    private record Base(RuleSessions sessions, List<RuleInfo> infos, Map<String, Integer> order, String digest,
            Map<String, Model> compiled) {
        static Base of(Map<String, Model> compiled, List<RuleInfo> infos, String digest) {
            Map<String, Integer> order = new LinkedHashMap<>();
            infos.forEach(rule -> order.put(rule.id(), order.size()));
            return new Base(
                    new RuleSessions(KieBaseBuilder.createKieBaseFromModel(compiled.values(), KieServices.get().newKieBaseConfiguration())),
                    infos, Map.copyOf(order), digest, compiled);
        }
    }

    private record Outcome(Optional<Base> base, List<PolicyError> errors) {
        static Outcome failed(List<PolicyError> errors) {
            return new Outcome(Optional.empty(), errors);
        }
    }

    private Policy(RuleFolder folder, BuildPlace place, String stamp, Base base) {
        this.folder = folder;
        this.place = place;
        this.stamp = stamp;
        this.current = new AtomicReference<>(base);
    }

    /** {@link #load(Optional, BuildPlace)} in this JVM. */
    public static Policy load(Optional<Path> directory) {
        return load(directory, BuildPlace.here());
    }

    /**
     * Compiles the {@code *.drl} of a folder; the shipped rules when there is none. Takes seconds, unless all rules in it are shipped ones, which are
     * compiled when the program is built.
     *
     * @param place where rules are compiled that are not compiled yet, now and at each reload
     * @throws PolicyException with all that is wrong, when it cannot be used
     */
    public static Policy load(Optional<Path> directory, BuildPlace place) {
        RuleFolder folder = new RuleFolder(directory);
        String stamp = folder.stamp();
        Outcome outcome = compile(folder, place, Map.of());
        return new Policy(folder, place, stamp, outcome.base().orElseThrow(() -> new PolicyException(outcome.errors())));
    }

    /** {@link #load(Optional)} of a folder. */
    public static Policy load(Path directory) {
        return load(Optional.of(directory));
    }

    /** The rules packed with the program. */
    public static Policy shipped() {
        return load(Optional.empty());
    }

    /** What is wrong with a folder of rules, or with the shipped ones; empty when {@link #load} will take it. */
    public static List<PolicyError> check(Optional<Path> directory) {
        return compile(new RuleFolder(directory), BuildPlace.here(), Map.of()).errors();
    }

    /** Reads the folder again and swaps; on any error the old rules stay and the errors are the answer. */
    public List<PolicyError> reload() {
        return reload(candidate -> List.of());
    }

    /**
     * Reads the folder again, compiles beside the running rules, lets {@code trial} look at the result (run the scenarios), and swaps when
     * nobody objects. One at a time; messages go on meanwhile.
     *
     * @return what is wrong; empty when the new rules are in force
     */
    public synchronized List<PolicyError> reload(Function<Policy, List<PolicyError>> trial) {
        stamp = folder.stamp();
        Outcome outcome = compile(folder, place, current.get().compiled());
        if (outcome.base().isEmpty()) {
            return outcome.errors();
        }
        Base next = outcome.base().get();
        List<PolicyError> objections = trial.apply(new Policy(folder, place, stamp, next));
        if (objections.isEmpty()) {
            current.set(next);
        }
        return objections;
    }

    /** Whether names, sizes or times of the rule files differ from those at the last load or reload, good or bad. Cheap; call it each second. */
    public boolean changedOnDisk() {
        return !folder.stamp().equals(stamp);
    }

    /** SHA-256 over names and texts of the rules in force, in hex. */
    public String digest() {
        return current.get().digest();
    }

    /** The rules in force, in the order of their files. */
    public List<RuleInfo> rules() {
        return current.get().infos();
    }

    /** The rules in force that put a banner nobody has written; the texts are not ours to know. */
    public List<PolicyError> unknownBanners(Predicate<String> known) {
        return rules().stream().filter(rule -> !rule.banner().isEmpty() && !known.test(rule.banner()))
                .map(rule -> new PolicyError(rule.file(), rule.line(), rule.name(),
                        "there is no banner \"" + rule.banner() + "\" in all languages; write it under banners in the texts"))
                .toList();
    }

    /** What the rules find in one message, with the numbers of {@code limits}. Never throws. */
    public Findings nudges(Facts facts, Limits limits) {
        return evaluate(current.get(), facts, limits);
    }

    /**
     * What is to happen to one message.
     *
     * @throws RuleFailure when a rule threw or did not come to an end; the message is to be deferred (4yz)
     */
    public Decision decide(Envelope envelope, Facts facts, PolicySettings settings) {
        Findings found = nudges(facts, settings.limits());
        if (found.failed()) {
            throw new RuleFailure(found.failure());
        }
        List<Nudge> weighed = found.nudges().isEmpty() ? List.of() : found.nudges().stream().map(settings.restraint()::weighed).toList();
        return DecisionTable.decide(envelope, facts, weighed, settings::modeOf, settings.hide().insideKeepsList());
    }

    /** What is to happen when some rules only observe this time: the sender is spared their question. Pure. */
    public static Decision sparing(Predicate<String> spared, Decision decision, Envelope envelope, Facts facts, PolicySettings settings) {
        List<Nudge> all = Stream.concat(decision.nudges().stream(), decision.observed().stream()).toList();
        return DecisionTable.decide(envelope, facts, all, rule -> spared.test(rule) ? Mode.OBSERVE : settings.modeOf(rule),
                settings.hide().insideKeepsList());
    }

    /** @param loaded rules in use by their keys: an edit changes some, and the others need neither be compiled nor loaded again */
    private static Outcome compile(RuleFolder folder, BuildPlace place, Map<String, Model> loaded) {
        try {
            List<RuleFolder.Text> texts = folder.read();
            List<RuleFile> files = texts.stream().map(t -> RuleFile.cut(t.name(), t.text())).toList();
            List<String> keys = files.stream().flatMap(file -> file.blocks().stream()).map(RuleCompiler::key).toList();
            Map<String, RuleClasses> shipped = ShippedRules.all();
            Set<String> known = keys.stream().filter(key -> loaded.containsKey(key) || shipped.containsKey(key))
                    .collect(Collectors.toSet());
            RuleBuild build = known.containsAll(keys) ? RuleBuild.of(texts, known) : build(texts, known, place);
            if (!build.errors().isEmpty()) {
                return Outcome.failed(build.errors());
            }
            Map<String, Model> compiled = new LinkedHashMap<>();
            for (String key : keys) {
                Model model = loaded.get(key);
                compiled.put(key, model != null ? model : build.rules().getOrDefault(key, shipped.get(key)).load());
            }
            return new Outcome(Optional.of(Base.of(compiled, RuleLint.describe(files), RuleFolder.digest(texts))), List.of());
        } catch (PolicyException e) {
            return Outcome.failed(e.errors());
        }
    }

    private static RuleBuild build(List<RuleFolder.Text> texts, Set<String> known, BuildPlace place) {
        try {
            return RuleStream.build(place.answer(RuleStream.request(new RuleStream.Request(texts, known))));
        } catch (IOException e) {
            return RuleBuild.failed(List.of(new PolicyError("*.drl", 0, "",
                    "could not be compiled: " + e.getMessage() + "; save one of them again to have it tried again")));
        }
    }

    private static Findings evaluate(Base base, Facts facts, Limits limits) {
        KieSession session = base.sessions().take();
        Found found = new Found();
        boolean sound = false;
        try {
            session.insert(limits);
            session.insert(facts.message());
            facts.recipients().forEach(session::insert);
            facts.attachments().forEach(session::insert);
            facts.personalData().forEach(session::insert);
            session.addEventListener(found); // not before: only what rules insert is of interest
            int fired = session.fireAllRules(found, FIRE_LIMIT);
            String failure = fired >= FIRE_LIMIT ? "rules fired " + fired + " times on one message" : "";
            sound = fired < FIRE_LIMIT;
            return new Findings(found.merged(base.order()), failure);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            String rule = found.rule.isEmpty() ? "a rule" : "rule \"" + found.rule + "\" or one near it";
            return new Findings(found.merged(base.order()), rule + " failed: " + root(e).getClass().getSimpleName());
        } finally {
            end(base, session, sound);
        }
    }

    private static void end(Base base, KieSession session, boolean sound) {
        try {
            if (sound) {
                base.sessions().giveBack(session);
                return;
            }
        } catch (RuntimeException cannotBeEmptied) {
            LOG.warn("a session of the rules is not used again", cannotBeEmptied);
        }
        session.dispose();
    }

    private static Throwable root(Throwable e) {
        Throwable at = e;
        while (at.getCause() != null && at.getCause() != at) {
            at = at.getCause();
        }
        return at;
    }

    /** Collects nudges as they are inserted, and keeps one rule from telling the same thing a thousand times. */
    private static final class Found extends DefaultRuleRuntimeEventListener implements AgendaFilter {
        private final List<Nudge> nudges = new ArrayList<>();
        private final Map<String, Integer> fires = new LinkedHashMap<>();
        private String rule = "";
        private int matches;

        @Override
        public boolean accept(Match match) {
            if (++matches > MATCH_LIMIT) {
                throw new IllegalStateException("more than " + MATCH_LIMIT + " matches on one message");
            }
            rule = match.getRule().getName();
            return fires.merge(rule, 1, Integer::sum) <= FIRES_PER_RULE;
        }

        @Override
        public void objectInserted(ObjectInsertedEvent event) {
            if (event.getObject() instanceof Nudge nudge) {
                nudges.add(nudge);
            }
        }

        /** One nudge per rule and argument, with the evidence of all its firings; in the order of the rule files. */
        List<Nudge> merged(Map<String, Integer> order) {
            if (nudges.isEmpty()) {
                return List.of();
            }
            Map<Nudge, List<Nudge.Evidence>> same = new LinkedHashMap<>();
            for (Nudge n : nudges) {
                same.computeIfAbsent(withEvidence(n, List.of()), k -> new ArrayList<>()).addAll(n.evidence());
            }
            Comparator<Nudge.Evidence> byText = Comparator.comparing(Nudge.Evidence::key).thenComparing(e -> String.join("\n", e.values()));
            return same.entrySet().stream().map(e -> withEvidence(e.getKey(), e.getValue().stream().distinct().sorted(byText).toList()))
                    .sorted(Comparator.comparing((Nudge n) -> order.getOrDefault(n.rule(), order.size())).thenComparing(Nudge::argument))
                    .toList();
        }

        private static Nudge withEvidence(Nudge n, List<Nudge.Evidence> evidence) {
            return new Nudge(n.rule(), n.effect(), n.proposals(), n.argument(), evidence, n.scope(), n.severity());
        }
    }
}
