package nl.duwtje.rules.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A message in a file. {@link #temporary} ones delete their file when closed; {@link #kept} ones leave it (it belongs to the store). */
public final class FileMessage implements RawMessage {

    private static final int BLOCK = 64 * 1024;

    private final Path file;
    private final long size;
    private final boolean temporary;

    private FileMessage(Path file, long size, boolean temporary) {
        this.file = file;
        this.size = size;
        this.temporary = temporary;
    }

    public static FileMessage temporary(Path file, long size) {
        return new FileMessage(file, size, true);
    }

    public static FileMessage kept(Path file, long size) {
        return new FileMessage(file, size, false);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public ByteBuffer bytes() {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void writeTo(Sink sink) throws IOException {
        byte[] block = new byte[BLOCK];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                sink.write(block, 0, n);
            }
        }
    }

    /** Where the bytes are, so that a store may link or copy them. */
    public Path file() {
        return file;
    }

    @Override
    public void close() {
        if (temporary) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
