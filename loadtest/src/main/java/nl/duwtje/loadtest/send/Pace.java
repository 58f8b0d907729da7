package nl.duwtje.loadtest.send;

import java.nio.channels.Selector;
import java.util.concurrent.locks.LockSupport;

/** Wakes the sender when the next message is due: a selector alone keeps time to the millisecond only. A thread of its own. */
final class Pace implements AutoCloseable {

    private final Selector selector;
    private final Thread thread;
    private volatile long next = Long.MAX_VALUE;
    private volatile boolean closed;

    /** @param rate 0 when nothing is to be woken */
    Pace(double rate, long began, long end, Selector selector) {
        this.selector = selector;
        this.thread = new Thread(this::run, "pace");
        thread.setDaemon(true);
        if (rate > 0) {
            thread.start();
        }
    }

    /** @param never whether nobody could send it anyway */
    void wakeAt(long nanos, boolean never) {
        long wanted = never ? Long.MAX_VALUE : nanos;
        if (wanted != next) {
            next = wanted;
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        while (!closed) {
            long due = next;
            if (due == Long.MAX_VALUE) {
                LockSupport.park(this);
            } else if (due - System.nanoTime() > 0) {
                LockSupport.parkNanos(this, due - System.nanoTime());
            } else {
                next = Long.MAX_VALUE;
                selector.wakeup();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
