package nl.duwtje.loadtest.target;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import nl.duwtje.loadtest.mail.Corpus;
import nl.duwtje.loadtest.wire.Certificate;

/** A Duwtje of its own process, started as everybody starts it: {@code gateway/bin/duwtje serve}, everything in one temporary folder. */
public final class Duwtje implements Target {

    private final String name;
    private final Path folder;
    private final Process process;
    private final GcLog gcLog;
    private final double secondsToReady;
    private final String ready;

    private Duwtje(String name, Path folder, Process process, double secondsToReady, String ready) {
        this.name = name;
        this.folder = folder;
        this.process = process;
        this.gcLog = new GcLog(folder.resolve("gc.log"));
        this.secondsToReady = secondsToReady;
        this.ready = ready;
    }

    /** What differs between the gateways that are measured. */
    public static final class Setup {
        private final String name;
        private final List<String> settings = new ArrayList<>();
        private String heap = "-Xmx512m";
        private boolean withoutRules;
        private Certificate certificate;

        /** The shipped rules and the shipped policy. */
        public Setup(String name) {
            this.name = name;
        }

        /** @param assignment as after --set */
        public Setup set(String assignment) {
            settings.add(assignment);
            return this;
        }

        public Setup heap(String option) {
            heap = option;
            return this;
        }

        /** STARTTLS with this certificate. */
        public Setup tls(Certificate with) {
            certificate = with;
            return this;
        }

        /**
         * Judges nothing: everybody the corpus writes to is a partner, so that no content is read, and the only rule never fires. The header
         * section and the structure of a message are still looked at; there is no switch for that.
         */
        public Setup withoutRules() {
            withoutRules = true;
            return set("organisation.partners=.test").set("policy.mode=observe");
        }
    }

    /**
     * @param home the checkout or distribution with bin/duwtje
     * @throws IOException when it ends before it is ready; the message has its log
     */
    public static Duwtje start(Path home, Setup setup, InetSocketAddress sink) throws IOException {
        Path folder = Files.createTempDirectory("duwtje-loadtest");
        List<String> command = new ArrayList<>(List.of(home.resolve("gateway/bin/duwtje").toString(), "serve"));
        List<String> settings = new ArrayList<>(List.of("next-hop.address=127.0.0.1:" + sink.getPort(),
                "organisation.domains=" + Corpus.INSIDE_DOMAIN, "smtp.listen=127.0.0.1:0", "web.listen=127.0.0.1:0",
                "observe.listen=127.0.0.1:0", "store.url=jdbc:sqlite:" + folder.resolve("duwtje.db"), "smtp.spool=" + folder));
        settings.addAll(setup.settings);
        if (setup.certificate != null) {
            settings.add("smtp.tls.certificate=" + setup.certificate.certificate());
            settings.add("smtp.tls.key=" + setup.certificate.key());
        }
        if (setup.withoutRules) {
            Path rules = Files.createDirectories(folder.resolve("rules"));
            Files.writeString(rules.resolve("none.drl"), """
                    // Why: the measurement needs a rule set, and the smallest one is one that is never true. Owner: loadtest.
                    // Review by: 2099-01.
                    rule "NONE-010 never"
                      when
                        Message( size < 0 )
                      then
                        insert( Nudge.pass("NONE-010") );
                    end
                    """);
            settings.add("rules.directory=" + rules);
        }
        settings.forEach(setting -> command.addAll(List.of("--set", setting)));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(folder.resolve("log").toFile());
        Map<String, String> environment = builder.environment();
        environment.put("DUWTJE_JAVA_OPTS", setup.heap + " -Xlog:gc,safepoint:file=" + folder.resolve("gc.log") + ":uptime:filecount=0 "
                + environment.getOrDefault("DUWTJE_GATEWAY_JAVA_OPTS", ""));
        environment.put("DUWTJE_JAVA_HOME", System.getProperty("java.home"));
        long begin = System.nanoTime();
        Process process = builder.start();
        String ready = ready(process, folder);
        return new Duwtje(setup.name, folder, process, (System.nanoTime() - begin) / 1e9, ready);
    }

    /** Passes over what the JVM itself says, a flight recording for example. */
    private static String ready(Process process, Path folder) throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("ready ")) {
                return line;
            }
        }
        throw new IOException("the gateway did not start: " + Files.readString(folder.resolve("log")));
    }

    @Override
    public String name() {
        return name;
    }

    /** From starting the launcher to "ready". */
    public double secondsToReady() {
        return secondsToReady;
    }

    @Override
    public InetSocketAddress smtp() {
        return address("smtp");
    }

    /** Where the pages are. */
    public URI web() {
        InetSocketAddress web = address("web");
        return URI.create("http://" + web.getHostString() + ":" + web.getPort());
    }

    private InetSocketAddress address(String key) {
        for (String word : ready.split(" ")) {
            if (word.startsWith(key + "=")) {
                int colon = word.lastIndexOf(':');
                return new InetSocketAddress(word.substring(key.length() + 1, colon), Integer.parseInt(word.substring(colon + 1)));
            }
        }
        throw new IllegalStateException("no " + key + " in: " + ready);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The end of its log, for the reader of a failure. */
    public String log() throws IOException {
        String log = Files.readString(folder.resolve("log"));
        return log.substring(Math.max(0, log.length() - 2000));
    }

    /** How many lines of its log hold these words. */
    public long logLines(String words) throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("log"))) {
            return lines.filter(line -> line.contains(words)).count();
        }
    }

    @Override
    public Optional<ProcessTree> processes() {
        return Optional.of(new ProcessTree(process.pid()));
    }

    @Override
    public void markAllocation() throws IOException {
        gcLog.mark();
        forceCollection();
    }

    @Override
    public long allocatedSinceMark() throws IOException {
        forceCollection();
        return gcLog.allocated();
    }

    @Override
    public double longestPauseSinceMark() throws IOException {
        return gcLog.longestPauseMillis();
    }

    private void forceCollection() throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (Files.isExecutable(jcmd)) {
            Programs.run(jcmd.toString(), String.valueOf(process.pid()), "GC.run");
        }
    }

    @Override
    public void close() throws IOException {
        Programs.end(process);
        Programs.delete(folder);
    }
}
