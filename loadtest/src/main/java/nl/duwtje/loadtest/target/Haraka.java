package nl.duwtje.loadtest.target;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A Haraka that relays everything to the sink as it comes (queue/smtp_forward), two workers. */
public final class Haraka implements Target {

    private final Path base;
    private final int port;
    private final Process process;

    private Haraka(Path base, int port, Process process) {
        this.base = base;
        this.port = port;
        this.process = process;
    }

    /** In PATH, or where {@code npm install --prefix loadtest/target/peers Haraka haraka-plugin-relay} puts it. */
    private static Optional<Path> program(Path home) {
        return Stream.concat(Stream.of(home.resolve("loadtest/target/peers/node_modules/.bin/haraka")).filter(Files::isExecutable),
                Programs.find("haraka").stream()).findFirst();
    }

    /** Why it cannot be measured here; empty when it can. */
    public static Optional<String> missing(Path home) {
        return program(home).isPresent()
                ? Optional.empty()
                : Optional.of("not installed (npm install --prefix loadtest/target/peers Haraka haraka-plugin-relay)");
    }

    public static Haraka start(Path home, InetSocketAddress sink) throws IOException {
        Path base = Files.createTempDirectory("loadtest-haraka");
        int port = Programs.freePort();
        Path config = Files.createDirectories(base.resolve("config"));
        Files.createDirectories(base.resolve("queue"));
        Files.writeString(config.resolve("smtp.ini"), "listen=127.0.0.1:" + port + "\nnodes=2\n[headers]\n");
        Files.writeString(config.resolve("plugins"), "relay_all\nqueue/smtp_forward\n");
        Files.writeString(Files.createDirectories(base.resolve("plugins")).resolve("relay_all.js"), """
                exports.hook_connect = function (next, connection) { connection.relaying = true; next(); };
                exports.hook_rcpt = function (next) { next(OK); };
                """);
        Files.writeString(config.resolve("connection.ini"), """
                [main]
                [haproxy]
                hosts[] =
                [headers]
                [max]
                bytes=157286400
                [message]
                [uuid]
                """);
        Files.writeString(config.resolve("smtp_forward.ini"), "host=127.0.0.1\nport=" + sink.getPort()
                + "\nenable_outbound=true\nenable_tls=false\nmax_connections=100\n");
        Files.writeString(config.resolve("me"), "haraka.loadtest.test\n");
        Files.writeString(config.resolve("loglevel"), "ERROR\n");
        Process process = new ProcessBuilder(program(home).orElseThrow().toString(), "-c", base.toString()).redirectErrorStream(true)
                .redirectOutput(base.resolve("out").toFile()).start();
        try {
            Programs.awaitGreeting(port, "haraka");
        } catch (IOException e) {
            Programs.end(process);
            throw new IOException(e.getMessage() + ": " + Files.readString(base.resolve("out")), e);
        }
        return new Haraka(base, port, process);
    }

    @Override
    public String name() {
        return "haraka";
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
        Programs.delete(base);
    }
}
