package nl.duwtje.loadtest.target;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A Haraka that relays everything to the sink as it comes (queue/smtp_forward), two workers; from npm, into a cache folder of its own. */
public final class Haraka implements Target {

    private static final String VERSION = "3.1.7";
    private static final String LARGEST_MESSAGE = "157286400";
    /** The newest libmime asks for versions that npm does not have everywhere; nothing of ours depends on it. */
    private static final String PACKAGE = """
            {"private": true, "dependencies": {"Haraka": "%s"}, "overrides": {"libmime": "5.3.8"}}
            """.formatted(VERSION);

    private final Path base;
    private final int port;
    private final Process process;

    private Haraka(Path base, int port, Process process) {
        this.base = base;
        this.port = port;
        this.process = process;
    }

    private static Path cache() {
        String caches = System.getenv("XDG_CACHE_HOME");
        Path parent = caches == null || caches.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(caches);
        return parent.resolve("duwtje-loadtest").resolve("haraka-" + VERSION);
    }

    private static Path program() {
        return cache().resolve("node_modules/Haraka");
    }

    private static boolean isInstalled() {
        return Files.isReadable(program().resolve("bin/haraka"));
    }

    /**
     * Why it cannot be measured here; empty when it can.
     *
     * @param asItIs whether nothing may be installed for it
     */
    public static Optional<String> missing(boolean asItIs) {
        if (Programs.find("node").isEmpty() || Programs.find("npm").isEmpty()) {
            return Optional.of("not measured without node and npm (apt-get install npm)");
        }
        return isInstalled() || !asItIs ? Optional.empty() : Optional.of("not installed (duwtje-loadtest compare installs it)");
    }

    /** Installs it first when needed. */
    public static Haraka start(InetSocketAddress sink) throws IOException {
        if (!isInstalled()) {
            install();
        }
        Path base = Files.createTempDirectory("loadtest-haraka");
        int port = Programs.freePort();
        configure(base, port, sink);
        Process process = new ProcessBuilder(Programs.find("node").orElseThrow().toString(), program().resolve("bin/haraka").toString(),
                "-c", base.toString()).redirectErrorStream(true).redirectOutput(base.resolve("out").toFile()).start();
        try {
            Programs.awaitGreeting(port, "haraka", process);
        } catch (IOException e) {
            String said = Files.readString(base.resolve("out"));
            Programs.end(process);
            Programs.delete(base);
            throw new IOException(e.getMessage() + ": " + said.substring(0, Math.min(500, said.length())).replaceAll("\\s+", " "), e);
        }
        return new Haraka(base, port, process);
    }

    private static void install() throws IOException {
        Path cache = Files.createDirectories(cache());
        Files.writeString(cache.resolve("package.json"), PACKAGE);
        Programs.run(Programs.find("npm").orElseThrow().toString(), "install", "--prefix", cache.toString(), "--ignore-scripts",
                "--omit=optional", "--no-audit", "--no-fund", "--loglevel=error");
    }

    private static void configure(Path base, int port, InetSocketAddress sink) throws IOException {
        Path config = Files.createDirectories(base.resolve("config"));
        Files.createDirectories(base.resolve("queue"));
        Files.writeString(config.resolve("smtp.ini"), "listen=127.0.0.1:" + port + "\nnodes=2\n");
        // the shipped file with one change: a file of our own replaces the whole of it
        Files.writeString(config.resolve("connection.ini"), Files.readString(program().resolve("config/connection.ini"))
                .replaceFirst("(?m)^bytes=\\d+$", "bytes=" + LARGEST_MESSAGE));
        Files.writeString(config.resolve("smtp_forward.ini"), "host=127.0.0.1\nport=" + sink.getPort() + "\nenable_outbound=true\n");
        Files.writeString(config.resolve("plugins"), "take_all\nqueue/smtp_forward\n");
        Files.writeString(Files.createDirectories(base.resolve("plugins")).resolve("take_all.js"), """
                exports.hook_connect = function (next, connection) { connection.relaying = true; next(); };
                exports.hook_rcpt = function (next) { next(OK); };
                """);
        Files.writeString(config.resolve("me"), "haraka.loadtest.test\n");
        Files.writeString(config.resolve("loglevel"), "ERROR\n");
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
