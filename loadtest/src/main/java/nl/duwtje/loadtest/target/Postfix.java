package nl.duwtje.loadtest.target;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A Postfix with folders of its own that relays everything to the sink; with rspamd before its queue when asked. Needs root, as Postfix does. */
public final class Postfix implements Target {

    private final String name;
    private final Path base;
    private final int port;
    private final Rspamd rspamd;
    /** Postfix leaves our family of processes when it starts, so Ctrl-C has to stop it by name. */
    private final Thread whenKilled = new Thread(this::stopAnyway, "stop postfix");

    private Postfix(String name, Path base, int port, Rspamd rspamd) {
        this.name = name;
        this.base = base;
        this.port = port;
        this.rspamd = rspamd;
        Runtime.getRuntime().addShutdownHook(whenKilled);
    }

    private void stopAnyway() {
        try {
            Programs.run("postfix", "-c", base.resolve("etc").toString(), "stop");
        } catch (IOException stoppedAlready) {
            return;
        }
    }

    /** Why it cannot be measured here; empty when it can. */
    public static Optional<String> missing() {
        if (Programs.find("postfix").isEmpty()) {
            return Optional.of("not installed (apt-get install postfix)");
        }
        return "root".equals(System.getProperty("user.name")) ? Optional.empty() : Optional.of("needs root");
    }

    /** Why rspamd cannot be measured here; empty when it can. */
    public static Optional<String> scannerMissing() {
        return Rspamd.isInstalled() ? Optional.empty() : Optional.of("not installed (apt-get install rspamd)");
    }

    public static Postfix start(InetSocketAddress sink) throws IOException {
        return start("postfix", sink, null);
    }

    /** With rspamd as its milter: every message is scanned before the queue takes it. */
    public static Postfix withRspamd(InetSocketAddress sink) throws IOException {
        return start("postfix+rspamd", sink, Rspamd.start());
    }

    private static Postfix start(String name, InetSocketAddress sink, Rspamd rspamd) throws IOException {
        // not below /tmp: Postfix wants short socket paths and folders its own user can enter
        Path base = Files.createTempDirectory(Path.of("/var/tmp"), "loadtest-postfix");
        int port = Programs.freePort();
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
                myhostname = postfix.loadtest.test
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
                smtpd_client_connection_count_limit = 0
                default_process_limit = 200
                default_destination_concurrency_limit = 50
                initial_destination_concurrency = 50
                message_size_limit = 157286400
                smtp_connection_cache_on_demand = yes
                maillog_file = /var/log/duwtje-loadtest-postfix.log
                maillog_file_prefixes = /var/log
                """.formatted(base, sink.getPort()) + (rspamd == null ? "" : """
                smtpd_milters = inet:127.0.0.1:%d
                milter_protocol = 6
                milter_default_action = accept
                """.formatted(rspamd.milterPort())));
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
                """.formatted(port));
        Programs.run("chown", "-R", "postfix", data.toString());
        Programs.run("chmod", "755", base.toString());
        Programs.run("postfix", "-c", config.toString(), "start");
        Programs.awaitGreeting(port, name);
        return new Postfix(name, base, port, rspamd);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public InetSocketAddress smtp() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public Optional<ProcessTree> processes() {
        try {
            return Optional.of(new ProcessTree(Long.parseLong(Files.readString(base.resolve("queue/pid/master.pid")).strip())));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The scanner's processes, when there is one: their cost belongs to this target too. */
    @Override
    public Optional<ProcessTree> scanner() {
        return rspamd == null ? Optional.empty() : rspamd.processes();
    }

    @Override
    public void close() throws IOException {
        Runtime.getRuntime().removeShutdownHook(whenKilled);
        Programs.run("postfix", "-c", base.resolve("etc").toString(), "stop");
        if (rspamd != null) {
            rspamd.close();
        }
        Programs.delete(base);
    }
}
