package nl.duwtje.loadtest.send;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

import nl.duwtje.loadtest.wire.Certificate;

/** Sends one load on its caller's thread. Numbers messages from a counter that all loads of one sink share. */
public final class Sender {

    private static final int BROKEN_PAUSE_MILLIS = 50;

    private final InetSocketAddress to;
    private final Load load;
    private final List<Prepared> mails;
    private final AtomicInteger numbers;
    private final SSLContext trusting = Certificate.trusting();
    private final ByteBuffer block = ByteBuffer.allocate(64 * 1024);
    private final ArrayDeque<Session> idle = new ArrayDeque<>();
    private final ArrayDeque<Session> lost = new ArrayDeque<>();
    private final Latency latency = new Latency();
    private Selector selector;
    private long begun;
    private long accepted;
    private long deferred;
    private long refused;
    private long broken;
    private long underWay;
    private long lastReply;
    private long began;
    private boolean over;

    public Sender(InetSocketAddress to, Load load, List<Prepared> mails, AtomicInteger numbers) {
        this.to = to;
        this.load = load;
        this.mails = mails;
        this.numbers = numbers;
    }

    /** Blocks until all replies are there or patience ends. */
    public Sent send() throws IOException {
        try (Selector opened = Selector.open()) {
            selector = opened;
            List<Session> sessions = new ArrayList<>();
            for (int i = 0; i < load.sessions(); i++) {
                sessions.add(new Session(this, load));
            }
            for (Session session : sessions) {
                session.connect(selector);
            }
            awaitConnected();
            began = System.nanoTime();
            lastReply = began;
            long end = began + load.time().toNanos();
            try (Pace pace = new Pace(load.rate(), began, end, selector)) {
                loop(pace, end);
            }
            long scheduled = load.isOpen() ? scheduled(end, end) : begun;
            sessions.forEach(Session::abandon);
            long mean = accepted == 0 ? 0 : (long) ((lastReply - began) / 1000.0 * load.sessions() / accepted);
            return new Sent(begun, accepted, deferred, refused, broken + underWay, scheduled - begun, began, lastReply,
                    latency.corrected(load.isOpen() ? 0 : mean));
        }
    }

    /** So that what a full house of new connections costs does not stand in the first messages. */
    private void awaitConnected() throws IOException {
        long patience = System.nanoTime() + 30_000_000_000L;
        while (idle.size() < load.sessions() && System.nanoTime() < patience) {
            selector.select(this::serve, 100);
            reconnect(System.nanoTime());
        }
    }

    private void loop(Pace pace, long end) throws IOException {
        long patience = end + load.patience().toNanos();
        for (long now = System.nanoTime(); now < patience; now = System.nanoTime()) {
            over = load.isOpen() ? begun >= scheduled(end, end) : now >= end || isAll();
            begin(now, end);
            if (over && underWay == 0) {
                return;
            }
            if (load.isOpen() && !over) {
                pace.wakeAt(due(begun), idle.isEmpty());
            }
            selector.select(this::serve, lost.isEmpty() ? 100 : BROKEN_PAUSE_MILLIS);
            reconnect(now);
        }
    }

    private boolean isAll() {
        return load.most() > 0 && begun >= load.most();
    }

    private void begin(long now, long end) throws IOException {
        if (over) {
            return;
        }
        if (load.isOpen()) {
            long due = scheduled(now, end);
            while (begun < due && !idle.isEmpty()) {
                start(idle.poll(), due(begun));
            }
        } else {
            while (!isAll() && !idle.isEmpty()) {
                Session session = idle.poll();
                start(session, Math.max(session.idleSince(), began));
            }
        }
    }

    private long due(long message) {
        return began + (long) (message * 1e9 / load.rate());
    }

    private long scheduled(long now, long end) {
        long count = (long) ((Math.min(now, end) - began) / 1e9 * load.rate()) + 1;
        return load.most() > 0 ? Math.min(count, load.most()) : count;
    }

    private void start(Session session, long due) {
        Prepared mail = mails.get((int) (begun % mails.size()));
        begun++;
        underWay++;
        session.start(mail, numbers.getAndIncrement(), due);
    }

    private void serve(SelectionKey key) {
        Session session = (Session) key.attachment();
        try {
            if (key.isConnectable()) {
                session.connected();
            }
            if (key.isWritable()) {
                session.flush();
            }
            if (key.isReadable()) {
                session.read(block.clear());
            }
        } catch (IOException | CancelledKeyException e) {
            session.lose();
        }
    }

    private void reconnect(long now) throws IOException {
        for (int i = lost.size(); i > 0; i--) {
            Session session = lost.poll();
            if (now - session.idleSince() > BROKEN_PAUSE_MILLIS * 1_000_000L) {
                session.connect(selector);
            } else {
                lost.add(session);
            }
        }
    }

    /** A session can take a message. */
    void ready(Session session) {
        idle.add(session);
    }

    /** The final reply to a message. */
    void answered(int code, long nanos, long now) {
        underWay--;
        lastReply = now;
        switch (code / 100) {
            case 2 -> {
                accepted++;
                latency.add(nanos);
            }
            case 4 -> deferred++;
            default -> refused++;
        }
    }

    /** @param hadMessage whether a message was under way */
    void lost(Session session, boolean hadMessage) {
        if (hadMessage) {
            underWay--;
            broken++;
            lastReply = System.nanoTime();
        }
        idle.remove(session);
        lost.add(session);
    }

    InetSocketAddress to() {
        return to;
    }

    SSLEngine engine() {
        SSLEngine engine = trusting.createSSLEngine(to.getHostString(), to.getPort());
        engine.setUseClientMode(true);
        return engine;
    }
}
