package nl.duwtje.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import nl.duwtje.gateway.demo.Demo;
import nl.duwtje.gateway.observe.Logging;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code duwtje demo}. */
@Command(name = "demo", mixinStandardHelpOptions = true, description = {
        "Starts a gateway with a next hop of its own, sends sample mail through real SMTP and shows what happens to it.",
        "Opens a start page where you can play each role, and keeps running; Ctrl-C stops it. Everything stays on this machine."})
final class DemoCommand implements Callable<Integer> {

    private static final int SMTP_PORT = 2525;
    private static final int WEB_PORT = 8025;
    private static final int DEMO_PORT = 8024;

    @Spec
    CommandSpec spec;

    @Option(names = "--once", description = "walk through everything, the confirmation too, and stop: exit code 0 when all went as told")
    boolean once;

    @Override
    public Integer call() throws Exception {
        Logging.quiet();
        PrintWriter out = spec.commandLine().getOut();
        Path folder = Files.createTempDirectory("duwtje-demo");
        try (Demo demo = new Demo(folder, once ? 0 : freeOr(SMTP_PORT), once ? 0 : freeOr(WEB_PORT), once ? 0 : freeOr(DEMO_PORT), out)) {
            out.println("Open  " + demo.startPage() + "  and play it yourself. Below, the same by itself:");
            out.println();
            out.flush();
            String link = demo.tell();
            if (once) {
                demo.confirm(link);
                out.println();
                out.println("Everything went as told.");
            } else {
                out.println();
                out.println("Now you: open the link and choose, or open the start page and send a mail of your own:");
                out.println("   " + demo.startPage());
                out.println("Or by hand, from anyone @duinrade.test:");
                out.println("   swaks --server " + demo.addresses().smtp() + " --from you@duinrade.test --to someone@example.org");
                out.println("Meters: http://" + demo.addresses().observe() + "/metrics     Ctrl-C stops the demo.");
                out.flush();
                new CountDownLatch(1).await();
            }
            out.flush();
        } finally {
            delete(folder);
        }
        return 0;
    }

    /** The port people expect when it is free, else any. */
    private static int freeOr(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException taken) {
            return 0;
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
