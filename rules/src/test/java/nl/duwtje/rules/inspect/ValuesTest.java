package nl.duwtje.rules.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

class ValuesTest {

    @Test
    void countsWhatASetCounts() {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            int spread = 1 + random.nextInt(600);
            Values values = new Values();
            Values others = new Values();
            Set<Long> expected = new HashSet<>();
            Set<Long> without = new HashSet<>();
            for (int i = 0; i < 400; i++) {
                long value = (long) random.nextInt(spread) << random.nextInt(3) * 20;
                assertThat(values.contains(value)).isEqualTo(expected.contains(value));
                assertThat(values.add(value)).isEqualTo(expected.add(value));
                long other = random.nextInt(spread);
                others.add(other);
                without.add(other);
            }
            assertThat(values.size()).isEqualTo(expected.size());
            assertThat(values.without(null)).isEqualTo(expected.size());
            Set<Long> left = new HashSet<>(expected);
            left.removeAll(without);
            assertThat(values.without(others)).isEqualTo(left.size());
            values.addAll(others);
            expected.addAll(without);
            assertThat(values.size()).isEqualTo(expected.size());
        }
    }
}
