package nl.duwtje.loadtest.passthrough;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** One of two connections whose bytes go to each other. For the copying thread. */
final class Side {

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Runnable whenClosed;
    private Side other;
    /** What the other side sent and this one's socket does not take yet; null when there is nothing. */
    private ByteBuffer unsent;
    private boolean ended;
    private boolean closed;

    /** @param whenClosed told once for both sides */
    Side(SocketChannel channel, SelectionKey key, Runnable whenClosed) {
        this.channel = channel;
        this.key = key;
        this.whenClosed = whenClosed;
    }

    void join(Side otherSide) {
        other = otherSide;
        otherSide.other = this;
        key.attach(this);
        otherSide.key.attach(otherSide);
    }

    /** @param block room for what is read, whose contents nobody needs */
    void serve(ByteBuffer block) {
        try {
            if (key.isConnectable()) {
                channel.finishConnect();
                key.interestOps(SelectionKey.OP_READ);
                other.key.interestOps(SelectionKey.OP_READ);
                return;
            }
            if (key.isWritable()) {
                write();
            }
            if (key.isReadable()) {
                copy(block.clear());
            }
        } catch (IOException | CancelledKeyException broken) {
            breakOff();
        }
    }

    private void copy(ByteBuffer block) throws IOException {
        if (channel.read(block) < 0) {
            end();
            return;
        }
        other.channel.write(block.flip());
        if (block.hasRemaining()) {
            other.unsent = ByteBuffer.allocate(block.remaining()).put(block).flip();
            other.key.interestOpsOr(SelectionKey.OP_WRITE);
            key.interestOpsAnd(~SelectionKey.OP_READ);
        }
    }

    private void write() throws IOException {
        channel.write(unsent);
        if (!unsent.hasRemaining()) {
            unsent = null;
            key.interestOpsAnd(~SelectionKey.OP_WRITE);
            other.key.interestOpsOr(SelectionKey.OP_READ);
        }
    }

    /** This side has said all it had to say, and all of that has been passed on; the other one may go on. */
    private void end() throws IOException {
        ended = true;
        key.interestOpsAnd(~SelectionKey.OP_READ);
        if (other.ended) {
            close();
        } else {
            other.channel.shutdownOutput();
        }
    }

    /** A connection that broke must not look to the other side like one that has ended. */
    private void breakOff() {
        for (Side side : new Side[]{this, other}) {
            try {
                side.channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException gone) {
                continue;
            }
        }
        close();
    }

    private void close() {
        if (closed) {
            return;
        }
        closed = true;
        other.closed = true;
        whenClosed.run();
        for (Side side : new Side[]{this, other}) {
            try {
                side.channel.close();
            } catch (IOException gone) {
                continue;
            }
        }
    }
}
