package nl.duwtje.loadtest.target;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process that copies bytes to the sink and back without looking at them: the least that anything between a sender and a next hop takes, so
 * what a relay can reach on this machine.
 */
public final class PassThrough implements Target {

    public static final String NAME = "pass-through";
    private static final String PROGRAM = "nl.duwtje.loadtest.passthrough.Copier";
    private static final String READY = "ready port=";

    private final Process process;
    private final int port;

    private PassThrough(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @throws IOException when it ends before it is ready */
    public static PassThrough start(InetSocketAddress sink) throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
                "-XX:+UseSerialGC", "-cp", classes().toString(), PROGRAM, String.valueOf(sink.getPort()))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader out = process.inputReader(StandardCharsets.US_ASCII);
        String line = out.readLine();
        if (line == null || !line.startsWith(READY)) {
            process.destroyForcibly();
            throw new IOException("the pass-through did not start: " + line);
        }
        return new PassThrough(process, Integer.parseInt(line.substring(READY.length())));
    }

    /** Our own jar or folder: the program needs nothing else. */
    private static Path classes() throws IOException {
        try {
            return Path.of(PassThrough.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IOException("where the classes are is no path", e);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public InetSocketAddress smtp() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public Optional<ProcessTree> processes() {
        return Optional.of(new ProcessTree(process.pid()));
    }

    @Override
    public void close() throws IOException {
        Programs.end(process);
    }
}
