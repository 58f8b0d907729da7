package nl.duwtje.gateway.smtp;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the bytes of messages in flight may lie: so much memory for all sessions together, and a folder for temp files. Safe for all threads. */
final class Spool {

    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final String PREFIX = "duwtje-in-";

    private final Path folder;
    private final long memory;
    private final AtomicLong taken = new AtomicLong();
    private final Blocks blocks = new Blocks();

    Spool(Path folder, long memory) {
        this.folder = folder;
        this.memory = memory;
    }

    /** Memory of one size, for reading and for ordinary messages; not counted in {@link #taken}. */
    Blocks blocks() {
        return blocks;
    }

    boolean take(long bytes) {
        if (taken.addAndGet(bytes) <= memory) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }

    /** Bytes of memory taken now. */
    long taken() {
        return taken.get();
    }

    /** Readable by our user only, as {@link Files#createTempFile} makes it. */
    Path newFile() throws IOException {
        return Files.createTempFile(folder, PREFIX, ".tmp");
    }

    boolean hasRoomFor(long bytes) {
        try {
            return Files.getFileStore(folder).getUsableSpace() > bytes;
        } catch (IOException e) {
            LOG.warn("cannot tell how much room smtp.spool {} has: {}", folder, e.toString());
            return false;
        }
    }

    /** Deletes what a crash left behind before {@code before}: nobody was told 250 for those. */
    void sweep(Instant before) {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, PREFIX + "*.tmp")) {
            for (Path file : left) {
                if (Files.getLastModifiedTime(file).compareTo(FileTime.from(before)) < 0) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            LOG.warn("cannot clean smtp.spool {}: {}", folder, e.toString());
        }
    }
}
