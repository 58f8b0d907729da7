package nl.duwtje.gateway;

import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers, in memory and for the last thousand only, which messages we failed on: after some tries another way is taken. Safe for all threads. */
final class Failures {

    private static final int MOST = 1000;

    /**
     * How it went with one message.
     *
     * @param times how often we failed on it, from 1
     * @param since what was handed in when it failed for the first time
     */
    record Failed(int times, long since) {}

    private final Map<String, Failed> seen = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failed> eldest) {
            return size() > MOST;
        }
    };

    /** @param mark what {@link Failed#since} keeps from the first time */
    synchronized Failed note(Arrival arrival, long mark) {
        String message = Ids.hash(arrival.envelope().reversePath() + "\n" + arrival.envelope().recipients() + "\n" + arrival.binding());
        return seen.merge(message, new Failed(1, mark), (before, now) -> new Failed(before.times() + 1, before.since()));
    }
}
