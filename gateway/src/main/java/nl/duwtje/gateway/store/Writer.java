package nl.duwtje.gateway.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of this process that changes the database. What waits together is committed together: one fsync for up to
 * {@value #GROUP} jobs, each behind its own savepoint. Bounded in jobs and in bytes.
 */
final class Writer implements AutoCloseable {

    static final int QUEUE = 1000;
    private static final int GROUP = 64;
    private static final int QUEUE_KIB = 64 * 1024;
    private static final long PATIENCE_MILLIS = 30_000;
    private static final long PULSE_SECONDS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    private final SqliteFile file;
    private final BodyFolder bodies;
    private final BlockingQueue<Job<?>> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Semaphore queuedKib = new Semaphore(QUEUE_KIB);
    private final Thread thread = new Thread(this::loop, "store-writer");
    private Sql sql;
    private volatile boolean healthy = true;
    private volatile boolean closed;

    Writer(SqliteFile file, Sql first, BodyFolder bodies) {
        this.file = file;
        this.sql = first;
        this.bodies = bodies;
        thread.setDaemon(true);
        thread.start();
    }

    boolean isHealthy() {
        return healthy;
    }

    /**
     * Has it done and waits until it is on disk.
     *
     * @param bytes     how much memory it keeps while it waits
     * @param ifNotDone runs once when it is certain that nothing was done
     */
    <T> T write(Job.Work<T> work, long bytes, Runnable ifNotDone) throws Job.Undone {
        Job<T> job = new Job<>(work, ifNotDone);
        int kib = (int) Math.min(QUEUE_KIB, bytes / 1024 + 1);
        try {
            if (!queuedKib.tryAcquire(kib, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                job.withdraw();
                throw new StoreException("too many bytes wait for the store", null);
            }
        } catch (InterruptedException e) {
            job.withdraw();
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting for the store", e);
        }
        try {
            if (closed || !queue.offer(job) || closed && job.withdraw()) {
                job.withdraw();
                throw new StoreException(closed ? "the store is closed" : "too many changes wait for the store", null);
            }
            return job.await(PATIENCE_MILLIS);
        } finally {
            queuedKib.release(kib);
        }
    }

    private void loop() {
        List<Job<?>> group = new ArrayList<>(GROUP);
        while (!closed || !queue.isEmpty()) {
            try {
                Job<?> first = healthy || closed ? queue.take() : queue.poll(PULSE_SECONDS, TimeUnit.SECONDS);
                group.add(first != null ? first : pulse());
                queue.drainTo(group, GROUP - 1);
                group.removeIf(job -> !job.take());
                if (!group.isEmpty()) {
                    commit(group);
                }
            } catch (InterruptedException closing) {
                // close() wakes us; what is queued is still done
            } catch (RuntimeException | Error e) {
                healthy = false;
                LOG.atError().setMessage("store writer").setCause(e).log();
                group.forEach(job -> job.fail(e));
                drop();
            } finally {
                group.clear();
            }
        }
        for (Job<?> late = queue.poll(); late != null; late = queue.poll()) {
            if (late.take()) {
                late.fail(new IllegalStateException("the store is closed"));
            }
        }
        drop();
    }

    /** While unhealthy and idle: a small commit, so that a store nobody dares to use finds out when it works again. */
    private static Job<Integer> pulse() {
        return new Job<>((sql, freed) -> sql.update("UPDATE pulse SET beat = beat + 1"), () -> {});
    }

    private void commit(List<Job<?>> jobs) {
        try {
            if (sql == null) {
                sql = file.openWriter();
            }
            sql.again("BEGIN IMMEDIATE");
            for (Job<?> job : jobs) {
                job.run(sql);
            }
            sql.again("COMMIT");
        } catch (SQLException e) {
            undo(e);
            if (SqliteErrors.isFull(e) && jobs.size() > 1) {
                // those that free space, and those that still fit, need not fail with the one that does not
                jobs.forEach(job -> commit(List.of(job)));
                return;
            }
            healthy = false;
            LOG.atError().setMessage("store commit failed").addKeyValue("jobs", jobs.size()).setCause(e).log();
            jobs.forEach(job -> job.fail(e));
            return;
        }
        healthy = true;
        for (Job<?> job : jobs) {
            job.publish();
            job.freed.forEach(bodies::delete);
        }
    }

    /** Back to before BEGIN. After an I/O error nothing that this connection remembers is trusted: the next commit opens a new one. */
    private void undo(SQLException cause) {
        if (sql == null) {
            return;
        }
        try {
            sql.run("ROLLBACK");
        } catch (SQLException noneIsActive) {
            LOG.atDebug().setMessage("SQLite had rolled back by itself").setCause(noneIsActive).log();
        }
        if (!SqliteErrors.isFull(cause) && !SqliteErrors.isBusy(cause)) {
            drop();
        }
    }

    private void drop() {
        if (sql != null) {
            try {
                sql.close();
            } catch (SQLException e) {
                LOG.atWarn().setMessage("store connection did not close").setCause(e).log();
            }
            sql = null;
        }
    }

    /** Finishes what is queued; later changes are refused. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(2 * PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
