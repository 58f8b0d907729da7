package nl.duwtje.gateway.isolation;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import nl.duwtje.rules.BuildMain;
import nl.duwtje.rules.BuildPlace;

/**
 * Compiles rules in a child JVM that lives for one compilation: its classes, its garbage and its own compiler's work never meet a message. Once
 * mail comes in it runs at a lower priority than this process, where there is a {@code nice}. Builds one thing at a time; {@link #mailFirst} and
 * {@link #close} are for all threads.
 */
public final class CompilingChild implements BuildPlace, AutoCloseable {

    private static final int LONGEST_MINUTES = 10;
    /** -XX:+ExitOnOutOfMemoryError. */
    private static final int OUT_OF_MEMORY = 3;
    /** 128 and SIGKILL. */
    private static final int KILLED = 137;
    private static final int HEAP_MEGABYTES = 512;
    private static final String LOWER = "10";
    private static final Optional<String> NICE = Stream.of("/usr/bin/nice", "/bin/nice").filter(file -> Files.isExecutable(Path.of(file)))
            .findFirst();

    private volatile boolean mailFirst;
    private volatile boolean closed;
    private volatile Process running;

    /** From now on somebody waits for mail rather than for rules. */
    public void mailFirst() {
        mailFirst = true;
    }

    @Override
    public byte[] answer(byte[] request) throws IOException {
        Process child = start();
        running = child;
        try {
            if (closed) {
                child.destroyForcibly(); // close may have looked before this one was there
            }
            child.onExit().completeOnTimeout(child, LONGEST_MINUTES, TimeUnit.MINUTES).thenAccept(Process::destroyForcibly);
            Optional<byte[]> answer = exchange(child, request);
            int code = child.waitFor();
            if (code != 0 || answer.isEmpty()) {
                throw new IOException("the process that compiles them " + reason(code));
            }
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            child.destroyForcibly();
        }
    }

    /** Empty when the child ended before its time: its exit code says more than the broken pipe. */
    private static Optional<byte[]> exchange(Process child, byte[] request) {
        try {
            try (OutputStream in = child.getOutputStream()) {
                in.write(request);
            }
            return Optional.of(child.getInputStream().readAllBytes());
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    private String reason(int code) {
        if (closed) {
            return "was ended with the gateway";
        }
        return switch (code) {
            case OUT_OF_MEMORY -> "needs more memory than " + HEAP_MEGABYTES + " MB";
            case KILLED -> "was killed, as after " + LONGEST_MINUTES + " minutes";
            default -> "ended with exit code " + code;
        };
    }

    /** The first compiler alone: the second one would pay after minutes. */
    private Process start() throws IOException {
        List<String> command = new ArrayList<>();
        if (mailFirst && NICE.isPresent()) {
            command.addAll(List.of(NICE.get(), "-n", LOWER));
        }
        command.addAll(ChildJvm.command(List.of("-Xms32m", "-Xmx" + HEAP_MEGABYTES + "m", "-XX:MetaspaceSize=96m",
                "-XX:TieredStopAtLevel=1"), BuildMain.class));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder.start();
    }

    /** Ends what is being compiled. */
    @Override
    public void close() {
        closed = true;
        Process child = running;
        if (child != null) {
            child.destroyForcibly();
        }
    }
}
