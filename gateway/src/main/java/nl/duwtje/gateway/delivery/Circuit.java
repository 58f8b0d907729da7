package nl.duwtje.gateway.delivery;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * After a failure to connect nobody tries for a while; then one tries, and the others wait for how that ends. Safe for all threads.
 */
final class Circuit {

    private record Open(long until) {}

    private final AtomicReference<Open> state = new AtomicReference<>();
    private final long retryAfter;
    private final long longestTry;
    private final LongSupplier nanoTime;

    /**
     * @param retryAfter nanoseconds without a try
     * @param longestTry nanoseconds after which a try that never reported back counts as failed
     */
    Circuit(long retryAfter, long longestTry, LongSupplier nanoTime) {
        this.retryAfter = retryAfter;
        this.longestTry = longestTry;
        this.nanoTime = nanoTime;
    }

    /** Whether {@link #tryPass} would say no. */
    boolean isOpen() {
        Open now = state.get();
        return now != null && nanoTime.getAsLong() - now.until < 0;
    }

    /** Whether the caller may try to connect; it must then say {@link #worked} or {@link #failed}. */
    boolean tryPass() {
        Open now = state.get();
        if (now == null) {
            return true;
        }
        long time = nanoTime.getAsLong();
        return time - now.until >= 0 && state.compareAndSet(now, new Open(time + longestTry));
    }

    /** Whether the last try failed. */
    boolean hasFailed() {
        return state.get() != null;
    }

    void worked() {
        if (state.get() != null) {
            state.set(null);
        }
    }

    void failed() {
        state.set(new Open(nanoTime.getAsLong() + retryAfter));
    }
}
