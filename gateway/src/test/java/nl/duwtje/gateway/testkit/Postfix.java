package nl.duwtje.gateway.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

/** A real Postfix with folders of its own, on one loopback port, that relays everything to one other loopback port. Needs root, as Postfix does. */
public final class Postfix implements AutoCloseable {

    private final Path base;
    private final int port;

    private Postfix(Path base, int port) {
        this.base = base;
        this.port = port;
    }

    /** Whether to use it: it is installed and we may start it, or {@code .ci/run} says that it has to be. */
    public static boolean isWanted() {
        return Programs.areRequired() || isInstalled();
    }

    private static boolean isInstalled() {
        return Files.isExecutable(Path.of("/usr/sbin/postfix")) && "root".equals(System.getProperty("user.name"));
    }

    public static Postfix start(int relayTo) throws Exception {
        return start(freePort(), relayTo, "", "");
    }

    /**
     * @param port   on which it takes mail as a server on port 25 does
     * @param main   more lines of main.cf; of two for the same setting the last counts
     * @param master more lines of master.cf
     */
    public static Postfix start(int port, int relayTo, String main, String master) throws Exception {
        if (!isInstalled()) {
            throw new IllegalStateException("these tests start a Postfix: they need root, and apt-get install postfix (.ci/run does it)");
        }
        // not under /tmp of the test: Postfix wants short socket paths and folders its own user can enter
        Path base = Files.createTempDirectory(Path.of("/var/tmp"), "duwtje-postfix");
        Path config = Files.createDirectories(base.resolve("etc"));
        Files.createDirectories(base.resolve("queue"));
        Path data = Files.createDirectories(base.resolve("data"));
        Files.writeString(config.resolve("main.cf"), """
                compatibility_level = 3.6
                queue_directory = %1$s/queue
                data_directory = %1$s/data
                command_directory = /usr/sbin
                daemon_directory = /usr/lib/postfix/sbin
                mail_owner = postfix
                setgid_group = postdrop
                myhostname = nexthop.test
                mydestination =
                mynetworks = 127.0.0.0/8
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                relayhost = [127.0.0.1]:%2$d
                smtp_dns_support_level = disabled
                alias_maps =
                alias_database =
                local_recipient_maps =
                smtpd_relay_restrictions = permit_mynetworks, reject
                default_destination_concurrency_limit = 20
                maillog_file = /var/log/duwtje-postfix.log
                maillog_file_prefixes = /var/log
                """.formatted(base, relayTo) + main);
        Files.writeString(config.resolve("master.cf"), """
                127.0.0.1:%d inet n - n - - smtpd
                pickup unix n - n 60 1 pickup
                cleanup unix n - n - 0 cleanup
                qmgr unix n - n 300 1 qmgr
                tlsmgr unix - - n 1000? 1 tlsmgr
                rewrite unix - - n - - trivial-rewrite
                bounce unix - - n - 0 bounce
                defer unix - - n - 0 bounce
                trace unix - - n - 0 bounce
                verify unix - - n - 1 verify
                flush unix n - n 1000? 0 flush
                proxymap unix - - n - - proxymap
                smtp unix - - n - - smtp
                relay unix - - n - - smtp
                error unix - - n - - error
                retry unix - - n - - error
                discard unix - - n - - discard
                anvil unix - - n - 1 anvil
                scache unix - - n - 1 scache
                postlog unix-dgram n - n - 1 postlogd
                """.formatted(port) + master);
        run("chown", "-R", "postfix", data.toString());
        run("chmod", "755", base.toString());
        run("postfix", "-c", config.toString(), "check");
        run("postfix", "-c", config.toString(), "start");
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> answers(port));
        return new Postfix(base, port);
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    /** What waits in its queue, as postqueue tells it. */
    public String queue() throws IOException {
        return run("postqueue", "-c", base.resolve("etc").toString(), "-p");
    }

    /** Tries at once what waits. */
    public void flush() throws IOException {
        run("postqueue", "-c", base.resolve("etc").toString(), "-f");
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return new String(socket.getInputStream().readNBytes(3), StandardCharsets.US_ASCII).equals("220");
        } catch (IOException notYet) {
            return false;
        }
    }

    /** A port for one of its services. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String run(String... command) throws IOException {
        Path output = Files.createTempFile("postfix", ".out");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        if (process.onExit().orTimeout(30, TimeUnit.SECONDS).join().exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + Files.readString(output));
        }
        String said = Files.readString(output);
        Files.delete(output);
        return said;
    }

    @Override
    public void close() throws IOException {
        run("postfix", "-c", base.resolve("etc").toString(), "stop");
        try (Stream<Path> files = Files.walk(base)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
