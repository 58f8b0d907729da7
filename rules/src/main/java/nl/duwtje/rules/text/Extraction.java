package nl.duwtje.rules.text;

import java.util.function.LongSupplier;

/**
 * How attachments are read, for all messages: makes the extractor of each. Immutable, safe for all threads.
 *
 * @param limits for one message
 * @param risky  reads what is not read in this process
 * @param seen   remembers what was read before
 */
public record Extraction(ExtractLimits limits, RiskyReader risky, ReadBefore seen) {

    /** Without the risky formats: they are "unsupported". Remembers nothing. */
    public static Extraction plain(ExtractLimits limits) {
        return new Extraction(limits, RiskyReader.NONE, ReadBefore.nothing());
    }

    /** @param nanos a clock of nanoseconds, {@code System::nanoTime} */
    public Extractor extractor(LongSupplier nanos) {
        return new Extractor(limits, nanos, risky, seen);
    }
}
