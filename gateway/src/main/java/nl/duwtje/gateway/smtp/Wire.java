package nl.duwtje.gateway.smtp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * The bytes of one connection, in and out, and how long each may take. Replies are gathered while more commands lie in the buffer and written
 * before we wait for the client (RFC 2920 section 3.2). A read of a plain socket has no timeout of its own, which would cost a timer and a
 * wake-up each: the watch ends it. One session thread uses it; {@link #abort}, {@link #endIfOverdue} and {@link #sendHomeIfIdle} are safe from
 * any thread.
 */
final class Wire {

    private static final int MOST_REPLIES = 8 * 1024;
    private static final int LARGE = 64 * 1024;
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);
    private static final byte[] NOTHING = {};
    private static final long SLACK = Duration.ofSeconds(2).toNanos();

    private enum Waiting {
        NO, FOR_FIRST_COMMAND, SENT_HOME
    }

    private final Socket socket;
    private final Socket raw;
    private final Blocks blocks;
    private final InputStream in;
    private final OutputStream out;
    private final AtomicReference<Waiting> waiting = new AtomicReference<>(Waiting.NO);
    private byte[] buffer = NOTHING;
    private int from;
    private int to;
    private byte[] replies = new byte[512];
    private int replied;
    private volatile long hardDeadline;
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile boolean ended;
    private volatile boolean reading;
    private volatile boolean late;

    /**
     * @param socket what is read and written: plain, or TLS around {@code raw}
     * @param raw    the TCP socket, closed when all else hangs
     */
    Wire(Socket socket, Socket raw, Duration first, Blocks blocks) throws IOException {
        this.socket = socket;
        this.raw = raw;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        this.blocks = blocks;
        this.hardDeadline = System.nanoTime() + first.toNanos();
    }

    /** The buffer that {@link #from} and {@link #to} point into. Changes with {@link #fill}. */
    byte[] buffer() {
        return buffer;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    void consume(int count) {
        from += count;
    }

    /** Whether the client sent more than we have used, as far as can be seen without waiting. */
    boolean hasUnread() throws IOException {
        return from < to || raw.getInputStream().available() > 0;
    }

    /**
     * Waits for at least one more byte, until {@code deadline}.
     *
     * @return false at the end of the stream
     * @throws SocketTimeoutException when the deadline passed; a plain socket finds out when the watch does
     */
    boolean fill(long deadline) throws IOException {
        hardDeadline = deadline + SLACK;
        flush();
        if (buffer == NOTHING) {
            buffer = blocks.take(); // not before there is something to read: who is refused at the door needs none
        }
        if (from == to) {
            if (to == buffer.length && to < LARGE) {
                use(new byte[LARGE]); // the client has more than we take at once
            }
            from = 0;
            to = 0;
        } else if (to == buffer.length) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to == buffer.length) {
            use(Arrays.copyOf(buffer, buffer.length * 2));
        }
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException("deadline passed");
        }
        if (socket != raw) {
            socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, Math.max(1, left / 1_000_000)));
        }
        int count = read();
        if (count < 0) {
            if (late) {
                throw new SocketTimeoutException("deadline passed");
            }
            return false;
        }
        to += count;
        return true;
    }

    private void use(byte[] other) {
        blocks.giveBack(buffer);
        buffer = other;
    }

    /** For the session's own thread, when it will read no more: the buffer is another session's then. */
    void letGo() {
        use(NOTHING);
        from = 0;
        to = 0;
    }

    private int read() throws IOException {
        reading = true;
        try {
            return in.read(buffer, to, buffer.length - to);
        } finally {
            reading = false;
        }
    }

    /**
     * Like {@link #fill}, but may be told by {@link #sendHomeIfIdle} to stop waiting; false then, as at the end of the stream.
     *
     * @param draining asked after the wait has become visible, so that either we see the drain or the drain sees us
     */
    boolean fillWhileIdle(long deadline, BooleanSupplier draining) throws IOException {
        if (!waiting.compareAndSet(Waiting.NO, Waiting.FOR_FIRST_COMMAND)) {
            return false;
        }
        if (draining.getAsBoolean()) {
            waiting.set(Waiting.SENT_HOME);
            return false;
        }
        boolean more = fill(deadline);
        return waiting.compareAndSet(Waiting.FOR_FIRST_COMMAND, Waiting.NO) && more;
    }

    /** Wakes a session that waits for a command outside a transaction; leaves every other one alone. */
    void sendHomeIfIdle() {
        if (waiting.compareAndSet(Waiting.FOR_FIRST_COMMAND, Waiting.SENT_HOME)) {
            endInput();
        }
    }

    boolean wasSentHome() {
        return waiting.get() == Waiting.SENT_HOME;
    }

    /** Adds one reply line (without CRLF); sent at the latest before the next wait. */
    void reply(String line) throws IOException {
        room(line.length() + 2);
        put(line);
        endLine();
    }

    /** As {@link #reply(String)}: code, enhanced code unless it is empty, text. */
    void reply(int code, String enhanced, String text) throws IOException {
        room(3 + 1 + enhanced.length() + 1 + text.length() + 2);
        replies[replied++] = (byte) ('0' + code / 100);
        replies[replied++] = (byte) ('0' + code / 10 % 10);
        replies[replied++] = (byte) ('0' + code % 10);
        replies[replied++] = ' ';
        if (!enhanced.isEmpty()) {
            put(enhanced);
            replies[replied++] = ' ';
        }
        put(text);
        endLine();
    }

    private void put(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            char c = ascii.charAt(i);
            replies[replied++] = (byte) (c < 128 ? c : '?');
        }
    }

    private void endLine() {
        replies[replied++] = '\r';
        replies[replied++] = '\n';
    }

    void write(byte[] bytes, int start, int length) throws IOException {
        room(length);
        System.arraycopy(bytes, start, replies, replied, length);
        replied += length;
    }

    private void room(int length) throws IOException {
        if (replied + length > MOST_REPLIES) {
            flush();
        }
        if (length > MOST_REPLIES) {
            throw new EOFException("a reply of " + length + " bytes");
        }
        if (replied + length > replies.length) {
            replies = Arrays.copyOf(replies, Math.max(replied + length, Math.min(MOST_REPLIES, replies.length * 2)));
        }
    }

    void flush() throws IOException {
        if (replied > 0) {
            int count = replied;
            replied = 0;
            out.write(replies, 0, count);
            out.flush();
        }
    }

    /** From now on, {@link #endIfOverdue} ends the connection after {@code limit}. */
    void within(Duration limit) {
        hardDeadline = System.nanoTime() + limit.toNanos();
    }

    /** Ends a wait for the client that has lasted too long, so that it can still be told; and the connection when anything else hangs. */
    void endIfOverdue(long now) {
        long over = now - hardDeadline;
        if (ended) {
            return;
        }
        if (over > 0) {
            abort();
        } else if (over > -SLACK && reading && socket == raw) {
            late = true;
            endInput();
        }
    }

    /** Wakes the thread that reads. */
    private void endInput() {
        try {
            raw.shutdownInput();
        } catch (IOException alreadyClosed) {
            abort();
        }
    }

    /** Ends the connection so that the client can still read our last reply: what it sent meanwhile is read away, or TCP would reset. */
    void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        within(LAST_WORDS);
        try {
            flush();
            if (socket == raw) {
                raw.shutdownOutput();
                readAway(raw.getInputStream());
            }
            socket.close();
        } catch (IOException gone) {
            ended = true;
        } finally {
            abort();
        }
    }

    /** Not into our buffer: any thread may close. */
    private static void readAway(InputStream rest) throws IOException {
        byte[] away = NOTHING;
        for (int times = 0; times < 64 && rest.available() > 0; times++) {
            away = away == NOTHING ? new byte[MOST_REPLIES] : away;
            if (rest.read(away) <= 0) {
                return;
            }
        }
    }

    /** Ends the connection at once; a thread that reads or writes wakes with an exception. */
    void abort() {
        ended = true;
        try {
            raw.close();
        } catch (IOException nothingLeftToClose) {
            return;
        }
    }

    boolean isEnded() {
        return ended;
    }

    Socket socket() {
        return socket;
    }

    Socket raw() {
        return raw;
    }
}
