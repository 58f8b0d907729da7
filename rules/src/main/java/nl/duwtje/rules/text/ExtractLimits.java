package nl.duwtje.rules.text;

import java.time.Duration;

/**
 * How much of one message's attachments is read, all together.
 *
 * @param maxBytesOut bytes that archives may unpack to
 * @param maxRatio    how many times its packed size an archive's entry may grow, once it is above 10 MB
 * @param maxChars    characters of text that are kept
 * @param maxEntries  entries of archives
 * @param maxDepth    archives within archives
 * @param maxTime     wall time
 */
public record ExtractLimits(long maxBytesOut, int maxRatio, int maxChars, int maxEntries, int maxDepth, Duration maxTime) {

    public ExtractLimits {
        if (maxBytesOut < 1 || maxRatio < 1 || maxChars < 1 || maxEntries < 1 || maxDepth < 1 || maxTime.isNegative() || maxTime.isZero()) {
            throw new IllegalArgumentException("every limit must be 1 or more");
        }
    }

    /** 128 MB, 250 times, 20 million characters, 10,000 entries, 5 levels, 10 seconds. */
    public static ExtractLimits defaults() {
        return new ExtractLimits(128L << 20, 250, 20_000_000, 10_000, 5, Duration.ofSeconds(10));
    }
}
