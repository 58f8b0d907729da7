package nl.duwtje.loadtest.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

/** TLS over a non-blocking socket: handshake on demand, in whichever call needs it. */
final class Tls {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SSLEngine engine;
    /** What came from the network and is not opened yet; ready for more. */
    private final ByteBuffer in;
    /** What the network has not taken yet; ready to be read. */
    private final ByteBuffer out;

    Tls(SSLEngine engine) {
        this.engine = engine;
        int packet = engine.getSession().getPacketBufferSize();
        this.in = ByteBuffer.allocate(2 * packet);
        this.out = ByteBuffer.allocate(2 * packet).flip();
    }

    int read(SocketChannel channel, ByteBuffer block) throws IOException {
        int count = channel.read(in);
        int before = block.position();
        in.flip();
        try {
            while (in.hasRemaining()) {
                SSLEngineResult result = engine.unwrap(in, block);
                runTasks();
                if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
                    return -1;
                }
                boolean stuck = result.bytesConsumed() == 0 && result.bytesProduced() == 0;
                if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                    flush(channel, new ArrayDeque<>());
                } else if (stuck) {
                    break;
                }
            }
        } finally {
            in.compact();
        }
        int produced = block.position() - before;
        return count < 0 && produced == 0 ? -1 : produced;
    }

    /** @return whether all is written, as far as the handshake allows */
    boolean flush(SocketChannel channel, ArrayDeque<ByteBuffer> waiting) throws IOException {
        while (true) {
            channel.write(out);
            if (out.hasRemaining()) {
                return false;
            }
            runTasks();
            HandshakeStatus status = engine.getHandshakeStatus();
            if (status == HandshakeStatus.NEED_UNWRAP || waiting.isEmpty() && status != HandshakeStatus.NEED_WRAP) {
                return true;
            }
            out.clear();
            SSLEngineResult result = engine.wrap(waiting.isEmpty() ? NOTHING : waiting.peek(), out);
            out.flip();
            if (!waiting.isEmpty() && !waiting.peek().hasRemaining()) {
                waiting.poll();
            }
            if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
                throw new IOException("the other side has ended TLS");
            }
        }
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }
}
