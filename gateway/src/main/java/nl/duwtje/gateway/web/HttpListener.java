package nl.duwtje.gateway.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.Scheduler;

import nl.duwtje.gateway.config.HostPort;

/**
 * One HTTP/1.1 listener with limits: header section 8 KB, {@value #MAX_CONNECTIONS} connections, 10 seconds of silence, a minute for a
 * connection as a whole, so that no slow client keeps its place. One request per connection: a page is small, and no request can then meet
 * the end of a kept connection's minute. Every response carries the security headers.
 */
final class HttpListener implements AutoCloseable {

    private static final int MAX_CONNECTIONS = 256;
    private static final int MAX_THREADS = 24;
    private static final int MAX_HEADER_BYTES = 8 * 1024;
    private static final long IDLE_MILLIS = 10_000;
    private static final Duration MAX_AGE = Duration.ofSeconds(60);

    private final Server server;
    private final ServerConnector connector;
    private final String name;
    private final HostPort listen;
    private final Duration maxAge;

    HttpListener(String name, HostPort listen, Handler handler) {
        this(name, listen, handler, MAX_AGE);
    }

    HttpListener(String name, HostPort listen, Handler handler, Duration maxAge) {
        this.name = name;
        this.listen = listen;
        this.maxAge = maxAge;
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 2);
        threads.setName(name);
        threads.setDaemon(true);
        server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setPersistentConnectionsEnabled(false);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        http.setHttpCompliance(HttpCompliance.RFC7230);
        connector = new ServerConnector(server, 0, 1, new HttpConnectionFactory(http));
        connector.setHost(listen.host());
        connector.setPort(listen.port());
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.addBean(new MaxAge());
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, connector));
        server.setErrorHandler((request, response, callback) -> {
            send(request, response, callback, Reply.plain(response.getStatus(), "Bad request\n"));
            return true;
        });
        server.setHandler(handler);
        server.setStopTimeout(2_000);
    }

    /** @throws Exception when the address cannot be bound; the message names the key and the reason */
    HostPort start() throws Exception {
        try {
            server.start();
        } catch (IOException e) {
            throw new IOException(
                    "cannot listen on " + name + ".listen " + listen + ": " + (e.getCause() == null ? e : e.getCause()).getMessage(),
                    e);
        }
        return new HostPort(listen.host(), connector.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the listener on " + listen + " did not stop", e);
        }
    }

    static void send(Request request, Response response, Callback callback, Reply reply) {
        response.setStatus(reply.status());
        response.getHeaders().put("Content-Type", reply.contentType());
        response.getHeaders().put("Content-Security-Policy",
                "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.getHeaders().put("X-Frame-Options", "DENY");
        response.getHeaders().put("Referrer-Policy", "no-referrer");
        response.getHeaders().put("X-Robots-Tag", "noindex, nofollow");
        response.getHeaders().put("Cache-Control", "no-store");
        reply.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put("Content-Length", reply.body().length);
        response.write(true, ByteBuffer.wrap(reply.body()), callback);
    }

    /** Ends connections that are too old, whatever they do. */
    private final class MaxAge implements Connection.Listener {
        private final Map<Connection, Scheduler.Task> ends = new ConcurrentHashMap<>();

        @Override
        public void onOpened(Connection connection) {
            ends.put(connection,
                    connector.getScheduler().schedule(() -> connection.getEndPoint().close(), maxAge.toMillis(), TimeUnit.MILLISECONDS));
        }

        @Override
        public void onClosed(Connection connection) {
            Scheduler.Task end = ends.remove(connection);
            if (end != null) {
                end.cancel();
            }
        }
    }
}
