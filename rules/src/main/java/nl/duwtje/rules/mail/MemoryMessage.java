package nl.duwtje.rules.mail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A message in one array, which is not copied and must not be changed before it is closed; afterwards it cannot be read. */
public final class MemoryMessage implements RawMessage {

    private final byte[] array;
    private final int length;
    private volatile boolean closed;

    public MemoryMessage(byte[] array, int length) {
        this.array = array;
        this.length = length;
    }

    public MemoryMessage(byte[] array) {
        this(array, array.length);
    }

    /** For messages written in code: UTF-8 text, any line ends, made CRLF. */
    public static MemoryMessage of(String text) {
        return withCrlf(text.getBytes(StandardCharsets.UTF_8));
    }

    /** An .eml file from disk, its line ends made CRLF: what SMTP would have carried. */
    public static MemoryMessage read(Path file) throws IOException {
        return withCrlf(Files.readAllBytes(file));
    }

    private static MemoryMessage withCrlf(byte[] bytes) {
        byte[] out = new byte[bytes.length * 2];
        int n = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                out[n++] = '\r';
                out[n++] = '\n';
                if (bytes[i] == '\r' && i + 1 < bytes.length && bytes[i + 1] == '\n') {
                    i++;
                }
            } else {
                out[n++] = bytes[i];
            }
        }
        return new MemoryMessage(out, n);
    }

    @Override
    public long size() {
        return length;
    }

    @Override
    public ByteBuffer bytes() {
        return ByteBuffer.wrap(array(), 0, length).slice().asReadOnlyBuffer();
    }

    /** The array itself, for the hot path; valid up to {@link #size}. Never write to it. */
    public byte[] array() {
        if (closed) {
            throw new IllegalStateException("this message was closed");
        }
        return array;
    }

    @Override
    public void writeTo(Sink sink) throws IOException {
        sink.write(array(), 0, length);
    }

    @Override
    public void close() {
        closed = true; // its array may be another message's from now on
    }
}
