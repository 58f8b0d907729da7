package nl.duwtje.rules.mime;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Room to work in that serves one text after the other: a few, one for each processor, so that nobody waits. Who takes one has it alone until it is
 * given back; one that is never given back is no loss but of speed. Safe for all threads, without locks.
 *
 * @param <T> the room
 */
public final class Spare<T> {

    private final AtomicReferenceArray<T> idle = new AtomicReferenceArray<>(Runtime.getRuntime().availableProcessors());
    private final Supplier<T> made;

    /** @param made makes one where none is idle */
    public Spare(Supplier<T> made) {
        this.made = made;
    }

    /** One that is idle, with what was left in it; else a new one. */
    public T take() {
        for (int i = 0; i < idle.length(); i++) {
            T one = idle.get(i) == null ? null : idle.getAndSet(i, null);
            if (one != null) {
                return one;
            }
        }
        return made.get();
    }

    /** Keeps one for the next, unless there are enough. */
    public void give(T one) {
        for (int i = 0; i < idle.length(); i++) {
            if (idle.get(i) == null && idle.compareAndSet(i, null, one)) {
                return;
            }
        }
    }
}
