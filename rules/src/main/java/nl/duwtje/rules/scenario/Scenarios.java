package nl.duwtje.rules.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import nl.duwtje.rules.Packed;
import nl.duwtje.rules.Policy;
import nl.duwtje.rules.PolicyError;
import nl.duwtje.rules.RuleInfo;
import nl.duwtje.rules.settings.SettingsException;

/** A folder of scenarios against a policy. Every rule needs one in which it fires and one in which it stays silent. Pure but for reading. */
public final class Scenarios {

    private static final int MAX_SCENARIOS = 1000;

    private Scenarios() {}

    /**
     * How it went.
     *
     * @param results one per scenario, in order of their names
     * @param gaps    what is wrong with the set as a whole: rules without a scenario, unknown rules
     */
    public record Report(List<Result> results, List<String> gaps) {

        public Report {
            results = List.copyOf(results);
            gaps = List.copyOf(gaps);
        }

        public boolean good() {
            return gaps.isEmpty() && results.stream().allMatch(Result::good);
        }

        /** For a terminal. */
        public Answer answer() {
            StringBuilder text = new StringBuilder();
            for (Result result : results) {
                text.append(result.good() ? "ok    " : "FAIL  ").append(result.scenario()).append('\n');
                result.differences().forEach(d -> text.append("      ").append(d).append('\n'));
            }
            gaps.forEach(g -> text.append("FAIL  ").append(g).append('\n'));
            long failed = results.stream().filter(r -> !r.good()).count() + gaps.size();
            text.append(results.size()).append(" scenarios, ").append(failed == 0 ? "all as expected" : failed + " failures").append('\n');
            return new Answer(text.toString(), good() ? 0 : 1);
        }

        /** What speaks against these rules, for {@link Policy#reload(java.util.function.Function)}. */
        public List<PolicyError> errors() {
            List<PolicyError> errors = new ArrayList<>();
            results.stream().filter(r -> !r.good())
                    .forEach(r -> errors.add(new PolicyError("scenarios/" + r.scenario(), 0, "", String.join("; ", r.differences()))));
            gaps.forEach(g -> errors.add(new PolicyError("scenarios", 0, "", g)));
            return errors;
        }
    }

    /** One scenario: its name and what came out differently. */
    public record Result(String scenario, List<String> differences) {
        public Result {
            differences = List.copyOf(differences);
        }

        public boolean good() {
            return differences.isEmpty();
        }
    }

    /** Runs all scenarios of a folder. */
    public static Report test(Policy policy, Path folder, Inspection inspection) {
        return run(policy, folder, inspection);
    }

    /** Reads all scenarios of a folder and looks whether each rule has its two, without running anything. */
    public static Report check(Policy policy, Path folder) {
        return run(policy, folder, null);
    }

    /** Runs the scenarios packed with the program. */
    public static Report testShipped(Policy policy, Inspection inspection) {
        return Packed.with("scenarios", folder -> test(policy, folder, inspection));
    }

    private static Report run(Policy policy, Path folder, Inspection inspection) {
        List<Result> results = new ArrayList<>();
        List<String> gaps = new ArrayList<>();
        Set<String> fires = new TreeSet<>();
        Set<String> silent = new TreeSet<>();
        for (Path one : folders(folder, gaps)) {
            try {
                Scenario scenario = Scenario.read(one);
                fires.addAll(scenario.expected().rules().values());
                silent.addAll(scenario.expected().silent().values());
                results.add(new Result(scenario.name(), inspection == null ? List.of() : scenario.differences(policy, inspection)));
            } catch (SettingsException e) {
                results.add(new Result(one.getFileName().toString(), List.of(e.getMessage())));
            }
        }
        gaps(policy, fires, silent, gaps);
        return new Report(results, gaps);
    }

    private static void gaps(Policy policy, Set<String> fires, Set<String> silent, List<String> gaps) {
        Set<String> known = policy.rules().stream().map(RuleInfo::id).collect(Collectors.toCollection(TreeSet::new));
        for (String id : known) {
            if (!fires.contains(id)) {
                gaps.add(id + " has no scenario in which it fires (\"rules\" in expect.yaml)");
            }
            if (!silent.contains(id)) {
                gaps.add(id + " has no scenario in which it just stays silent (\"silent\" in expect.yaml)");
            }
        }
        Stream.concat(fires.stream(), silent.stream()).distinct().filter(id -> !known.contains(id))
                .forEach(id -> gaps.add("a scenario names " + id + ", which is no rule"));
    }

    private static List<Path> folders(Path folder, List<String> gaps) {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> found = all.filter(Files::isDirectory).sorted().limit(MAX_SCENARIOS + 1L).toList();
            if (found.size() > MAX_SCENARIOS) {
                gaps.add("more than " + MAX_SCENARIOS + " scenarios");
            }
            return found;
        } catch (IOException e) {
            gaps.add(folder + " cannot be read: " + e.getClass().getSimpleName());
            return List.of();
        }
    }
}
