package nl.duwtje.loadtest.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import nl.duwtje.loadtest.send.Load;
import nl.duwtje.loadtest.send.Prepared;
import nl.duwtje.loadtest.sink.Faults;
import nl.duwtje.loadtest.sink.Sink;
import nl.duwtje.loadtest.target.Duwtje;
import nl.duwtje.loadtest.target.Target;

/** Somebody edits the rules while mail goes through: none of it may be refused or wait for the compiler. */
final class Reloading {

    private static final double OWN_RATE = 200;
    private static final Duration BETWEEN_EDITS = Duration.ofSeconds(2);
    /** What the gateway's log says when new rules are in use. */
    private static final String RELOADED = "rules reloaded:";
    /** Of the two rules about recipients: each edit makes them other rules that find the same. */
    private static final String CONDITION = "mailingList == false";

    private Reloading() {}

    static void run(Bench bench, Outcome outcome) throws IOException {
        List<Prepared> mails = bench.prepared(bench.corpus().plain(bench.options().size()));
        double rate = bench.options().rate() > 0 ? bench.options().rate() : OWN_RATE;
        Path rules = copied(bench.options().home().resolve("rules/policy"));
        Duwtje.Setup setup = new Duwtje.Setup("rules-reload").set("rules.directory=" + rules).set("rules.reload-every=500ms");
        try (Sink sink = Sink.start(Faults.NONE);
                Duwtje gateway = bench.start(setup, sink);
                Target direct = Target.none(sink.address())) {
            bench.warmUp(gateway, sink, mails, Relaying.warmUp(bench));
            Load load = bench.load(Relaying.time(bench)).withRate(rate);
            Figures base = outcome.add(bench.measure("sink only", direct, sink, load, mails));
            Figures without = outcome.add(bench.measure("rules as they are", gateway, sink, load, mails, true).over(base));
            long before = gateway.logLines(RELOADED);
            Figures with;
            try (Editor editor = new Editor(rules.resolve("recipients.drl"))) {
                editor.begin();
                with = outcome.add(bench.measure("rules edited every 2 s", gateway, sink, load, mails, true).over(base));
            }
            outcome.number("reloads in use", gateway.logLines(RELOADED) - before);
            outcome.number("messages not accepted while rules were reloaded", with.notAccepted());
            outcome.number("p99 ms with reloads, less p99 without", with.millisAt(99) - without.millisAt(99));
            outcome.picture(LatencyPicture.reloads(rate, base, without, with));
            outcome.remark("Every edit makes the gateway compile the rules it changed beside those in use, on the same processors.");
        } finally {
            delete(rules);
        }
    }

    /** Changes two rules of a file again and again until closed: with nothing but a comment changed there would be nothing to compile. */
    private static final class Editor implements AutoCloseable {
        private final CountDownLatch closed = new CountDownLatch(1);
        private final Thread thread;

        Editor(Path file) {
            thread = Thread.ofPlatform().daemon().name("editor").unstarted(() -> edit(file));
        }

        void begin() {
            thread.start();
        }

        private void edit(Path file) {
            try {
                String rules = Files.readString(file);
                if (!rules.contains(CONDITION)) {
                    throw new IllegalStateException(file + " no longer says: " + CONDITION);
                }
                for (int edition = 1; !closed.await(edition == 1 ? 0 : BETWEEN_EDITS.toMillis(), TimeUnit.MILLISECONDS); edition++) {
                    Files.writeString(file, rules.replace(CONDITION, CONDITION + ", size > " + edition));
                }
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException("the rules could not be edited", e);
            }
        }

        @Override
        public void close() throws IOException {
            closed.countDown();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Path copied(Path shipped) throws IOException {
        Path folder = Files.createTempDirectory("duwtje-loadtest-rules");
        try (Stream<Path> files = Files.list(shipped)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".drl")).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        return folder;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
