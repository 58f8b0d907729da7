package nl.duwtje.gateway.delivery;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Bounds how many connections there are and keeps the unused ones, the last used on top, so that the others can grow old and go. One
 * watching thread closes those that were kept too long and cuts those whose message, or whose next reply, takes too long. Safe for all threads.
 */
final class Pool implements AutoCloseable {

    private static final int MAX_USES = 1000;

    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
    private final Set<Connection> live = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Semaphore permits;
    private final int connections;
    private final long idleNanos;
    private final long watchEvery;
    private final LongSupplier nanoTime;

    /** @param shortest the least of the times that are watched, which end up to a quarter of it late, and at most a second */
    Pool(int connections, Duration idle, Duration shortest, LongSupplier nanoTime) {
        this.permits = new Semaphore(connections);
        this.connections = connections;
        this.idleNanos = idle.toNanos();
        this.nanoTime = nanoTime;
        this.watchEvery = Math.max(10, Math.min(1000, shortest.toMillis() / 4));
        Thread.ofPlatform().daemon().name("next-hop-watch").start(this::watch);
    }

    /** The connections that exist, used or not; a new one is put in here by who makes it. */
    Set<Connection> live() {
        return live;
    }

    /** Waits for the right to use a connection; then {@link #giveBackPermit} is owed. */
    boolean takePermit(long nanos) throws InterruptedException {
        return permits.tryAcquire() || permits.tryAcquire(nanos, TimeUnit.NANOSECONDS);
    }

    void giveBackPermit() {
        permits.release();
    }

    /** Whether somebody else uses a connection now, or one is kept. */
    boolean isInUse() {
        return permits.availablePermits() < connections - 1 || !idle.isEmpty();
    }

    /** The kept connection last used, or null. */
    Connection kept() {
        for (Connection connection = idle.pollFirst(); connection != null; connection = idle.pollFirst()) {
            if (connection.expiresAt() - nanoTime.getAsLong() <= 0 || connection.hasUnasked()) {
                connection.quit();
            } else {
                return connection;
            }
        }
        return null;
    }

    /** Keeps it for the next message, or closes it when it is broken, worn or not wanted any more. */
    void giveBack(Connection connection) {
        if (connection.isBroken() || connection.uses() >= MAX_USES || isClosed()) {
            connection.quit();
            return;
        }
        connection.keepUntil(nanoTime.getAsLong() + idleNanos);
        idle.addFirst(connection);
        if (isClosed()) {
            closeKept();
        }
    }

    /** Closes all kept ones: when one of them turned out closed, or the next hop went, the others are no better. */
    void closeKept() {
        for (Connection connection = idle.pollFirst(); connection != null; connection = idle.pollFirst()) {
            connection.quit();
        }
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** No connection is kept any more; those in use finish. */
    @Override
    public void close() {
        closed.countDown();
        closeKept();
    }

    private void watch() {
        try {
            while (!isClosed() || !live.isEmpty()) {
                if (closed.await(watchEvery, TimeUnit.MILLISECONDS)) {
                    // the last ones in use are still watched
                    TimeUnit.MILLISECONDS.sleep(watchEvery);
                }
                long now = nanoTime.getAsLong();
                for (Connection connection : live) {
                    if (connection.isLate(now)) {
                        connection.abort();
                    } else if (connection.expiresAt() - now <= 0) {
                        expire(connection, now);
                    }
                }
            }
        } catch (InterruptedException e) {
            live.forEach(Connection::abort);
        }
    }

    private void expire(Connection connection, long now) {
        if (idle.remove(connection)) {
            connection.quit();
        } else if (connection.expiresAt() - now <= 0) {
            connection.abort();
        }
    }
}
