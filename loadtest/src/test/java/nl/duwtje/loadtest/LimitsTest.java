package nl.duwtje.loadtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class LimitsTest {

    @Test
    void aBrokenLimitIsToldAndOneThatWasNotMeasuredIsNotBroken() {
        Limits limits = new Limits(
                List.of(new Limits.Limit("a", 0.7, null), new Limits.Limit("b", null, 3.0), new Limits.Limit("c", 1.0, null)));

        List<Limits.Verdict> verdicts = limits.judge(Map.of("a", 0.69, "b", 3.0));

        assertThat(verdicts).extracting(Limits.Verdict::broken).containsExactly(true, false, false);
        assertThat(verdicts.get(0).line()).contains("BROKEN").contains("0.69").contains(">= 0.7");
        assertThat(verdicts.get(2).line()).contains("not measured");
    }

    @Test
    void theShippedLimitsCanBeRead() {
        Limits limits = Limits.read(Path.of(System.getProperty("duwtje.root"), "loadtest", "limits.yaml"));

        assertThat(limits.limits()).extracting(Limits.Limit::name).contains("all rules / duwtje, no rules, 10 KB", "duplicates");
    }
}
