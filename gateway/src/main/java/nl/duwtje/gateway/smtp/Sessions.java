package nl.duwtje.gateway.smtp;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.subethamail.smtp.server.Session;
import org.subethamail.smtp.server.SessionHandler;

import nl.duwtje.gateway.config.Cidr;
import nl.duwtje.gateway.observe.Meters;

/**
 * The sessions that are open: who may open one, how many at once, and a watch that ends those past their deadline, reads, writes and TLS
 * records alike. Safe for all threads.
 */
final class Sessions implements SessionHandler {

    private static final Duration WATCH = Duration.ofMillis(500);

    private final List<Cidr> clients;
    private final int max;
    private final Meters meters;
    private final Set<Conversation> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger places = new AtomicInteger();
    private final Object ended = new Object();
    private final ScheduledExecutorService watch = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("smtp-watch").factory());
    private volatile boolean draining;

    Sessions(List<Cidr> clients, int max, Meters meters) {
        this.clients = clients;
        this.max = max;
        this.meters = meters;
        meters.gauge(Meters.SESSIONS, open::size);
    }

    void startWatch() {
        watch.scheduleWithFixedDelay(this::endOverdue, WATCH.toMillis(), WATCH.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void endOverdue() {
        long now = System.nanoTime();
        for (Conversation conversation : open) {
            conversation.wire().endIfOverdue(now);
        }
    }

    boolean isDraining() {
        return draining;
    }

    int count() {
        return open.size();
    }

    /** Called by SubEthaSMTP before the greeting; what is refused here gets no session. */
    @Override
    public SessionAcceptance accept(Session session) {
        InetAddress address = session.getRemoteAddress().getAddress();
        if (clients.stream().noneMatch(range -> range.contains(address))) {
            return refuse(554, "5.7.1 " + address.getHostAddress() + " may not relay here; smtp.clients does not name it");
        }
        if (places.incrementAndGet() > max) {
            places.decrementAndGet();
            return refuse(421, "4.3.2 too many sessions, try again later");
        }
        if (session.getSocket() instanceof WireSocket socket) {
            open.add(socket.conversation());
        }
        if (draining) {
            leave(session);
            return refuse(421, "4.3.2 closing down, try again later");
        }
        return SessionAcceptance.success();
    }

    private SessionAcceptance refuse(int code, String text) {
        meters.smtpRefusal(code);
        return SessionAcceptance.failure(code, text);
    }

    @Override
    public void onSessionEnd(Session session) {
        if (session.getSocket() instanceof WireSocket socket) {
            socket.conversation().end();
        }
        leave(session);
    }

    private void leave(Session session) {
        places.decrementAndGet();
        if (session.getSocket() instanceof WireSocket socket) {
            open.remove(socket.conversation());
        }
        synchronized (ended) {
            ended.notifyAll();
        }
    }

    /** From here on no new transaction; those who wait for a command are told 421. */
    void drain() {
        draining = true;
        open.forEach(conversation -> conversation.wire().sendHomeIfIdle());
    }

    /** @return how many are still open after {@code limit} */
    int awaitEnd(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        synchronized (ended) {
            long left = deadline - System.nanoTime();
            while (!open.isEmpty() && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(ended, left);
                left = deadline - System.nanoTime();
            }
        }
        return open.size();
    }

    /** Ends all connections at once. */
    void abort() {
        open.forEach(conversation -> conversation.wire().abort());
        watch.shutdownNow();
    }
}
