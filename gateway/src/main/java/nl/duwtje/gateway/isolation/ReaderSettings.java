package nl.duwtje.gateway.isolation;

import java.time.Duration;

import nl.duwtje.rules.text.RiskyReader;
import nl.duwtje.rules.text.risky.RiskyFormats;

/**
 * How the children are.
 *
 * @param children      at most so many, 1 to 64
 * @param timeLimit     for one attachment, the wait for a free child included
 * @param heapMegabytes of each, 32 or more
 * @param reader        what they run; a public class with a public constructor without arguments
 */
public record ReaderSettings(int children, Duration timeLimit, int heapMegabytes, Class<? extends RiskyReader> reader) {

    public ReaderSettings {
        if (children < 1 || children > 64 || heapMegabytes < 32 || timeLimit.isNegative() || timeLimit.isZero()) {
            throw new IllegalArgumentException("1 to 64 children, a heap of 32 MB or more, some time");
        }
    }

    /** One child for every two processors, 2 to 8; 10 seconds; 256 MB. */
    public static ReaderSettings defaults() {
        int children = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 2, 8);
        return new ReaderSettings(children, Duration.ofSeconds(10), 256, RiskyFormats.class);
    }
}
