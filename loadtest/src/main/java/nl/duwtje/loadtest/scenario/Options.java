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
 * @param size     bytes per message where a scenario uses one size
 * @param tls      STARTTLS from the sender
 * @param bdat     BDAT instead of DATA
 * @param eml      a folder of real messages instead of the corpus
 * @param seed     of the corpus
 * @param home     the checkout, with gateway/bin/duwtje
 */
public record Options(Optional<Duration> duration, double rate, int sessions, int size, boolean tls, boolean bdat, Optional<Path> eml,
        long seed, Path home) {

    /** The duration, or the scenario's own when none was asked for. */
    Duration durationOr(Duration own) {
        return duration.orElse(own);
    }

    public Options withDuration(Duration other) {
        return new Options(Optional.of(other), rate, sessions, size, tls, bdat, eml, seed, home);
    }
}
