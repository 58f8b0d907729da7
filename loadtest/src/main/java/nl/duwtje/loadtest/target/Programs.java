package nl.duwtje.loadtest.target;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Starting and ending other programs. */
final class Programs {

    private Programs() {}

    /** Runs a program to its end. */
    static void run(String... command) throws IOException {
        Path output = Files.createTempFile("loadtest", ".out");
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
            int status = process.onExit().orTimeout(180, TimeUnit.SECONDS).join().exitValue();
            if (status != 0) {
                throw new IOException(String.join(" ", command) + " ended with " + status + ": " + Files.readString(output));
            }
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** SIGTERM, and SIGKILL when that takes more than 40 s. */
    static void end(Process process) throws IOException {
        process.destroy();
        try {
            process.onExit().get(40, TimeUnit.SECONDS);
        } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Where a program is, in PATH and in the folders that only root's PATH has. */
    static Optional<Path> find(String name) {
        return Stream
                .concat(Stream.of(System.getenv().getOrDefault("PATH", "").split(":")), Stream.of("/usr/sbin", "/sbin", "/usr/local/bin"))
                .map(folder -> Path.of(folder, name)).filter(Files::isExecutable).findFirst();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits until an SMTP server greets on a loopback port. @param process the server, when it is one process that stays */
    static void awaitGreeting(int port, String who, Process... process) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!greets(port)) {
            if (System.nanoTime() > end || Stream.of(process).anyMatch(p -> !p.isAlive())) {
                throw new IOException(who + " does not answer on port " + port);
            }
            LockSupport.parkNanos(100_000_000L);
        }
    }

    private static boolean greets(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(2000);
            return new String(socket.getInputStream().readNBytes(3), StandardCharsets.US_ASCII).equals("220");
        } catch (IOException notYet) {
            return false;
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
