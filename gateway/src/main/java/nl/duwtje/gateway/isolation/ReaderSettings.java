package nl.duwtje.gateway.isolation;

import java.time.Duration;

import nl.duwtje.gateway.config.GatewaySettings;
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

    private static final int HEAP = 256;

    public ReaderSettings {
        if (children < 1 || children > 64 || heapMegabytes < 32 || timeLimit.isNegative() || timeLimit.isZero()) {
            throw new IllegalArgumentException("1 to 64 children, a heap of 32 MB or more, some time");
        }
    }

    /** As gateway.yaml says; 256 MB each. */
    public static ReaderSettings of(GatewaySettings.ReadersSettings settings) {
        return new ReaderSettings(settings.children(), settings.timeLimit(), HEAP, RiskyFormats.class);
    }

    /** One child for every two processors, 2 to 8; 10 seconds; 256 MB. */
    public static ReaderSettings defaults() {
        return of(new GatewaySettings.ReadersSettings(null, null));
    }
}
