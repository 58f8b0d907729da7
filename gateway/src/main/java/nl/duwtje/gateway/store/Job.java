package nl.duwtje.gateway.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One change waiting for the writer. Its caller may give up only while it waits: once the writer has taken it, the caller stays until the
 * outcome is known, interrupted or not, so that nobody is told "not done" of something that was.
 */
final class Job<T> {

    /** What is done to the database; runs in the writer's thread, within its own savepoint. */
    @FunctionalInterface
    interface Work<T> {
        /**
         * @param freed takes the names of files that nobody needs once this is committed
         * @throws Undone to leave everything as it was
         */
        T run(Sql sql, List<String> freed) throws SQLException, Undone;
    }

    /** Somebody was first: the work is rolled back, and that is no failure. */
    static final class Undone extends Exception {
        private static final long serialVersionUID = 1L;

        Undone() {
            super("somebody was first", null, false, false);
        }
    }

    private enum Stage {
        WAITING, TAKEN, WITHDRAWN
    }

    final List<String> freed = new ArrayList<>();
    private final Work<T> work;
    private final Runnable ifNotDone;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);
    private final CompletableFuture<T> outcome = new CompletableFuture<>();
    private T result;
    private Throwable failure;

    /** @param ifNotDone runs once when it is certain that nothing was done */
    Job(Work<T> work, Runnable ifNotDone) {
        this.work = work;
        this.ifNotDone = ifNotDone;
    }

    /** For the writer: whether its caller still waits for it. */
    boolean take() {
        return stage.compareAndSet(Stage.WAITING, Stage.TAKEN);
    }

    /** For the caller: false when the writer has it already. */
    boolean withdraw() {
        boolean withdrawn = stage.compareAndSet(Stage.WAITING, Stage.WITHDRAWN);
        if (withdrawn) {
            ifNotDone.run();
        }
        return withdrawn;
    }

    /** Does the work; an {@link Undone} or an error of the work itself is kept for {@link #publish}, after rolling back just this job. */
    void run(Sql sql) throws SQLException {
        freed.clear();
        result = null;
        failure = null;
        sql.again("SAVEPOINT job");
        try {
            result = work.run(sql, freed);
        } catch (SQLException e) {
            if (SqliteErrors.concernsAll(e)) {
                throw e;
            }
            failure = e;
        } catch (Undone | RuntimeException e) {
            failure = e;
        }
        if (failure != null) {
            freed.clear();
            sql.again("ROLLBACK TO job");
        }
        sql.again("RELEASE job");
    }

    /** Tells the caller how its work ended; to be called after COMMIT. */
    void publish() {
        if (failure == null) {
            outcome.complete(result);
        } else {
            ifNotDone.run();
            outcome.completeExceptionally(failure);
        }
    }

    /** Tells the caller that the commit failed. What lies on disk is not certain then, so nothing is tidied up. */
    void fail(Throwable cause) {
        outcome.completeExceptionally(cause);
    }

    /** Waits for the outcome. */
    T await(long patienceMillis) throws Undone {
        try {
            return outcome.get(patienceMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            try {
                return outcomeUnlessWithdrawn(patienceMillis, e);
            } finally {
                Thread.currentThread().interrupt();
            }
        } catch (TimeoutException e) {
            return outcomeUnlessWithdrawn(patienceMillis, e);
        } catch (ExecutionException e) {
            throw translated(e.getCause());
        }
    }

    private T outcomeUnlessWithdrawn(long patienceMillis, Exception why) throws Undone {
        if (withdraw()) {
            throw new StoreException("gave up before the store came to it", why);
        }
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
        while (true) {
            try {
                return outcome.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException again) {
                // the caller learns of it when the outcome is known: the flag is set on the way out
            } catch (TimeoutException e) {
                throw new StoreException("the disk does not answer; whether it was done is not known", e);
            } catch (ExecutionException e) {
                throw translated(e.getCause());
            }
        }
    }

    private static StoreException translated(Throwable cause) throws Undone {
        if (cause instanceof Undone undone) {
            throw undone;
        }
        return new StoreException("the store could not commit: " + cause.getMessage(), cause);
    }
}
