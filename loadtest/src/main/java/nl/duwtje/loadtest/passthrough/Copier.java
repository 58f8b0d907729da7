package nl.duwtje.loadtest.passthrough;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Listens on a free loopback port, opens one connection to the next hop for each that comes in, and copies between the two. One thread, one
 * selector, one buffer outside the heap for all; what a connection does not take at once, 64 KiB a direction at most, is kept, and nothing more
 * is read for it until then. Connections beyond the bound are closed as they come.
 */
final class Copier implements AutoCloseable {

    private static final int MOST_PAIRS = 1024;
    private static final int BLOCK = 64 * 1024;

    private final InetSocketAddress nextHop;
    private final int most;
    private final ServerSocketChannel server;
    private final Selector selector;
    private final Thread thread;
    private final ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
    private int pairs;
    private volatile boolean closed;

    private Copier(InetSocketAddress nextHop, int most) throws IOException {
        this.nextHop = nextHop;
        this.most = most;
        this.selector = Selector.open();
        this.server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), most);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        this.thread = new Thread(this::run, "copy");
        thread.setDaemon(true);
    }

    /**
     * @param nextHop where the bytes go
     * @param most    connections that it serves at once
     */
    static Copier start(InetSocketAddress nextHop, int most) throws IOException {
        Copier copier = new Copier(nextHop, most);
        copier.thread.start();
        return copier;
    }

    /** The program: one argument, the next hop's loopback port. Ends when whoever started it closes its input, or ends. */
    public static void main(String[] arguments) throws IOException {
        InetSocketAddress nextHop = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
        try (Copier copier = start(nextHop, MOST_PAIRS)) {
            System.out.println("ready port=" + copier.address().getPort());
            System.out.flush();
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) server.getLocalAddress();
    }

    private void run() {
        try (selector; server) {
            while (!closed) {
                selector.select(this::serve);
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("nothing is copied any more", e);
        }
    }

    private void serve(SelectionKey key) {
        if (key.attachment() instanceof Side side) {
            side.serve(block);
        } else {
            accept();
        }
    }

    private void accept() {
        try {
            for (SocketChannel client = server.accept(); client != null; client = server.accept()) {
                if (pairs < most) {
                    pair(client);
                } else {
                    client.close();
                }
            }
        } catch (IOException oneConnectionLess) {
            return;
        }
    }

    private void pair(SocketChannel client) throws IOException {
        SocketChannel onward = SocketChannel.open();
        try {
            prepare(client);
            prepare(onward);
            boolean connected = onward.connect(nextHop);
            Side outer = new Side(client, client.register(selector, connected ? SelectionKey.OP_READ : 0), this::left);
            Side inner = new Side(onward, onward.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT),
                    this::left);
            pairs++;
            outer.join(inner);
        } catch (IOException refused) {
            client.close();
            onward.close();
        }
    }

    private static void prepare(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    private void left() {
        pairs--;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        try {
            thread.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
