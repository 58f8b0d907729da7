package nl.duwtje.loadtest.scenario;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same work for several things at once, each on a thread of its own. For what is not measured. */
final class SideBySide {

    private SideBySide() {}

    /** What is done with each. */
    @FunctionalInterface
    interface Work<T, R> {
        R of(T each) throws IOException;
    }

    /** @return what came of each, in their order, when all have ended. @throws IOException of the first that failed, when all have ended */
    static <T, R> List<R> each(List<T> all, Work<T, R> work) throws IOException {
        List<R> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().name("side by side").factory())) {
            List<Future<R>> begun = all.stream().map(one -> threads.submit(() -> work.of(one))).toList();
            for (Future<R> each : begun) {
                results.add(each.get());
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failed) {
                throw failed;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return results;
    }
}
