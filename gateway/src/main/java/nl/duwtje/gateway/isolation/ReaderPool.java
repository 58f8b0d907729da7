package nl.duwtje.gateway.isolation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import nl.duwtje.gateway.observe.Meters;
import nl.duwtje.rules.text.ExtractLimits;
import nl.duwtje.rules.text.Extracted;
import nl.duwtje.rules.text.NotInspected;
import nl.duwtje.rules.text.RiskyReader;
import nl.duwtje.rules.text.Sink;

/**
 * Reads risky formats in child JVMs: a bounded number, started when needed, kept warm, one attachment at a time each. Over its time an attachment
 * is "too slow", with a full heap "too large", with a crash "corrupt"; the child is then replaced. Who finds all children busy for as long as the time
 * limit gets "too slow" as well, and nobody waits longer. Safe for all threads.
 */
public final class ReaderPool implements RiskyReader, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReaderPool.class);
    /** -XX:+ExitOnOutOfMemoryError. */
    private static final int OUT_OF_MEMORY = 3;
    private static final int WARM_PAGES = 20;
    private static final int WARM_READS = 3;
    private static final double LITTLE_TO_DO = 0.1;

    private final ReaderSettings settings;
    private final Meters meters;
    private final Semaphore free;
    private final ConcurrentLinkedDeque<Child> idle = new ConcurrentLinkedDeque<>();
    private final Set<Child> all = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor timer;
    private volatile boolean closed;
    private Path folder;

    /** Starts nothing yet. */
    public ReaderPool(ReaderSettings settings, Meters meters) {
        this.settings = settings;
        this.meters = meters;
        this.free = new Semaphore(settings.children(), true);
        this.timer = (ScheduledThreadPoolExecutor) Executors.newScheduledThreadPool(1,
                Thread.ofPlatform().name("reader-watchdog").daemon().factory());
        timer.setRemoveOnCancelPolicy(true);
        meters.gauge(Meters.READERS, all::size);
    }

    /**
     * Starts one child at the first of these times at which the machine has little to do, and lets it read some PDFs of our own, so that the first
     * one of somebody's does not pay for classes and compilers: that is a second, and ten times as much processor as a warm child takes. Mail goes
     * first: a busy machine waits for the next time.
     *
     * @param every the times, from now on
     * @param load  how busy all processors are, from 0 to 1; below 0 when nobody knows
     */
    public void warmUp(Duration every, DoubleSupplier load) {
        timer.schedule(() -> {
            if (load.getAsDouble() <= LITTLE_TO_DO) {
                Thread.ofVirtual().name("reader-warm-up").start(this::warm);
            } else if (!closed && all.isEmpty()) {
                warmUp(every, load);
            }
        }, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void warm() {
        byte[] pdf = PlainPdf.of(WARM_PAGES, 45, "A line of a letter to nobody, with a number at its end:");
        for (int i = 0; i < WARM_READS && !closed && free.tryAcquire(); i++) {
            readNext("pdf", pdf, ExtractLimits.defaults(), System.nanoTime() + settings.timeLimit().toNanos());
        }
    }

    @Override
    public String read(String kind, byte[] bytes, Sink sink) throws IOException {
        long began = System.nanoTime();
        ExtractLimits left = sink.left();
        Duration time = left.maxTime().compareTo(settings.timeLimit()) < 0 ? left.maxTime() : settings.timeLimit();
        Extracted extracted = acquire(time) ? readNext(kind, bytes, left, began + time.toNanos()) : tooSlow(kind);
        meters.read(extracted.notInspected(), System.nanoTime() - began);
        sink.take(extracted);
        return extracted.type();
    }

    private boolean acquire(Duration time) {
        try {
            return free.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Extracted tooSlow(String kind) {
        return new Extracted(kind, List.of(), false, NotInspected.TOO_SLOW);
    }

    private Extracted readNext(String kind, byte[] bytes, ExtractLimits left, long deadline) {
        Child child = null;
        try {
            child = child();
            long remaining = deadline - System.nanoTime();
            if (remaining <= 0) {
                idle.push(child);
                return tooSlow(kind);
            }
            ExtractLimits limits = new ExtractLimits(left.maxBytesOut(), left.maxRatio(), left.maxChars(), left.maxEntries(),
                    left.maxDepth(), Duration.ofNanos(remaining));
            Extracted extracted = child.read(new Wire.Request(bytes, limits), timer);
            if (child.isAlive()) {
                idle.push(child);
            } else {
                forget(child);
            }
            return extracted;
        } catch (IOException | UncheckedIOException broken) {
            return new Extracted(kind, List.of(), false, child == null ? cannotStart(broken) : end(child, kind, bytes.length));
        } finally {
            free.release();
        }
    }

    private Child child() throws IOException {
        for (Child child = idle.poll(); child != null; child = idle.poll()) {
            if (child.isAlive()) {
                return child;
            }
            forget(child);
        }
        Child child = new Child(settings, folder());
        all.add(child);
        if (closed) {
            child.kill();
        }
        return child;
    }

    private synchronized Path folder() throws IOException {
        if (folder == null) {
            folder = Files.createTempDirectory("duwtje-readers");
        }
        return folder;
    }

    private static String cannotStart(Exception why) {
        LOG.error("no reader could be started: {}", why.getMessage());
        return NotInspected.TOO_SLOW;
    }

    /** @return what that makes of the attachment */
    private String end(Child child, String kind, int size) {
        boolean tooSlow = child.wasKilled();
        if (!tooSlow) {
            // it said something that makes no sense, or its end is under way
            child.awaitEnd(Duration.ofMillis(500));
            child.kill();
        }
        int code = child.awaitEnd(Duration.ofSeconds(5));
        forget(child);
        String reason = tooSlow ? NotInspected.TOO_SLOW : code == OUT_OF_MEMORY ? NotInspected.TOO_LARGE : NotInspected.CORRUPT;
        if (!closed) {
            meters.readerEnded(reason);
            LOG.warn("reader {} ended, exit code {}, over a {} of {} bytes: {}", child.pid(), code, kind, size, reason);
        }
        return reason;
    }

    private void forget(Child child) {
        child.kill();
        all.remove(child);
    }

    /** Ends all children and waits for it. What is being read is "too slow". */
    @Override
    public void close() {
        closed = true;
        timer.shutdownNow();
        List<Child> children = List.copyOf(all);
        children.forEach(Child::kill);
        children.forEach(child -> child.awaitEnd(Duration.ofSeconds(5)));
        all.clear();
        idle.clear();
        deleteFolder();
    }

    private synchronized void deleteFolder() {
        if (folder == null) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            LOG.warn("left behind: {}", folder);
        }
        folder = null;
    }
}
