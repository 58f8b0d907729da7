package nl.duwtje.gateway.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

import javax.net.ssl.SSLContext;

import org.awaitility.Awaitility;

/**
 * A small real SMTP server on 127.0.0.1 and a free port that answers as a test scripts it and keeps what it was given. Without a script it
 * accepts everything. A transaction is kept when its final dot was read, whether or not it was answered. Safe for all threads.
 *
 * <pre>
 * try (var hop = ScriptedNextHop.start()) {
 *     hop.when(Point.RCPT).about("bob@example.org").reply("550 5.1.1 no such user");
 *     hop.when(Point.END).times(1).drop();
 *     ...
 *     assertThat(hop.accepted()).hasSize(1);
 * }
 * </pre>
 */
public final class ScriptedNextHop implements AutoCloseable {

    /** Where in the dialogue a script applies. */
    public enum Point {
        /** The greeting, right after the connection was made. */
        GREETING, EHLO, HELO, STARTTLS, MAIL, RCPT, DATA,
        /** After 354, when the first byte of the body has come. Only drop and hang make sense here. */
        BODY,
        /** The final dot was read. */
        END, RSET, NOOP, QUIT,
        /** Any other verb. */
        OTHER
    }

    /**
     * One message up to its final dot.
     *
     * @param connection number of the connection, from 1
     * @param mail       the whole MAIL line without its CRLF
     * @param rcpts      the whole RCPT lines that were accepted
     * @param raw        what came between 354 and the end of the final dot's line, as sent: dots stuffed, final dot included
     * @param body       the same without the final dot, dots unstuffed
     * @param reply      what was answered to the final dot; empty when nothing was
     */
    public record Transaction(int connection, String mail, List<String> rcpts, byte[] raw, byte[] body, String reply) {

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public boolean isAccepted() {
            return reply.startsWith("2");
        }
    }

    /** What a server offers when a test says nothing else. */
    public static final List<String> ALL_EXTENSIONS = List.of("PIPELINING", "SIZE 157286400", "8BITMIME", "ENHANCEDSTATUSCODES", "DSN",
            "SMTPUTF8");

    final CopyOnWriteArrayList<Script> scripts = new CopyOnWriteArrayList<>();
    final List<Transaction> transactions = new CopyOnWriteArrayList<>();
    final List<String> commands = new CopyOnWriteArrayList<>();
    final CountDownLatch closed = new CountDownLatch(1);
    final SSLContext tls;
    volatile List<String> extensions;
    volatile boolean repliesWaitForData;

    private final ServerSocket listener;
    private final Thread acceptor;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private ScriptedNextHop(List<String> extensions, SSLContext tls, int port) throws IOException {
        this.extensions = extensions;
        this.tls = tls;
        this.listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new java.net.InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 200);
        this.acceptor = Thread.ofPlatform().daemon().name("scripted-next-hop").start(this::acceptAll);
    }

    /** Offers everything but STARTTLS. */
    public static ScriptedNextHop start() throws IOException {
        return new ScriptedNextHop(ALL_EXTENSIONS, null, 0);
    }

    /** Offers exactly these ("PIPELINING", "SIZE 1000", ...). */
    public static ScriptedNextHop offering(String... extensions) throws IOException {
        return new ScriptedNextHop(List.of(extensions), null, 0);
    }

    /** Offers everything and STARTTLS with this server key. */
    public static ScriptedNextHop startTls(SSLContext server) throws IOException {
        return new ScriptedNextHop(ALL_EXTENSIONS, server, 0);
    }

    /** On a given port: a next hop that comes back. */
    public static ScriptedNextHop at(int port) throws IOException {
        return new ScriptedNextHop(ALL_EXTENSIONS, null, port);
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** "127.0.0.1:PORT", as next-hop.address has it. */
    public String address() {
        return host() + ":" + port();
    }

    /** The next EHLO replies offer exactly these. */
    public void offer(String... others) {
        extensions = List.of(others);
    }

    /** Replies to MAIL and RCPT are held back until DATA was read: only a pipelining client gets on. */
    public void repliesWaitForData() {
        repliesWaitForData = true;
    }

    /** Starts a line of script; of several that fit, the one written last counts, until its times are used up. */
    public Script when(Point point) {
        return new Script(this, point);
    }

    /** Back to accepting everything. */
    public void forgetScripts() {
        scripts.clear();
    }

    /** All transactions that got a 2yz reply to their final dot, in order. */
    public List<Transaction> accepted() {
        return transactions.stream().filter(Transaction::isAccepted).toList();
    }

    /** All transactions whose final dot was read. */
    public List<Transaction> transactions() {
        return List.copyOf(transactions);
    }

    /** Waits until that many were accepted, at most ten seconds. */
    public List<Transaction> awaitAccepted(int count) {
        await(() -> accepted().size() >= count, count + " accepted transactions");
        return accepted();
    }

    /** Every command line of every connection in the order read, without CRLF. */
    public List<String> commands() {
        return List.copyOf(commands);
    }

    /** Connections made so far. */
    public int connections() {
        return connections.get();
    }

    /** Connections open now. */
    public int open() {
        return sockets.size();
    }

    /** Waits until that many connections are open, at most ten seconds. */
    public void awaitOpen(int count) {
        await(() -> sockets.size() == count, count + " open connections");
    }

    /** Cuts every open connection; new ones are still taken. */
    public void cutAll() {
        sockets.forEach(ScriptedNextHop::close);
        awaitOpen(0);
    }

    /** Closes, and keeps the port, where no test that runs beside this one can then listen: connections are refused until the socket closes. */
    public Socket die() throws IOException {
        int port = port();
        close();
        await(() -> !acceptor.isAlive(), "the port set free: a listener that somebody waits in is closed when they have left");
        Socket silent = new Socket();
        silent.setReuseAddress(true);
        silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return silent;
    }

    /** Stops listening and cuts every connection; a failure of this server itself fails the test. */
    @Override
    public void close() {
        closed.countDown();
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sockets.forEach(ScriptedNextHop::close);
        if (failure.get() != null) {
            throw new AssertionError("the scripted next hop itself failed", failure.get());
        }
    }

    Script find(Point point, String line) {
        List<Script> newestFirst = new ArrayList<>(scripts).reversed();
        for (Script script : newestFirst) {
            if (script.point == point && line.contains(script.about) && script.take()) {
                return script;
            }
        }
        return null;
    }

    /** Waits unless the server closes first. */
    void pause(Duration duration) throws InterruptedException {
        closed.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void acceptAll() {
        while (closed.getCount() > 0) {
            try {
                Socket socket = listener.accept();
                int number = connections.incrementAndGet();
                sockets.add(socket);
                Thread.ofVirtual().name("scripted-next-hop-" + number).start(() -> converse(socket, number));
            } catch (IOException closing) {
                return;
            }
        }
    }

    private void converse(Socket socket, int number) {
        try (socket) {
            socket.setTcpNoDelay(true);
            new ScriptedSession(this, socket, number).run();
        } catch (IOException | InterruptedException gone) {
            // the client went, or a test cut the connection
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        } finally {
            sockets.remove(socket);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(BooleanSupplier condition, String what) {
        Awaitility.await(what).atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(5)).until(condition::getAsBoolean);
    }

    /** One line of script. Applies from the moment its last word (reply, drop, hang, drip, send) is said. */
    public static final class Script {
        private final ScriptedNextHop hop;
        private final Point point;
        private final AtomicInteger times = new AtomicInteger(Integer.MAX_VALUE);
        private String about = "";
        Duration delay = Duration.ZERO;
        byte[] reply = new byte[0];
        Duration perByte = Duration.ZERO;
        boolean drops;
        boolean hangs;

        Script(ScriptedNextHop hop, Point point) {
            this.hop = hop;
            this.point = point;
        }

        /** Only for command lines that contain this ("bob@example.org"). At END and BODY: a MAIL line. */
        public Script about(String part) {
            about = part;
            return this;
        }

        /** Only so many times; then the next fitting script, or acceptance. */
        public Script times(int count) {
            times.set(count);
            return this;
        }

        /** Waits before it answers. */
        public Script after(Duration pause) {
            delay = pause;
            return this;
        }

        /** Answers these lines, CRLF added to each: for a multi-line reply write "250-..." yourself. */
        public void reply(String... lines) {
            send(String.join("\r\n", lines) + "\r\n");
        }

        /** Answers, then closes the connection. */
        public void replyAndDrop(String... lines) {
            drops = true;
            reply(lines);
        }

        /** Sends exactly this, whatever it is. */
        public void send(String text) {
            reply = text.getBytes(StandardCharsets.ISO_8859_1);
            hop.scripts.add(this);
        }

        /** Sends the text byte by byte with a pause before each. */
        public void drip(String text, Duration pause) {
            perByte = pause;
            send(text);
        }

        /** Closes the connection without an answer. */
        public void drop() {
            drops = true;
            hop.scripts.add(this);
        }

        /** Neither answers nor reads, and keeps the connection open until the server closes. */
        public void hang() {
            hangs = true;
            hop.scripts.add(this);
        }

        private boolean take() {
            return times.getAndUpdate(n -> n == Integer.MAX_VALUE || n == 0 ? n : n - 1) > 0;
        }
    }
}
