package nl.duwtje.gateway;

import java.util.LinkedHashMap;
import java.util.Map;

import nl.duwtje.rules.mail.Envelope;

/** Remembers, in memory and for the last thousand only, which messages we failed on: the second time another way is taken. Safe for all threads. */
final class Failures {

    private static final int MOST = 1000;

    private final Map<String, Boolean> seen = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    };

    synchronized void note(Envelope envelope, String messageId) {
        seen.put(key(envelope, messageId), true);
    }

    synchronized boolean isRepeated(Envelope envelope, String messageId) {
        return seen.containsKey(key(envelope, messageId));
    }

    private static String key(Envelope envelope, String messageId) {
        return envelope.reversePath() + " " + messageId;
    }
}
