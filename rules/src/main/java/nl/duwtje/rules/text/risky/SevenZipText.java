package nl.duwtje.rules.text.risky;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import nl.duwtje.rules.text.NotInspected;
import nl.duwtje.rules.text.Sink;
import org.apache.commons.compress.MemoryLimitException;
import org.apache.commons.compress.PasswordRequiredException;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** The files in a 7z archive. Their names are only shown: nothing is written. */
final class SevenZipText {

    private static final int DICTIONARY_KIB = 64 << 10;
    private static final long RATIO_FROM = 10 << 20;

    private SevenZipText() {}

    static void read(byte[] bytes, Sink sink) throws IOException {
        int maxRatio = sink.left().maxRatio();
        try (SevenZFile archive = SevenZFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(bytes))
                .setMaxMemoryLimitKiB(DICTIONARY_KIB).get()) {
            long out = 0;
            for (SevenZArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                if (entry.isDirectory()) {
                    sink.spendEntry();
                    continue;
                }
                ByteArrayOutputStream content = new ByteArrayOutputStream();
                byte[] buffer = new byte[8192];
                for (int n = archive.read(buffer); n >= 0; n = archive.read(buffer)) {
                    out += n;
                    sink.spendBytes(n);
                    sink.checkTime();
                    if (out > RATIO_FROM && out / maxRatio > bytes.length) {
                        throw new NotInspected(NotInspected.TOO_LARGE);
                    }
                    content.write(buffer, 0, n);
                }
                String path = entry.getName() == null ? "" : entry.getName().replace('\\', '/');
                sink.file(content.toByteArray(), path.substring(path.lastIndexOf('/') + 1));
            }
        } catch (PasswordRequiredException locked) {
            throw new NotInspected(NotInspected.ENCRYPTED);
        } catch (MemoryLimitException large) {
            throw new NotInspected(NotInspected.TOO_LARGE);
        }
    }
}
