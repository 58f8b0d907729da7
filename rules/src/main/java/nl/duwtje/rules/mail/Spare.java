package nl.duwtje.rules.mail;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Room to work in that serves one text after the other: a few, so that nobody waits. Who takes one has it alone until it is given back, once;
 * one that is never given back is no loss but of speed. Safe for all threads, without locks.
 *
 * @param <T> the room
 */
public final class Spare<T> {

    private final AtomicReferenceArray<T> idle;
    private final Supplier<T> made;

    /**
     * One for each processor: for work that waits for nothing.
     *
     * @param made makes one where none is idle
     */
    public Spare(Supplier<T> made) {
        this(Runtime.getRuntime().availableProcessors(), made);
    }

    /** @param most idle ones that are kept at most; those in use are not counted */
    public Spare(int most, Supplier<T> made) {
        this.idle = new AtomicReferenceArray<>(most);
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

    /** How many wait to be taken. */
    public int idle() {
        int count = 0;
        for (int i = 0; i < idle.length(); i++) {
            count += idle.get(i) == null ? 0 : 1;
        }
        return count;
    }
}
