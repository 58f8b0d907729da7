package nl.duwtje.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.function.Function;

/** Folders that are packed with these classes ("policy", "scenarios"), in a jar or unpacked in a build. */
public final class Packed {

    private Packed() {}

    /**
     * Hands the folder to {@code reader}; the path is only good during the call.
     *
     * @throws UncheckedIOException when it is not there or cannot be read
     */
    public static <T> T with(String folder, Function<Path, T> reader) {
        URL url = Packed.class.getResource(folder);
        if (url == null) {
            throw new UncheckedIOException(new IOException("not packed with the program: " + folder));
        }
        try {
            URLConnection connection = url.openConnection();
            if (connection instanceof JarURLConnection jar) {
                Path file = Path.of(jar.getJarFileURL().toURI());
                try (FileSystem inside = FileSystems.newFileSystem(file)) {
                    return reader.apply(inside.getPath(jar.getEntryName()));
                }
            }
            return reader.apply(Path.of(url.toURI()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
