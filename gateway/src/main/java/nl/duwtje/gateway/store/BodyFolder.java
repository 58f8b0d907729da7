package nl.duwtje.gateway.store;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import nl.duwtje.rules.mail.FileMessage;
import nl.duwtje.rules.mail.RawMessage;
import nl.duwtje.rules.settings.SettingsException;

/**
 * The folder beside the database in which large bodies lie, one file each. A file is whole and on disk before a row may point to it; what
 * no row points to goes at the next start. Safe for all threads.
 */
final class BodyFolder {

    /** Younger files may belong to a commit that another process is about to make. */
    static final Duration ORPHAN_AGE = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(BodyFolder.class);
    private static final String PART = ".part";
    private static final String WHOLE = ".eml";

    private final Path folder;

    private BodyFolder(Path folder) {
        this.folder = folder;
    }

    static BodyFolder beside(Path database) {
        Path folder = database.resolveSibling(database.getFileName() + "-bodies");
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectory(folder, SqliteFile.privately(database, "rwx------"));
            }
        } catch (java.nio.file.FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw new SettingsException("store.url: " + folder + " is not a folder", e);
            }
        } catch (IOException e) {
            throw new SettingsException("store.url: cannot make the folder " + folder + ": " + e, e);
        }
        return new BodyFolder(folder);
    }

    /** Writes all of it to disk, block by block. @return the name of its file */
    String write(RawMessage message) {
        Path part = null;
        try {
            // owner-only where the file system knows owners
            part = Files.createTempFile(folder, "body-", PART);
            try (FileOutputStream out = new FileOutputStream(part.toFile())) {
                message.writeTo(out::write);
                out.getChannel().force(true);
            }
            if (Files.size(part) != message.size()) {
                throw new IOException("wrote " + Files.size(part) + " of " + message.size() + " bytes");
            }
            String name = part.getFileName().toString();
            String whole = name.substring(0, name.length() - PART.length()) + WHOLE;
            Files.move(part, folder.resolve(whole), StandardCopyOption.ATOMIC_MOVE);
            syncFolder();
            return whole;
        } catch (IOException | java.io.UncheckedIOException e) {
            if (part != null) {
                delete(part.getFileName().toString());
            }
            throw new StoreException("a message of " + message.size() + " bytes could not be written to " + folder, e);
        }
    }

    /** Whether the file is there in full. */
    boolean has(String name, long size) {
        try {
            return Files.size(folder.resolve(name)) == size;
        } catch (IOException gone) {
            return false;
        }
    }

    RawMessage open(String name, long size) {
        if (!has(name, size)) {
            throw new StoreException("the file " + folder.resolve(name) + " is gone or has another size than " + size, null);
        }
        return FileMessage.kept(folder.resolve(name), size);
    }

    /** Deletes it; when that fails the next start does. */
    void delete(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            LOG.atWarn().setMessage("a body's file could not be deleted").addKeyValue("file", name).setCause(e).log();
        }
    }

    /** Deletes files older than {@link #ORPHAN_AGE} that {@code isNeeded} does not know; leaves files that are not ours. */
    void sweep(Instant now, Predicate<String> isNeeded) throws IOException {
        Instant old = now.minus(ORPHAN_AGE);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "body-*{" + PART + "," + WHOLE + "}")) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (isOlder(file, old) && !isNeeded.test(name)) {
                    LOG.atInfo().setMessage("orphaned body deleted").addKeyValue("file", name).log();
                    delete(name);
                }
            }
        }
    }

    private static boolean isOlder(Path file, Instant time) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(time);
        } catch (NoSuchFileException deletedMeanwhile) {
            return false;
        }
    }

    /** Without this the name may be gone after a power loss though the bytes are there. */
    private void syncFolder() throws IOException {
        if (SqliteFile.isPosix(folder)) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
