package nl.duwtje.rules.text;

import java.time.Duration;
import java.util.function.LongSupplier;

/** What is left of the limits. Not safe for several threads. */
final class Budget {

    private final ExtractLimits limits;
    private final LongSupplier nanos;
    private final long deadline;
    private long bytes;
    private long chars;
    private int entries;

    Budget(ExtractLimits limits, LongSupplier nanos) {
        this.limits = limits;
        this.nanos = nanos;
        this.deadline = nanos.getAsLong() + limits.maxTime().toNanos();
        this.bytes = limits.maxBytesOut();
        this.chars = limits.maxChars();
        this.entries = limits.maxEntries();
    }

    void spendBytes(long n) throws NotInspected {
        bytes -= n;
        if (bytes < 0) {
            throw new NotInspected(NotInspected.TOO_LARGE);
        }
    }

    void spendEntry() throws NotInspected {
        if (--entries < 0) {
            throw new NotInspected(NotInspected.TOO_LARGE);
        }
        checkTime();
    }

    /** Throws when {@code n} more characters do not fit; takes nothing. */
    void checkChars(long n) throws NotInspected {
        if (n > chars) {
            throw new NotInspected(NotInspected.TOO_LARGE);
        }
    }

    void spendChars(long n) throws NotInspected {
        checkChars(n);
        chars -= n;
    }

    void checkTime() throws NotInspected {
        if (nanos.getAsLong() - deadline > 0) {
            throw new NotInspected(NotInspected.TOO_SLOW);
        }
    }

    void checkDepth(int depth) throws NotInspected {
        if (depth > limits.maxDepth()) {
            throw new NotInspected(NotInspected.TOO_DEEP);
        }
    }

    /** What is left, for a file at this depth that is read elsewhere; the time only as far as it is not over. */
    ExtractLimits left(int depth) throws NotInspected {
        checkTime();
        checkDepth(depth);
        if (chars < 1 || bytes < 1 || entries < 1) {
            throw new NotInspected(NotInspected.TOO_LARGE);
        }
        return new ExtractLimits(bytes, limits.maxRatio(), (int) chars, entries, limits.maxDepth() - depth + 1,
                Duration.ofNanos(Math.max(1, deadline - nanos.getAsLong())));
    }

    /** Characters that are left. */
    int chars() {
        return (int) chars;
    }

    int maxRatio() {
        return limits.maxRatio();
    }
}
