package nl.duwtje.gateway.testkit;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.spi.InetAddressResolverProvider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import nl.duwtje.gateway.config.HostPort;

/** {@code duwtje serve} as a process of its own, so that it can be stopped or killed. */
public final class ServeProcess implements AutoCloseable {

    private final Process process;
    private final HostPort smtp;

    private ServeProcess(Process process, HostPort smtp) {
        this.process = process;
        this.smtp = smtp;
    }

    /** @param settings key=value, as behind --set */
    public static ServeProcess start(Path folder, String nextHop, String... settings) throws IOException {
        return start(folder, List.of(), System.getProperty("java.class.path"), nextHop, settings);
    }

    /** With a name resolver that knows nobody and writes down in {@code asked} who was asked for. */
    public static ServeProcess withoutNames(Path folder, Path asked, String nextHop, String... settings) throws IOException {
        Path services = Files.createDirectories(folder.resolve("classes/META-INF/services"));
        Files.writeString(services.resolve(InetAddressResolverProvider.class.getName()), NoNames.class.getName() + "\n");
        return start(folder, List.of("-D" + NoNames.FILE + "=" + asked),
                folder.resolve("classes") + File.pathSeparator + System.getProperty("java.class.path"), nextHop, settings);
    }

    private static ServeProcess start(Path folder, List<String> options, String classPath, String nextHop, String... settings)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", classPath, "nl.duwtje.gateway.Main", "serve"));
        List<String> all = new ArrayList<>(
                List.of("next-hop.address=" + nextHop, "organisation.domains=example.org", "smtp.listen=127.0.0.1:0",
                        "web.listen=127.0.0.1:0", "observe.listen=127.0.0.1:0", "store.url=jdbc:sqlite:" + folder.resolve("duwtje.db")));
        all.addAll(List.of(settings));
        all.forEach(setting -> command.addAll(List.of("--set", setting)));
        Process process = new ProcessBuilder(command).redirectError(folder.resolve("serve.log").toFile()).start();
        BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String ready = out.readLine();
        if (ready == null || !ready.startsWith("ready smtp=")) {
            throw new IOException("serve said: " + ready + "; see " + folder.resolve("serve.log"));
        }
        return new ServeProcess(process, HostPort.of(ready.substring("ready smtp=".length(), ready.indexOf(" web="))));
    }

    public HostPort smtp() {
        return smtp;
    }

    /** The most memory it had at once; only where there is a /proc. */
    public long peakRssBytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) << 10;
            }
        }
        throw new IOException("no VmHWM");
    }

    /** kill -9. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** SIGTERM. @return the exit code */
    public int terminate() {
        process.destroy();
        return process.onExit().orTimeout(60, TimeUnit.SECONDS).join().exitValue();
    }

    @Override
    public void close() {
        kill();
    }
}
