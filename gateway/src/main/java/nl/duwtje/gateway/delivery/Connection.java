package nl.duwtje.gateway.delivery;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.LongSupplier;

import nl.duwtje.rules.mail.Extensions;

/**
 * One TCP connection to the next hop. Used by one thread at a time; only {@link #abort}, {@link #isLate}, {@link #expiresAt} and
 * {@link #isBroken} may be called by another. It stands in {@code live} until it is closed, so that the pool can cut one whose time is up,
 * reading or writing: a timeout of the socket's own would cost a timer and a wake-up for each reply, and covers no write.
 */
final class Connection {

    private static final byte[] QUIT = "QUIT\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Socket plain;
    private final Set<Connection> live;
    private final LongSupplier nanoTime;
    private Socket socket;
    private Outlet out;
    private ReplyReader replies;
    private Extensions extensions = Extensions.NONE;
    private int uses;
    private volatile long replyBy;
    private volatile boolean waits;
    private volatile long expiresAt;
    private volatile boolean broken;
    private boolean kept;

    Connection(Socket plain, Set<Connection> live, LongSupplier nanoTime, long expiresAt) throws IOException {
        this.plain = plain;
        this.live = live;
        this.nanoTime = nanoTime;
        this.expiresAt = expiresAt;
        live.add(this);
        over(plain);
    }

    /** Goes on over another socket (TLS); nothing read before counts any more (RFC 3207 section 4.2). */
    void over(Socket other) throws IOException {
        socket = other;
        out = new Outlet(other.getOutputStream());
        replies = new ReplyReader(this::read);
        extensions = Extensions.NONE;
    }

    Socket plain() {
        return plain;
    }

    Outlet out() {
        return out;
    }

    Extensions extensions() {
        return extensions;
    }

    void offers(Extensions offered) {
        extensions = offered;
    }

    /** Whether bytes have come that nobody asked for: whoever answers before the question cannot be believed. */
    boolean hasUnasked() {
        try {
            return replies.hasMore() || socket.getInputStream().available() > 0;
        } catch (IOException e) {
            return true;
        }
    }

    /** How many transactions were begun. */
    int uses() {
        return uses;
    }

    /** Starts a transaction that must be over at {@code deadline}. */
    void begin(long deadline) {
        uses++;
        expiresAt = deadline;
    }

    /** From now on it is only worth keeping until then. */
    void keepUntil(long time) {
        kept = true;
        expiresAt = time;
    }

    /** Whether it has waited unused: the other side may have closed it meanwhile. */
    boolean isKept() {
        return kept;
    }

    /** By the nanosecond clock; afterwards anybody may cut it. */
    long expiresAt() {
        return expiresAt;
    }

    /** Whether a reply should have come by now. */
    boolean isLate(long now) {
        return waits && replyBy - now <= 0;
    }

    boolean isBroken() {
        return broken;
    }

    /** Sends one command and waits for its reply. */
    Reply ask(String command, long nanos) throws IOException {
        out.put((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return reply(nanos);
    }

    /** The next reply, whole within {@code nanos} and before this connection expires, however slowly it drips in. */
    Reply reply(long nanos) throws IOException {
        long byPhase = nanoTime.getAsLong() + nanos;
        long byMessage = expiresAt;
        replyBy = byPhase - byMessage < 0 ? byPhase : byMessage;
        return replies.read();
    }

    private int read(byte[] target) throws IOException {
        if (replyBy - nanoTime.getAsLong() <= 0) {
            throw LinkException.late("no reply in time");
        }
        waits = true;
        try {
            return socket.getInputStream().read(target);
        } catch (IOException e) {
            throw broken ? LinkException.late("no reply in time") : LinkException.lost("the connection broke", e);
        } finally {
            waits = false;
        }
    }

    /** After a refusal: an empty transaction again, or this connection is closed. */
    void reset(long nanos) {
        try {
            if (!ask("RSET", nanos).isPositive()) {
                abort();
            }
        } catch (IOException e) {
            abort();
        }
    }

    /** Says QUIT, does not wait for the answer, closes. */
    void quit() {
        if (!broken) {
            try {
                out.put(QUIT);
                out.flush();
                socket.close();
            } catch (IOException e) {
                // it is being closed anyway
            }
        }
        abort();
    }

    /** Closes the TCP connection at once, from any thread: the one that reads or writes gets an exception. */
    void abort() {
        broken = true;
        live.remove(this);
        try {
            plain.close();
        } catch (IOException e) {
            // it is gone then
        }
    }
}
