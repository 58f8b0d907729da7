package nl.duwtje.gateway.delivery;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How long the outbox waits before the next try: at once, then 1, 5, 10, 15, 30 minutes, then every hour, each up to a tenth longer so that
 * messages that failed together do not come back together. Pure but for the randomness handed in; as thread-safe as that is.
 */
public record RetrySchedule(RandomGenerator random) {

    private static final List<Duration> DELAYS = List.of(Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(5),
            Duration.ofMinutes(10), Duration.ofMinutes(15), Duration.ofMinutes(30), Duration.ofHours(1));

    /** @param attempts tries that failed so far, 0 or more */
    public Duration delayAfter(int attempts) {
        if (attempts < 0) {
            throw new IllegalArgumentException(attempts + " attempts");
        }
        Duration delay = DELAYS.get(Math.min(attempts, DELAYS.size() - 1));
        return delay.plusMillis(Math.round(delay.toMillis() * 0.1 * random.nextDouble()));
    }
}
