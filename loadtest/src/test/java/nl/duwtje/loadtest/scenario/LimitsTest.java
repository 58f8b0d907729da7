package nl.duwtje.loadtest.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import nl.duwtje.loadtest.scenario.Limits.Limit;
import nl.duwtje.loadtest.scenario.Limits.Verdict;
import nl.duwtje.loadtest.scenario.Limits.Verdict.Said;

class LimitsTest {

    @Test
    void aBrokenLimitIsToldAndOneThatWasNotMeasuredIsNotBroken() {
        Limits limits = new Limits(List.of(new Limit("a", 0.7, null, List.of()), new Limit("b", null, 3.0, null),
                new Limit("c", 1.0, null, List.of("check")), new Limit("d", 0.1, null, List.of("rules"))));

        List<Verdict> verdicts = limits.judge("check", Map.of("a", 0.69, "b", 3.0, "d", 0.0));

        assertThat(verdicts).extracting(Verdict::name).containsExactly("a", "b", "c");
        assertThat(verdicts).extracting(Verdict::said).containsExactly(Said.BROKEN, Said.KEPT, Said.NOT_MEASURED);
        assertThat(verdicts.get(0).measured()).isEqualTo(0.69);
        assertThat(verdicts.get(0).wanted()).isEqualTo("at least 0.7");
        assertThat(verdicts.get(1).wanted()).isEqualTo("at most 3");
    }

    @Test
    void aNameThatStandsTwiceForOneScenarioIsRefused() {
        assertThatThrownBy(() -> new Limits(List.of(new Limit("a", 1.0, null, List.of("check", "rules")),
                new Limit("a", 2.0, null, List.of("rules"))))).hasMessageContaining("\"a\" twice for rules");
    }

    @Test
    void theShippedLimitsSpeakOfScenariosThatExist() {
        Limits limits = Limits.read(Path.of(System.getProperty("duwtje.root"), "loadtest", "limits.yaml"));

        Set<String> known = Stream.concat(Stream.of("check", "compare"), Scenarios.all().stream().map(Scenario::name))
                .collect(Collectors.toSet());
        assertThat(limits.limits()).flatExtracting(Limit::in).isSubsetOf(known);
        assertThat(limits.judge("check", Map.of("messages lost", 1.0))).filteredOn(Verdict::broken).extracting(Verdict::name)
                .containsExactly("messages lost");
    }
}
