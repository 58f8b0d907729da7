package nl.duwtje.gateway.smtp;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * A thread per session: virtual from Java 24 on, where {@code synchronized} no longer pins them (JEP 491), else platform threads. A thread that
 * cannot be made refuses one connection instead of ending the accept loop, and stopping waits a bounded time where SubEthaSMTP would wait for
 * ever.
 */
final class SessionThreads extends AbstractExecutorService {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(factory());

    private static ThreadFactory factory() {
        return Runtime.version().feature() >= 24
                ? Thread.ofVirtual().name("smtp-", 0).factory()
                : Thread.ofPlatform().daemon().name("smtp-", 0).factory();
    }

    @Override
    public void execute(Runnable session) {
        try {
            threads.execute(session);
        } catch (OutOfMemoryError noThread) {
            throw new RejectedExecutionException("no thread for another session: " + noThread.getMessage(), noThread);
        }
    }

    @Override
    public void shutdown() {
        threads.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return threads.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return threads.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return threads.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return threads.awaitTermination(Math.min(unit.toNanos(timeout), PATIENCE.toNanos()), TimeUnit.NANOSECONDS);
    }
}
