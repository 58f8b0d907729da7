package nl.duwtje.loadtest.send;

import org.HdrHistogram.Histogram;

/**
 * What became of a load.
 *
 * @param begun      messages whose MAIL was sent
 * @param accepted   answered 2yz at the end
 * @param deferred   answered 4yz
 * @param refused    answered 5yz
 * @param broken     without a final reply: connection lost, or patience at its end
 * @param late       due by the schedule but never begun
 * @param beginNanos {@code System.nanoTime()} of the first MAIL
 * @param endNanos   of the last reply
 * @param latency    microseconds of the accepted ones, corrected for coordinated omission
 */
public record Sent(long begun, long accepted, long deferred, long refused, long broken, long late, long beginNanos, long endNanos,
        Histogram latency) {

    public double seconds() {
        return Math.max(1, endNanos - beginNanos) / 1e9;
    }

    public double perSecond() {
        return accepted / seconds();
    }

    /** Both, from the beginning of this one to the end of {@code later}. */
    public Sent plus(Sent later) {
        Histogram both = latency.copy();
        both.add(later.latency);
        return new Sent(begun + later.begun, accepted + later.accepted, deferred + later.deferred, refused + later.refused,
                broken + later.broken, late + later.late, beginNanos, later.endNanos, both);
    }

    /** Of the accepted ones. @param percentile 0 to 100 */
    public double millisAt(double percentile) {
        return latency.getValueAtPercentile(percentile) / 1000.0;
    }
}
