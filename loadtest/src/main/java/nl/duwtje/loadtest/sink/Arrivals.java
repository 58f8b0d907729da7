package nl.duwtje.loadtest.sink;

/**
 * What a sink has seen since it started; subtract two for what came between.
 *
 * @param messages   taken with 250, each time they came
 * @param distinct   of those, different ones of ours
 * @param duplicates of those, ours that had come before
 * @param others     of those, not ours: notices
 * @param bytes      of all taken
 * @param failed     deferred, refused, hung or dropped on purpose
 * @param lastNanos  {@code System.nanoTime()} of the last one taken
 */
public record Arrivals(long messages, long distinct, long duplicates, long others, long bytes, long failed, long lastNanos) {

    public Arrivals since(Arrivals before) {
        return new Arrivals(messages - before.messages, distinct - before.distinct, duplicates - before.duplicates, others - before.others,
                bytes - before.bytes, failed - before.failed, lastNanos);
    }

    /** What came in two times that do not overlap. */
    public Arrivals plus(Arrivals later) {
        return new Arrivals(messages + later.messages, distinct + later.distinct, duplicates + later.duplicates, others + later.others,
                bytes + later.bytes, failed + later.failed, later.lastNanos);
    }
}
