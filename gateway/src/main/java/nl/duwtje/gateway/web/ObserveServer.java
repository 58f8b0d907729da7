package nl.duwtje.gateway.web;

import java.util.List;
import java.util.function.Supplier;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import nl.duwtje.gateway.config.HostPort;
import nl.duwtje.gateway.observe.Meters;

/**
 * For machines that watch: {@code /metrics} (Prometheus text), {@code /livez} (200 while the process answers), {@code /readyz} (200, or 503
 * with one line per reason). On an address of its own.
 */
public final class ObserveServer implements AutoCloseable {

    private final HttpListener listener;

    /** @param notReady why we should get no mail now, a line each; empty when ready. Asked at every /readyz, from several threads. */
    public ObserveServer(HostPort listen, Meters meters, Supplier<List<String>> notReady) {
        this.listener = new HttpListener("observe", listen, new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                HttpListener.send(request, response, callback, reply(request, meters, notReady));
                return true;
            }
        });
    }

    private static Reply reply(Request request, Meters meters, Supplier<List<String>> notReady) {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            return Reply.plain(405, "only GET\n").with("Allow", "GET, HEAD");
        }
        try {
            return switch (Request.getPathInContext(request)) {
                case "/metrics" ->
                    Reply.plain(200, meters.scrape()).with("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
                case "/livez" -> Reply.plain(200, "ok\n");
                case "/readyz" -> ready(notReady.get());
                default -> Reply.plain(404, "/metrics /livez /readyz\n");
            };
        } catch (RuntimeException e) {
            return Reply.plain(503, "the state cannot be read: " + e.getClass().getSimpleName() + "\n");
        }
    }

    private static Reply ready(List<String> reasons) {
        return reasons.isEmpty() ? Reply.plain(200, "ok\n") : Reply.plain(503, String.join("\n", reasons) + "\n");
    }

    /**
     * @return where it listens, with the real port
     * @throws Exception when the address cannot be bound
     */
    public HostPort start() throws Exception {
        return listener.start();
    }

    @Override
    public void close() {
        listener.close();
    }
}
