package nl.duwtje.loadtest.scenario;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What the person at the keyboard chose.
 *
 * @param duration of each measured phase; empty: the scenario's own
 * @param rate     messages a second for the open loop; 0: half of what full speed was
 * @param sessions at once
 * @param asked    bytes of every message; empty: the scenario's own sizes
 * @param tls      STARTTLS from the sender
 * @param bdat     BDAT instead of DATA
 * @param eml      a folder of real messages instead of the corpus
 * @param seed     of the corpus
 * @param home     the checkout, with gateway/bin/duwtje
 */
public record Options(Optional<Duration> duration, double rate, int sessions, Optional<Integer> asked, boolean tls, boolean bdat,
        Optional<Path> eml,
        long seed, Path home) {

    private static final int ORDINARY = 10 * 1024;

    /** Bytes per message where a scenario uses one size. */
    int size() {
        return asked.orElse(ORDINARY);
    }

    /** The duration, or the scenario's own when none was asked for. */
    Duration durationOr(Duration own) {
        return duration.orElse(own);
    }

    public Options withDuration(Duration other) {
        return new Options(Optional.of(other), rate, sessions, asked, tls, bdat, eml, seed, home);
    }
}
