package nl.duwtje.gateway.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The documents with which Apache Tika tests its readers, broken ones among them; the build puts its test jars into {@code target/samples}. */
final class PublicSamples {

    private static final String FOLDER = "test-documents/";

    private PublicSamples() {}

    /** Nothing is known of what is in them but that it is no list of ours: they may go out. */
    static List<HostileFile> all() throws IOException {
        List<HostileFile> files = new ArrayList<>();
        try (Stream<Path> jars = Files.list(Path.of("target", "samples"))) {
            for (Path jar : jars.sorted().toList()) {
                try (InputStream in = Files.newInputStream(jar); ZipInputStream entries = new ZipInputStream(in)) {
                    for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                        if (!entry.isDirectory() && entry.getName().startsWith(FOLDER)) {
                            files.add(HostileFile.any(entry.getName().substring(FOLDER.length()), entries.readAllBytes()));
                        }
                    }
                }
            }
        }
        return files;
    }
}
