package nl.duwtje.loadtest.scenario;

import java.util.List;

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
 * @param added               to a message's time, over the same load straight into the sink; null when that was not measured
 */
public record Figures(String phase, Sent sent, Arrivals arrived, double seconds, CpuTime cpu, CpuTime ownCpu,
        long peakRssBytes, double allocatedPerMessage, double longestPauseMillis, Added added) {

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

    /** What stands between sender and sink adds at this percentile; NaN when that was not measured. */
    public double addedMillisAt(double percentile) {
        return added == null ? Double.NaN : added.millisAt(percentile);
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
        return new Figures(name, sent, arrived, seconds, cpu, ownCpu, peakRssBytes, allocatedPerMessage, longestPauseMillis, added);
    }

    /** Beside one phase of the same load straight into the sink. */
    Figures over(Figures straight) {
        return over(new Added(List.of(new Added.Round(latency(), straight.latency()))));
    }

    Figures over(Added other) {
        return new Figures(phase, sent, arrived, seconds, cpu, ownCpu, peakRssBytes, allocatedPerMessage, longestPauseMillis, other);
    }

    /** @param allocated bytes in the whole phase; -1 when not known */
    Figures allocating(long allocated, double pauseMillis) {
        return new Figures(phase, sent, arrived, seconds, cpu, ownCpu, peakRssBytes,
                allocated < 0 || sent.accepted() == 0 ? -1 : (double) allocated / sent.accepted(), pauseMillis, added);
    }

    /** Several phases of one server as if they had been one; what was allocated and added is not known of it. @param rows one or more */
    static Figures together(String phase, List<Figures> rows) {
        return rows.stream().reduce((a, b) -> new Figures(phase, a.sent.plus(b.sent), a.arrived.plus(b.arrived), a.seconds + b.seconds,
                a.cpu == null ? null : a.cpu.plus(b.cpu), a.ownCpu.plus(b.ownCpu), Math.max(a.peakRssBytes, b.peakRssBytes), -1, -1, null))
                .orElseThrow().named(phase);
    }
}
