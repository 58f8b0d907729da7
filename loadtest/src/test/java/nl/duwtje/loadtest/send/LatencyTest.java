package nl.duwtje.loadtest.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyTest {

    @Test
    void aStopOfOneSecondCountsForAllThatWouldHaveBeenSentMeanwhile() {
        Latency latency = new Latency();
        for (int i = 0; i < 99; i++) {
            latency.add(TimeUnit.MILLISECONDS.toNanos(1));
        }
        latency.add(TimeUnit.SECONDS.toNanos(1));

        Histogram corrected = latency.corrected(10_000);

        // one message each 10 ms: 99 more would have waited 990, 980 ... 10 ms
        assertThat(corrected.getTotalCount()).isEqualTo(199);
        assertThat(corrected.getValueAtPercentile(75) / 1000.0).isBetween(480.0, 520.0);
        assertThat(latency.corrected(0).getTotalCount()).isEqualTo(100);
    }

    @Test
    void keepsThreeDigitsAndNeverOverflows() {
        Latency latency = new Latency();
        latency.add(TimeUnit.HOURS.toNanos(2));
        latency.add(TimeUnit.MICROSECONDS.toNanos(123));

        assertThat(latency.corrected(0).getMinValue()).isEqualTo(123);
        assertThat(latency.corrected(0).getMaxValue()).isBetween(599_000_000L, 601_000_000L);
    }
}
