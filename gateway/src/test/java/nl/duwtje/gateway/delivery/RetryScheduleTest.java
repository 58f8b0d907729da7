package nl.duwtje.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    private final RetrySchedule exact = new RetrySchedule(() -> 0L);

    @Test
    void growsToAnHour() {
        assertThat(IntStream.range(0, 9).mapToObj(exact::delayAfter).map(Duration::toMinutes)).containsExactly(0L, 1L, 5L, 10L, 15L, 30L,
                60L, 60L, 60L);
        assertThatThrownBy(() -> exact.delayAfter(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void jitterIsUpToATenthAndNeverShortens() {
        RetrySchedule schedule = new RetrySchedule(new Random(7));
        for (int i = 0; i < 1000; i++) {
            assertThat(schedule.delayAfter(2)).isBetween(Duration.ofMinutes(5), Duration.ofSeconds(330));
        }
        assertThat(schedule.delayAfter(2)).isNotEqualTo(schedule.delayAfter(2));
        assertThat(schedule.delayAfter(0)).isZero();
    }
}
