package nl.duwtje.loadtest.scenario;

import java.util.List;

import org.HdrHistogram.Histogram;

/**
 * What a server adds to the time of a message: in each round a percentile of the load through it less the same percentile of the same load
 * straight to the next hop, and of the rounds the middle one. So a round that another guest of the host spoils says nothing.
 *
 * @param rounds one or more, in the order they were measured
 */
public record Added(List<Round> rounds) {

    /** Both latencies of one round, in microseconds. */
    public record Round(Histogram through, Histogram straight) {
        double millisAt(double percentile) {
            return (through.getValueAtPercentile(percentile) - straight.getValueAtPercentile(percentile)) / 1000.0;
        }
    }

    public Added {
        rounds = List.copyOf(rounds);
    }

    /** @param percentile 0 to 100. @return milliseconds; below 0 when the server's part is lost in what differs from phase to phase */
    public double millisAt(double percentile) {
        return Rounds.median(rounds.stream().mapToDouble(round -> round.millisAt(percentile)));
    }
}
