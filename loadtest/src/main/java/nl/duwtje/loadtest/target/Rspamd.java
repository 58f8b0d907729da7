package nl.duwtje.loadtest.target;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An rspamd as a milter on loopback with its shipped rules, less every module that asks the network or Redis: there is none. */
final class Rspamd implements AutoCloseable {

    private final Path base;
    private final int port;
    private final Process process;

    private Rspamd(Path base, int port, Process process) {
        this.base = base;
        this.port = port;
        this.process = process;
    }

    static boolean isInstalled() {
        return Programs.find("rspamd").isPresent() && Files.isDirectory(Path.of("/usr/share/rspamd")) && Files.isReadable(
                Path.of("/etc/rspamd/common.conf"));
    }

    static Rspamd start() throws IOException {
        Path base = Files.createTempDirectory(Path.of("/var/tmp"), "loadtest-rspamd");
        int port = Programs.freePort();
        Files.writeString(base.resolve("rspamd.conf"), """
                .include "/etc/rspamd/common.conf"
                options {
                  pidfile = "%1$s/rspamd.pid";
                  tempdir = "%1$s";
                  filters = "chartable,dkim,regexp";
                  dns { nameserver = ["127.0.0.1:1"]; timeout = 0.1s; retransmits = 0; }
                  check_all_filters = true;
                  control_socket = "%1$s/control.sock mode=0600";
                }
                rbl { enabled = false; } surbl { enabled = false; } spf { enabled = false; } dmarc { enabled = false; }
                asn { enabled = false; } mx_check { enabled = false; } fuzzy_check { enabled = false; } phishing { enabled = false; }
                dkim { enabled = false; } arc { enabled = false; } dkim_signing { enabled = false; } hfilter { enabled = false; }
                logging { type = "file"; filename = "%1$s/log"; level = "error"; }
                worker "rspamd_proxy" {
                  bind_socket = "127.0.0.1:%2$d";
                  milter = yes;
                  count = 2;
                  upstream "local" { default = yes; self_scan = yes; }
                }
                """.formatted(base, port));
        Programs.run("chown", "-R", "_rspamd", base.toString());
        Process process = new ProcessBuilder("rspamd", "-f", "-u", "_rspamd", "-g", "_rspamd", "-c", base.resolve("rspamd.conf").toString())
                .redirectErrorStream(true).redirectOutput(base.resolve("out").toFile()).start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!isOpen(port)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException("rspamd did not start: " + Files.readString(base.resolve("out")));
            }
            LockSupport.parkNanos(100_000_000L);
        }
        return new Rspamd(base, port, process);
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    int milterPort() {
        return port;
    }

    Optional<ProcessTree> processes() {
        return Optional.of(new ProcessTree(process.pid()));
    }

    @Override
    public void close() throws IOException {
        Programs.end(process);
        Programs.delete(base);
    }
}
