package nl.duwtje.gateway.testkit;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;

/** A real OpenLDAP server with a folder of its own, on one loopback port, for dc=example,dc=org; nobody reads in it without a password. */
public final class Slapd implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/sbin/slapd");

    private final Process process;
    private final int port;

    private Slapd(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Whether to use it: it is installed, or {@code .ci/run} says that it has to be. */
    public static boolean isWanted() {
        return Programs.areRequired() || Files.isExecutable(PROGRAM);
    }

    /**
     * @param certificate with an RSA key: the GnuTLS in it does not read the JDK's EC keys
     * @param ldif        the entries it starts with
     */
    public static Slapd start(Path folder, TestCertificate certificate, String ldif) throws Exception {
        if (!Files.isExecutable(PROGRAM)) {
            throw new IllegalStateException("these tests start an OpenLDAP server: apt-get install slapd (.ci/run does it)");
        }
        int port = Postfix.freePort();
        Path config = Files.writeString(folder.resolve("slapd.conf"), """
                include /etc/ldap/schema/core.schema
                include /etc/ldap/schema/cosine.schema
                include /etc/ldap/schema/inetorgperson.schema
                modulepath /usr/lib/ldap
                moduleload back_mdb
                pidfile %1$s/slapd.pid
                TLSCertificateFile %2$s
                TLSCertificateKeyFile %3$s
                database mdb
                suffix dc=example,dc=org
                directory %1$s
                index mail eq
                access to attrs=userPassword by anonymous auth
                access to * by users read
                """.formatted(folder, certificate.certificate(), certificate.key()));
        Path entries = Files.writeString(folder.resolve("entries.ldif"), ldif);
        Path said = folder.resolve("slapd.out");
        run(said, "/usr/sbin/slapadd", "-f", config.toString(), "-l", entries.toString());
        Process process = program(said, PROGRAM.toString(), "-d", "none", "-f", config.toString(), "-h", "ldap://127.0.0.1:" + port + "/")
                .start();
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> answers(port) || !process.isAlive());
        if (!process.isAlive()) {
            throw new IOException("slapd: " + Files.readString(said));
        }
        return new Slapd(process, port);
    }

    public int port() {
        return port;
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void run(Path said, String... command) throws IOException {
        if (program(said, command).start().onExit().orTimeout(30, TimeUnit.SECONDS).join().exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + Files.readString(said));
        }
    }

    private static ProcessBuilder program(Path said, String... command) {
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
