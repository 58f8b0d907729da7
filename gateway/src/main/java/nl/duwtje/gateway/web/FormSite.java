package nl.duwtje.gateway.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable;

import nl.duwtje.gateway.config.HostPort;

/**
 * A few pages and forms for whoever sits at this machine: listens on loopback only, answers only to that name (a site whose name was pointed
 * at 127.0.0.1 gets 421), and takes forms only from its own pages. Bodies up to {@value #MAX_BODY} bytes, {@value #MAX_FIELDS} fields.
 */
public final class FormSite implements AutoCloseable {

    private static final int MAX_BODY = 64 * 1024;
    private static final int MAX_FIELDS = 20;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final Function<Asked, Reply> pages;
    private final HttpListener listener;

    /**
     * What was asked.
     *
     * @param method   GET, HEAD or POST
     * @param path     decoded
     * @param language the first of {@code languages} that the browser wants, else the first
     * @param form     fields of a POST; the first of each name
     */
    public record Asked(String method, String path, String language, Map<String, String> form) {

        public boolean isPost() {
            return method.equals("POST");
        }
    }

    /**
     * @param name      for threads and errors
     * @param port      on 127.0.0.1; 0 for any
     * @param languages two letters each, the default first
     * @param pages     called from several threads; what it throws becomes a 500
     */
    public FormSite(String name, int port, List<String> languages, Function<Asked, Reply> pages) {
        this.pages = pages;
        this.listener = new HttpListener(name, new HostPort("127.0.0.1", port), new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                serve(request, response, callback, languages);
                return true;
            }
        });
    }

    /**
     * @return where it listens, with the real port
     * @throws Exception when the port cannot be bound
     */
    public HostPort start() throws Exception {
        return listener.start();
    }

    @Override
    public void close() {
        listener.close();
    }

    private void serve(Request request, Response response, Callback callback, List<String> languages) {
        String method = request.getMethod();
        if (!isForUs(request)) {
            HttpListener.send(request, response, callback, Reply.plain(421, "open this page by the address that was printed\n"));
        } else if (method.equals("GET") || method.equals("HEAD")) {
            HttpListener.send(request, response, callback, reply(request, languages, Map.of()));
        } else if (!method.equals("POST")) {
            HttpListener.send(request, response, callback, Reply.plain(405, "only GET and POST\n").with("Allow", "GET, HEAD, POST"));
        } else if (isFromElsewhere(request)) {
            HttpListener.send(request, response, callback, Reply.plain(403, "this form comes from another site\n"));
        } else {
            Content.Source.asByteArrayAsync(request, MAX_BODY, Promise.Invocable.from(Invocable.InvocationType.BLOCKING,
                    (body, failure) -> HttpListener.send(request, response, callback, failure == null
                            ? reply(request, languages, fields(body))
                            : Reply.plain(413, "that is too much\n").with("Connection", "close"))));
        }
    }

    private Reply reply(Request request, List<String> languages, Map<String, String> form) {
        try {
            return pages.apply(new Asked(request.getMethod(), Request.getPathInContext(request), language(request, languages), form));
        } catch (RuntimeException e) {
            return Reply.plain(500, "that went wrong: " + e.getMessage() + "\n");
        }
    }

    /** Against DNS rebinding: the browser says which name it thinks it talks to. */
    private static boolean isForUs(Request request) {
        String host = request.getHeaders().get(HttpHeader.HOST);
        int port = Request.getLocalPort(request);
        return host != null && LOOPBACK.stream().anyMatch(name -> host.equalsIgnoreCase(name + ":" + port));
    }

    /** Browsers say in Sec-Fetch-Site or in Origin whose page sent a form; programs send neither. */
    private static boolean isFromElsewhere(Request request) {
        String site = request.getHeaders().get("Sec-Fetch-Site");
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (site != null) {
            return !site.equals("same-origin");
        }
        return origin != null && !origin.equalsIgnoreCase("http://" + request.getHeaders().get(HttpHeader.HOST));
    }

    private static String language(Request request, List<String> languages) {
        return request.getHeaders().getQualityCSV(HttpHeader.ACCEPT_LANGUAGE).stream()
                .map(wanted -> wanted.toLowerCase(Locale.ROOT).split("-", 2)[0]).filter(languages::contains).findFirst()
                .orElse(languages.get(0));
    }

    private static Map<String, String> fields(byte[] body) {
        Map<String, String> fields = new HashMap<>();
        for (String field : new String(body, StandardCharsets.UTF_8).split("&", MAX_FIELDS + 1)) {
            int equals = field.indexOf('=');
            if (equals > 0 && fields.size() < MAX_FIELDS) {
                fields.putIfAbsent(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return "";
        }
    }
}
