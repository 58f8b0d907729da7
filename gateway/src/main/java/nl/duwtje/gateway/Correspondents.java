package nl.duwtje.gateway;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLongArray;

import nl.duwtje.gateway.store.Register;
import nl.duwtje.rules.fact.Facts;
import nl.duwtje.rules.fact.Recipient;
import nl.duwtje.rules.fact.Recipient.Known;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.ForwardPath;

/**
 * To whom somebody of ours has written before, so that a notice can mark who is new. Kept as 64-bit hashes of addresses and domains, at most
 * {@value #MOST}, for two years. Mail that passes costs a hash and a look into an array in memory: no store, no lock. What is new waits in a
 * bounded queue for the clock, which writes it down; what does not fit is learnt next time. The store is only asked for mail that is held.
 * Safe for all threads.
 */
final class Correspondents {

    static final int MOST = 2_000_000;
    private static final int SLOTS = 1 << 16;
    private static final int QUEUE = 16_384;
    private static final int MOST_MET = 1000;
    private static final int MOST_MARKED = 200;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration KEPT = Duration.ofDays(730);

    private final Register register;
    private final Clock clock;
    private final AtomicLongArray recent = new AtomicLongArray(SLOTS);
    private final ArrayBlockingQueue<Long> fresh = new ArrayBlockingQueue<>(QUEUE);
    private Instant tidied;

    Correspondents(Register register, Clock clock) {
        this.register = register;
        this.clock = clock;
        this.tidied = clock.instant();
    }

    /** Mail has gone to them. */
    void met(Envelope envelope) {
        List<ForwardPath> paths = envelope.recipients();
        for (int i = 0; i < paths.size() && i < MOST_MET; i++) {
            note(hash(paths.get(i).address().text()));
            note(hash(paths.get(i).address().domain()));
        }
    }

    private void note(long who) {
        int slot = slot(who);
        if (recent.get(slot) != who) {
            recent.set(slot, who);
            fresh.offer(who);
        }
    }

    /** The same facts, with a mark at the first outsiders to whom nobody wrote before. */
    Facts marked(Facts facts) {
        List<Recipient> outside = facts.recipients().stream().filter(Recipient::isOutside).limit(MOST_MARKED).toList();
        Set<Long> asked = new HashSet<>();
        outside.forEach(one -> asked.addAll(List.of(hash(one.address()), hash(one.domain()))));
        asked.removeIf(who -> recent.get(slot(who)) == who);
        Set<Long> strangers = new HashSet<>(asked);
        strangers.removeAll(register.met(asked));
        Set<Recipient> marked = new HashSet<>(outside);
        return strangers.isEmpty()
                ? facts
                : facts.withRecipients(
                        facts.recipients().stream().map(one -> marked.contains(one) ? one.withKnown(known(one, strangers)) : one).toList());
    }

    private static Known known(Recipient one, Set<Long> strangers) {
        return !strangers.contains(hash(one.address()))
                ? Known.YES
                : strangers.contains(hash(one.domain())) ? Known.NEW_DOMAIN : Known.NEW_ADDRESS;
    }

    /** Writes down who is new. For one thread, every few seconds. */
    void onTheClock() {
        Instant now = clock.instant();
        Collection<Long> drained = new ArrayList<>();
        fresh.drainTo(drained);
        if (!drained.isEmpty()) {
            Map<Long, Instant> seen = new HashMap<>();
            drained.forEach(who -> seen.put(who, now));
            register.meet(seen);
        }
        if (now.isAfter(tidied.plus(DAY))) {
            tidied = now;
            for (int i = 0; i < SLOTS; i++) {
                recent.set(i, 0); // met again, its time counts anew
            }
            register.forget(now.minus(KEPT), MOST);
        }
    }

    private static int slot(long who) {
        return (int) (who & SLOTS - 1);
    }

    /** FNV-1a over the letters in lower case, its bits then mixed. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            hash = (hash ^ (c < 128 ? c >= 'A' && c <= 'Z' ? c + 32 : c : Character.toLowerCase(c))) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        return hash ^ hash >>> 33;
    }
}
