package nl.duwtje.loadtest.send;

import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;

/**
 * Times from when a message should have begun to its final reply, in microseconds, 3 digits, up to ten minutes.
 *
 * <p>In an open loop the due time is the schedule's, so a message that waits because others are slow counts its wait. In a closed loop a slow
 * reply keeps the same session from sending the messages that would have waited too (coordinated omission); these are added: for a reply
 * that took longer than the mean interval between a session's messages, as many as fit, each one interval shorter.
 */
public final class Latency {

    private static final long HIGHEST = TimeUnit.MINUTES.toMicros(10);

    private final Histogram histogram = new Histogram(HIGHEST, 3);

    void add(long nanos) {
        histogram.recordValue(Math.min(HIGHEST, Math.max(0, nanos / 1000)));
    }

    /** @param intervalMicros the mean time between two messages of one session; 0 when they came by schedule */
    Histogram corrected(long intervalMicros) {
        return intervalMicros <= 0 ? histogram.copy() : histogram.copyCorrectedForCoordinatedOmission(intervalMicros);
    }
}
