package nl.duwtje.rules.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * The bytes of one message: header section, empty line, body, as they stood between DATA and the final dot, dots unstuffed. Every line ends
 * in CRLF and there is no NUL; the SMTP side sees to that before it makes one. Immutable and safe to read from several threads until
 * {@link #close}d.
 */
public interface RawMessage extends AutoCloseable {

    /** Size in bytes. */
    long size();

    /**
     * All bytes as a read-only buffer of its own position, backed by an array (below {@link #IN_MEMORY_LIMIT}) or a mapped file.
     *
     * @throws java.io.UncheckedIOException when the file behind it cannot be read
     */
    ByteBuffer bytes();

    /** Hands all bytes to {@code sink}, in order, in blocks that are only valid during the call. */
    void writeTo(Sink sink) throws IOException;

    /** A fresh stream over all bytes. */
    default InputStream open() {
        return new ByteBufferInputStream(bytes());
    }

    /** Frees what is behind it (a temp file). Harmless when called twice. */
    @Override
    void close();

    /** Up to this size a message stays in memory, in bytes; above it lives in a temp file. */
    int IN_MEMORY_LIMIT = 1 << 20;

    /** Takes blocks of bytes. */
    @FunctionalInterface
    interface Sink {
        void write(byte[] block, int from, int length) throws IOException;
    }
}
