package nl.duwtje.gateway.isolation;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import nl.duwtje.rules.text.Extracted;

/** One child JVM. Reads for one thread at a time; {@link #kill} is for all. */
final class Child {

    /** Bytes from which a file is shorter than the pipe. */
    private static final int BY_FILE = 1 << 20;

    private final Process process;
    private final Path folder;
    private final DataOutputStream toChild;
    private final DataInputStream fromChild;
    private volatile boolean killed;

    /**
     * Starts it.
     *
     * @param folder an empty folder for its files, which it shares with the other children
     */
    Child(ReaderSettings settings, Path folder) throws IOException {
        this.folder = folder;
        ProcessBuilder builder = new ProcessBuilder(command(settings, folder)).directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().put("LC_ALL", "C.UTF-8");
        this.process = builder.start();
        this.toChild = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
        this.fromChild = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
    }

    /** Both compilers: a child lives long, and with the first alone a PDF takes two to three times as long once warm. */
    private static List<String> command(ReaderSettings settings, Path folder) {
        return ChildJvm.command(
                List.of("-Xms16m", "-Xmx" + settings.heapMegabytes() + "m", "-Xss2m", "-XX:MaxMetaspaceSize=128m",
                        "-XX:MaxDirectMemorySize=16m", "-XX:ErrorFile=" + folder.resolve("crash-%p.log"), "-Djava.io.tmpdir=" + folder,
                        "-Djdk.net.hosts.file=" + folder.resolve("no-hosts")),
                ChildMain.class, settings.reader().getName());
    }

    /**
     * Reads one attachment.
     *
     * @throws IOException when the child broke, was killed or spoke nonsense: it is of no more use
     */
    Extracted read(Wire.Request request, ScheduledExecutorService timer) throws IOException {
        ScheduledFuture<?> watchdog = timer.schedule(this::kill, request.limits().maxTime().toNanos(), TimeUnit.NANOSECONDS);
        Path file = null;
        try {
            if (request.bytes().length > BY_FILE) {
                file = Files.createTempFile(folder, "attachment", ".bin");
                Files.write(file, request.bytes());
            }
            Wire.write(toChild, request, file);
            return Wire.readReply(fromChild, request.limits());
        } finally {
            watchdog.cancel(false);
            if (file != null) {
                Files.deleteIfExists(file);
            }
        }
    }

    long pid() {
        return process.pid();
    }

    /** Can read another. */
    boolean isAlive() {
        return !killed && process.isAlive();
    }

    /** It was ended from here. */
    boolean wasKilled() {
        return killed;
    }

    void kill() {
        killed = true;
        process.destroyForcibly();
    }

    /** Its exit code; -1 when it has not ended after all. */
    int awaitEnd(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }
}
