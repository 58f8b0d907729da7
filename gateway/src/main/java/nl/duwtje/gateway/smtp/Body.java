package nl.duwtje.gateway.smtp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import nl.duwtje.rules.mail.FileMessage;
import nl.duwtje.rules.mail.MemoryMessage;
import nl.duwtje.rules.mail.RawMessage;
import nl.duwtje.rules.mail.SmtpReply;

/**
 * The bytes of one message while they arrive: in memory up to {@link RawMessage#IN_MEMORY_LIMIT}, in a temp file above. Once refused it only
 * swallows. Not safe for several threads. {@link #close} frees whatever it holds, also when the message was taken: that cannot be read any more.
 */
final class Body implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Body.class);
    private static final int FILE_BUFFER = 64 * 1024;
    private static final byte[] NOTHING = {};

    private final Spool spool;
    private final long maxSize;
    private byte[] array;
    private int used;
    private long taken;
    private long size;
    private Path file;
    private OutputStream out;
    private SmtpReply refusal;
    private MemoryMessage finished;

    /** @param expected the SIZE the client announced, -1 when it did not; only a hint */
    Body(Spool spool, long maxSize, long expected) {
        this.spool = spool;
        this.maxSize = maxSize;
        int announced = expected < RawMessage.IN_MEMORY_LIMIT ? (int) expected + 64 : 0;
        boolean room = announced > Blocks.SIZE && spool.take(announced - Blocks.SIZE);
        this.taken = room ? announced - Blocks.SIZE : 0;
        this.array = room ? new byte[announced] : spool.blocks().take();
    }

    void append(byte[] block, int from, int length) {
        if (refusal != null || length == 0) {
            return;
        }
        size += length;
        if (size > maxSize) {
            refuse(552, "5.3.4", "message is larger than " + maxSize + " bytes");
            return;
        }
        try {
            store(block, from, length);
        } catch (IOException e) {
            LOG.error("cannot write to smtp.spool: {}", e.toString());
            refuse(452, "4.3.1", "no room for this message now");
        }
    }

    private void store(byte[] block, int from, int length) throws IOException {
        if (out == null && used + length > array.length && !growFor(used + length)) {
            spill();
        }
        if (out != null && used + length > array.length) {
            out.write(array, 0, used);
            used = 0;
            if (length > array.length) {
                out.write(block, from, length);
                return;
            }
        }
        System.arraycopy(block, from, array, used, length);
        used += length;
    }

    private boolean growFor(int needed) {
        return needed <= RawMessage.IN_MEMORY_LIMIT && grow(Math.min(RawMessage.IN_MEMORY_LIMIT, Math.max(needed, array.length * 2)));
    }

    private boolean grow(int length) {
        if (!spool.take(length - array.length)) {
            return false;
        }
        taken += length - array.length;
        byte[] larger = Arrays.copyOf(array, length);
        spool.blocks().giveBack(array);
        array = larger;
        return true;
    }

    private void spill() throws IOException {
        file = spool.newFile();
        out = Files.newOutputStream(file);
        out.write(array, 0, used);
        used = 0;
        giveMemoryBack();
        array = spool.take(FILE_BUFFER - Blocks.SIZE) ? new byte[FILE_BUFFER] : spool.blocks().take();
        taken = array.length - Blocks.SIZE;
    }

    /** The first reason counts; what was stored is let go at once. */
    void refuse(int code, String enhanced, String text) {
        if (refusal == null) {
            refusal = new SmtpReply(code, enhanced, text);
            close();
        }
    }

    /** Null while nothing is wrong. */
    SmtpReply refusal() {
        return refusal;
    }

    /** Bytes so far, dots unstuffed. */
    long size() {
        return size;
    }

    /** The finished message, or null when writing its end failed: {@link #refusal} says why. */
    RawMessage finish() {
        if (out == null) {
            finished = new MemoryMessage(array, used);
            return finished;
        }
        try {
            out.write(array, 0, used);
            out.close();
            return FileMessage.temporary(file, size);
        } catch (IOException e) {
            LOG.error("cannot write to smtp.spool: {}", e.toString());
            refuse(452, "4.3.1", "no room for this message now");
            return null;
        }
    }

    private void giveMemoryBack() {
        if (finished != null) {
            finished.close(); // before another message gets these bytes
        }
        spool.giveBack(taken);
        taken = 0;
        spool.blocks().giveBack(array);
        array = NOTHING;
    }

    @Override
    public void close() {
        giveMemoryBack();
        used = 0;
        try {
            if (out != null) {
                out.close();
            }
        } catch (IOException e) {
            LOG.debug("closing a spool file that is deleted anyway: {}", e.toString());
        }
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn("cannot delete {}: {}", file, e.toString());
        }
    }
}
