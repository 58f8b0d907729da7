package nl.duwtje.loadtest.scenario;

import org.HdrHistogram.Histogram;

import nl.duwtje.loadtest.send.Sent;
import nl.duwtje.loadtest.sink.Arrivals;
import nl.duwtje.loadtest.target.CpuTime;

/**
 * What one measured phase gave.
 *
 * @param phase               what was done
 * @param sent                what the sender saw
 * @param arrived             what the sink saw of it
 * @param seconds             from the first MAIL to the last arrival or reply
 * @param cpu                 of the target's processes; null without a target
 * @param ownCpu              of sender and sink together
 * @param peakRssBytes        of the target's processes since they started; -1 without a target
 * @param allocatedPerMessage heap bytes per message; -1 when not known
 * @param longestPauseMillis  stop of all threads; -1 when not known
 * @param base                the same load straight into the sink, to subtract; null when there is none
 */
public record Figures(String phase, Sent sent, Arrivals arrived, double seconds, CpuTime cpu, CpuTime ownCpu,
        long peakRssBytes, double allocatedPerMessage, double longestPauseMillis, Figures base) {

    /** Messages that reached the sink, a second. */
    public double perSecond() {
        return arrived.distinct() / seconds;
    }

    public double cpuPerThousand() {
        return cpu == null || sent.accepted() == 0 ? -1 : cpu.seconds() * 1000 / sent.accepted();
    }

    public double senderCpuPerThousand() {
        return sent.accepted() == 0 ? -1 : ownCpu.seconds() * 1000 / sent.accepted();
    }

    public double millisAt(double percentile) {
        return sent.millisAt(percentile);
    }

    /** What stands between sender and sink adds at this percentile: the difference of both percentiles; NaN without a base. */
    public double addedMillisAt(double percentile) {
        return base == null ? Double.NaN : millisAt(percentile) - base.millisAt(percentile);
    }

    public Histogram latency() {
        return sent.latency();
    }

    /** Accepted by the target, never seen by the sink. */
    public long missing() {
        return Math.max(0, sent.accepted() - arrived.distinct());
    }

    /** Deferred, refused, broken off, or due and never begun. */
    public long notAccepted() {
        return sent.deferred() + sent.refused() + sent.broken() + sent.late();
    }

    Figures named(String name) {
        return new Figures(name, sent, arrived, seconds, cpu, ownCpu, peakRssBytes, allocatedPerMessage,
                longestPauseMillis, base);
    }

    Figures over(Figures other) {
        return new Figures(phase, sent, arrived, seconds, cpu, ownCpu, peakRssBytes, allocatedPerMessage,
                longestPauseMillis, other);
    }
}
