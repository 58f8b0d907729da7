package nl.duwtje.gateway;

import java.util.LinkedHashMap;
import java.util.Map;

/** Lets something happen a few times for each of the last ten thousand names; in memory, so from the start again after one. Safe for all threads. */
final class AtMost {

    private static final int NAMES = 10_000;

    private final int times;
    private final Map<String, Integer> counted = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > NAMES;
        }
    };

    AtMost(int times) {
        this.times = times;
    }

    /** Counts it. */
    synchronized boolean allows(String name) {
        return counted.merge(name, 1, Integer::sum) <= times;
    }
}
