package nl.duwtje.loadtest.scenario;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import nl.duwtje.loadtest.send.Load;
import nl.duwtje.loadtest.send.Prepared;
import nl.duwtje.loadtest.sink.Sink;
import nl.duwtje.loadtest.target.Target;

/**
 * One load straight into the sink and through a server, in turns: on a host with other guests a single phase of either may be the one that they
 * spoil, and then the difference says nothing.
 *
 * @param phase     what was done
 * @param straight  what each round gave without the server
 * @param through   what it gave with it, in the same order
 * @param allocated bytes by the server in all rounds; -1 when not known
 * @param pause     the longest stop of all its threads in milliseconds; -1 when not known
 */
record Turns(String phase, List<Figures> straight, List<Figures> through, long allocated, double pause) {

    static final int ROUNDS = 3;
    /** In less than that, 99 in 100 is a matter of a few messages. */
    private static final Duration LEAST = Duration.ofSeconds(3);
    /** For 99 in 100 with nothing between sender and sink, which takes 1 to 5 ms on a quiet machine. */
    private static final double QUIET_MILLIS = 10;

    Turns {
        straight = List.copyOf(straight);
        through = List.copyOf(through);
    }

    /**
     * Before the first round the server gets the load for two rounds' time: its compiler has work with what happens at this rate only, however long
     * it was at another.
     *
     * @param load its time is shared out over the rounds, on both sides
     */
    static Turns measure(Bench bench, String phase, Target server, Sink sink, Load load, List<Prepared> mails) throws IOException {
        Load turn = load.withTime(each(load.time()));
        List<Figures> straight = new ArrayList<>();
        List<Figures> through = new ArrayList<>();
        bench.warmUp(server, sink, mails, turn.withTime(turn.time().multipliedBy(2)));
        server.markAllocation();
        try (Target none = Target.none(sink.address())) {
            for (int round = 1; round <= ROUNDS; round++) {
                straight.add(bench.measure(phase + ", round " + round, none, sink, turn, mails));
                through.add(bench.measure(phase + ", round " + round, server, sink, turn, mails));
            }
        }
        return new Turns(phase, straight, through, server.allocatedSinceMark(), server.longestPauseSinceMark());
    }

    /** Of one round and one side. */
    static Duration each(Duration all) {
        Duration share = all.dividedBy(ROUNDS);
        return share.compareTo(LEAST) < 0 ? LEAST : share;
    }

    /** All rounds without the server. */
    Figures base() {
        return Figures.together(phase + ", sink only", straight);
    }

    /** All rounds with it, and what it added to a message's time. */
    Figures row() {
        List<Added.Round> rounds = IntStream.range(0, through.size())
                .mapToObj(i -> new Added.Round(through.get(i).latency(), straight.get(i).latency())).toList();
        return Figures.together(phase, through).allocating(allocated, pause).over(new Added(rounds));
    }

    /** How far the rounds lie apart, for the reader of a difference. */
    String spread() {
        Added added = row().added();
        return "%s, added p99 by round: %s ms; p50: %s ms. The middle one counts.".formatted(
                phase.substring(0, 1).toUpperCase(Locale.ROOT) + phase.substring(1), byRound(added, 99), byRound(added, 50));
    }

    /** What to say when the machine was too busy for such times to mean much; for a sink that answers at once. */
    Optional<String> disturbed() {
        double alone = Rounds.median(straight.stream().mapToDouble(row -> row.millisAt(99)));
        return alone <= QUIET_MILLIS
                ? Optional.empty()
                : Optional.of(
                        "Straight into the sink 99 in 100 took %.1f ms in the middle round. More than %.0f means that others kept the machine "
                                .formatted(alone, QUIET_MILLIS)
                                + "busy: the times of messages, and what is added to them, mean little then.");
    }

    private static String byRound(Added added, double percentile) {
        return added.rounds().stream().map(round -> String.format(Locale.ROOT, "%.2f", round.millisAt(percentile)))
                .collect(Collectors.joining(", "));
    }
}
