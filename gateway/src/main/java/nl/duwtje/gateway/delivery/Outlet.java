package nl.duwtje.gateway.delivery;

import java.io.IOException;
import java.io.OutputStream;

/** Collects bytes for one write of up to {@value #SIZE} bytes; larger blocks go straight through. Not safe for several threads. */
final class Outlet {

    static final int SIZE = 64 * 1024;

    private final OutputStream out;
    private final byte[] buffer = new byte[SIZE];
    private int used;

    Outlet(OutputStream out) {
        this.out = out;
    }

    void put(byte[] bytes) throws LinkException {
        put(bytes, 0, bytes.length);
    }

    void put(byte[] bytes, int from, int length) throws LinkException {
        if (length > SIZE - used) {
            flush();
            if (length >= SIZE) {
                write(bytes, from, length);
                return;
            }
        }
        System.arraycopy(bytes, from, buffer, used, length);
        used += length;
    }

    /** Bytes waiting for a flush. */
    int used() {
        return used;
    }

    void flush() throws LinkException {
        int length = used;
        used = 0;
        write(buffer, 0, length);
    }

    private void write(byte[] bytes, int from, int length) throws LinkException {
        if (length == 0) {
            return;
        }
        try {
            out.write(bytes, from, length);
            out.flush();
        } catch (IOException e) {
            throw LinkException.lost("the connection broke", e);
        }
    }
}
