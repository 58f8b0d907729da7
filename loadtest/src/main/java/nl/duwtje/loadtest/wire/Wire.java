package nl.duwtje.loadtest.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;

import javax.net.ssl.SSLEngine;

/** One non-blocking connection: what is to be written waits here until the socket takes it. For the thread of its selector. */
public final class Wire {

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>();
    private final ByteBuffer[] gathered = new ByteBuffer[16];
    private Tls tls;

    public Wire(SocketChannel channel, SelectionKey key) {
        this.channel = channel;
        this.key = key;
    }

    /** From now on everything goes through {@code engine}; its handshake begins with the first byte either way. */
    public void secure(SSLEngine engine) {
        tls = new Tls(engine);
    }

    /** Queues bytes that must not change until they have left. */
    public void put(byte[] bytes) {
        waiting.add(ByteBuffer.wrap(bytes));
    }

    /** Writes what the socket takes now; asks to be called again when there is more. */
    public void flush() throws IOException {
        boolean done = tls == null ? writePlain() : tls.flush(channel, waiting);
        int interest = done ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE;
        if (key.isValid() && key.interestOps() != interest) {
            key.interestOps(interest);
        }
    }

    /**
     * Reads what is there into {@code block}, which must be empty.
     *
     * @return bytes of the other side's text, possibly 0; -1 at its end
     */
    public int read(ByteBuffer block) throws IOException {
        if (tls == null) {
            return channel.read(block);
        }
        int count = tls.read(channel, block);
        flush();
        return count;
    }

    public void close() {
        try {
            key.cancel();
            channel.close();
        } catch (IOException gone) {
            return;
        }
    }

    private boolean writePlain() throws IOException {
        while (!waiting.isEmpty()) {
            int count = 0;
            for (ByteBuffer next : waiting) {
                gathered[count++] = next;
                if (count == gathered.length) {
                    break;
                }
            }
            channel.write(gathered, 0, count);
            while (!waiting.isEmpty() && !waiting.peek().hasRemaining()) {
                waiting.poll();
            }
            if (gathered[count - 1].hasRemaining()) {
                return false;
            }
        }
        return true;
    }
}
