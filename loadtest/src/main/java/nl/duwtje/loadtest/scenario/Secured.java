package nl.duwtje.loadtest.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import nl.duwtje.loadtest.send.Load;
import nl.duwtje.loadtest.sink.Faults;
import nl.duwtje.loadtest.sink.Sink;
import nl.duwtje.loadtest.target.Duwtje;
import nl.duwtje.loadtest.wire.Certificate;

/** STARTTLS on both sides of the gateway when {@code --tls} asked for it, with a certificate for this run; else nothing. */
final class Secured implements AutoCloseable {

    private final Bench bench;
    private final Path folder;
    private final Certificate certificate;

    Secured(Bench bench) throws IOException {
        this.bench = bench;
        this.folder = bench.options().tls() ? Files.createTempDirectory("duwtje-loadtest-tls") : null;
        this.certificate = folder == null ? null : Certificate.in(folder);
    }

    Sink sink() throws IOException {
        return Sink.start(Faults.NONE, certificate);
    }

    Load load(Duration time) {
        return bench.load(time).over(certificate != null, bench.options().bdat());
    }

    Duwtje.Setup on(Duwtje.Setup setup) {
        return certificate == null ? setup : setup.tls(certificate);
    }

    @Override
    public void close() throws IOException {
        if (certificate != null) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }
}
