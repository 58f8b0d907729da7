package nl.duwtje.loadtest.sink;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.OptionalInt;
import java.util.function.Consumer;

import javax.net.ssl.SSLEngine;

import nl.duwtje.loadtest.wire.Certificate;
import nl.duwtje.loadtest.wire.Wire;

/** The server behind what is measured, on a free loopback port. {@link #arrivals} is for any thread. */
public final class Sink implements AutoCloseable {

    /** Enough of a message to find its Message-ID behind our trace headers. */
    private static final int BEGINNING = 2048;
    private static final int NOTICE = 256 * 1024;

    /** A reply that waits for its time. */
    private record Late(long at, Visit visit, byte[] reply, OptionalInt number, long size) {}

    private final Faults faults;
    private final Certificate certificate;
    private final Consumer<byte[]> notices;
    private final ServerSocketChannel server;
    private final Selector selector;
    private final Thread thread;
    private final Tally tally = new Tally();
    private final ArrayDeque<Late> late = new ArrayDeque<>();
    private final ByteBuffer block = ByteBuffer.allocate(256 * 1024);
    private long ends;
    private volatile boolean closed;

    private Sink(Faults faults, Certificate certificate, Consumer<byte[]> notices) throws IOException {
        this.faults = faults;
        this.certificate = certificate;
        this.notices = notices;
        this.selector = Selector.open();
        this.server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        this.thread = new Thread(this::run, "sink");
        thread.setDaemon(true);
        thread.start();
    }

    public static Sink start(Faults faults) throws IOException {
        return new Sink(faults, null, null);
    }

    /** One that offers STARTTLS. */
    public static Sink start(Faults faults, Certificate certificate) throws IOException {
        return new Sink(faults, certificate, null);
    }

    /** One that hands on every message that is not ours: on the sink's own thread, so the consumer must be quick. */
    public static Sink reading(Consumer<byte[]> notices) throws IOException {
        return new Sink(Faults.NONE, null, notices);
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.socket().getLocalPort());
    }

    public Arrivals arrivals() {
        return tally.arrivals();
    }

    int keep() {
        return notices == null ? BEGINNING : NOTICE;
    }

    boolean offersTls() {
        return certificate != null;
    }

    SSLEngine serverEngine() {
        return certificate.serverEngine();
    }

    private void run() {
        try {
            while (!closed) {
                selector.select(key -> {
                    if (key.isAcceptable()) {
                        accept();
                    } else {
                        serve(key);
                    }
                }, late.isEmpty() ? 1000 : 1);
                replyLate(System.nanoTime());
            }
        } catch (IOException e) {
            throw new IllegalStateException("the sink has stopped", e);
        }
    }

    private void accept() {
        try {
            for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
                key.attach(new Visit(this, new Wire(channel, key)));
            }
        } catch (IOException oneConnectionLess) {
            return;
        }
    }

    private void serve(SelectionKey key) {
        Visit visit = (Visit) key.attachment();
        try {
            if (key.isWritable()) {
                visit.wire().flush();
            }
            if (key.isReadable() && !visit.read(block.clear())) {
                visit.wire().close();
            }
        } catch (IOException | java.nio.channels.CancelledKeyException gone) {
            visit.wire().close();
        }
    }

    /** @return whether the connection goes on */
    boolean arrived(Visit visit) {
        ends++;
        switch (faults.of(ends)) {
            case TAKE -> {
                if (notices != null && visit.number().isEmpty()) {
                    notices.accept(visit.beginning());
                }
                reply(visit, null, visit.number());
            }
            case DEFER -> reply(visit, Visit.DEFERRED, OptionalInt.empty());
            case REFUSE -> reply(visit, Visit.REFUSED, OptionalInt.empty());
            case HANG -> tally.failed();
            case DROP -> {
                tally.failed();
                return false;
            }
        }
        return true;
    }

    /** @param reply null for 250 */
    private void reply(Visit visit, byte[] reply, OptionalInt number) {
        Late now = new Late(System.nanoTime() + faults.delay().toNanos(), visit, reply, number, visit.size());
        if (faults.delay().isZero()) {
            reply(now);
        } else {
            late.add(now);
        }
    }

    private void reply(Late due) {
        if (due.reply == null) {
            tally.taken(due.number, due.size);
            due.visit.replyTaken();
        } else {
            tally.failed();
            due.visit.reply(due.reply);
        }
    }

    private void replyLate(long now) {
        while (!late.isEmpty() && late.peek().at - now <= 0) {
            Late due = late.poll();
            reply(due);
            try {
                due.visit.wire().flush();
            } catch (IOException | java.nio.channels.CancelledKeyException gone) {
                due.visit.wire().close();
            }
        }
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
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        server.close();
        selector.close();
    }
}
