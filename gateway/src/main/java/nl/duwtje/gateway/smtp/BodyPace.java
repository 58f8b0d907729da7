package nl.duwtje.gateway.smtp;

import java.time.Duration;

/** How long a body may take: the transaction limit, a silence, and a minimum rate against clients that drip (slow loris). */
final class BodyPace {

    private final long start = System.nanoTime();
    private final long end;
    private final long idle;
    private final Limits limits;
    private long bytes;

    BodyPace(Duration transactionLimit, Duration idleTimeout, Limits limits) {
        this.end = start + transactionLimit.toNanos();
        this.idle = idleTimeout.toNanos();
        this.limits = limits;
    }

    void count(int more) {
        bytes += more;
    }

    /** {@link System#nanoTime} until which the next bytes must come. */
    long deadline() {
        long byRate = start + limits.grace().toNanos() + bytes * (1_000_000_000L / limits.bytesPerSecond());
        return earliest(earliest(end, byRate), System.nanoTime() + idle);
    }

    /** Between two chunks only the whole and the silence count. */
    long deadlineBetweenChunks() {
        return earliest(end, System.nanoTime() + idle);
    }

    private static long earliest(long a, long b) {
        return a - b < 0 ? a : b;
    }
}
