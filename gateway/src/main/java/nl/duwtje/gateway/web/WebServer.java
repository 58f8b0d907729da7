package nl.duwtje.gateway.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable;

import nl.duwtje.gateway.config.HostPort;
import nl.duwtje.gateway.notice.Stories;
import nl.duwtje.gateway.notice.Texts;
import nl.duwtje.gateway.signin.SignIn;

/**
 * The pages behind the links in notices. {@code GET /m/TOKEN} shows and never changes anything; {@code POST /m/TOKEN} with the form field
 * {@code choice} decides once (or, as {@code undo}, stops), with {@code useful} rates the warning, and {@code POST /m/TOKEN/report} takes a
 * report; each leads back to the page with 303. No scripts, nothing from elsewhere, no
 * cookies but those of a sign-in ({@link Entrance}); tokens are never logged.
 */
public final class WebServer implements AutoCloseable {

    private static final int MAX_BODY = 8 * 1024;
    private static final int MAX_REPORT = 40 * 1024;

    private final Pages pages;
    private final Entrance entrance;
    private final String baseUrl;
    private final HttpListener listener;
    /** With the real port, once started. */
    private volatile HostPort at;

    /**
     * @param baseUrl what links to us begin with, without a slash at the end; may be empty, then forms of any page with our own Host count
     *                as ours
     * @param zone    in which people read times
     */
    public WebServer(HostPort listen, String baseUrl, Answers answers, Texts texts, ZoneId zone) {
        this(listen, baseUrl, answers, texts, Stories.none(), zone);
    }

    /**
     * As the other, with more to say.
     *
     * @param stories one of which stands below the buttons
     */
    public WebServer(HostPort listen, String baseUrl, Answers answers, Texts texts, Stories stories, ZoneId zone) {
        this(listen, baseUrl, answers, texts, stories, zone, Optional.empty(), Rights.BY_LINK);
    }

    /**
     * As the others, where a link may not be enough.
     *
     * @param signIn empty: nobody can sign in
     * @param rights who may answer
     */
    public WebServer(HostPort listen, String baseUrl, Answers answers, Texts texts, Stories stories, ZoneId zone, Optional<SignIn> signIn,
            Rights rights) {
        this.baseUrl = baseUrl;
        this.entrance = new Entrance(signIn, rights, answers, texts, () -> baseUrl.isEmpty() ? "http://" + at : baseUrl);
        this.pages = new Pages(answers, texts, stories, zone, baseUrl, style());
        this.listener = new HttpListener("web", listen, new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                serve(request, response, callback);
                return true;
            }
        });
    }

    /**
     * @return where it listens, with the real port
     * @throws Exception when the address cannot be bound
     */
    public HostPort start() throws Exception {
        at = listener.start();
        return at;
    }

    @Override
    public void close() {
        listener.close();
    }

    private void serve(Request request, Response response, Callback callback) {
        Pages.Asked asked = asked(request, Map.of());
        int most = asked.path().endsWith("/report") ? MAX_REPORT : MAX_BODY;
        Optional<Reply> stopped = entrance(request, asked);
        if (stopped.isPresent()) {
            HttpListener.send(request, response, callback, stopped.get());
        } else if (!request.getMethod().equals("POST")) {
            HttpListener.send(request, response, callback, pages.reply(asked));
        } else if (isFromElsewhere(request)) {
            HttpListener.send(request, response, callback, pages.words(403, asked, "refused"));
        } else if (request.getLength() > most) {
            HttpListener.send(request, response, callback, tooLarge(asked));
        } else {
            Content.Source.asByteArrayAsync(request, most, Promise.Invocable.from(Invocable.InvocationType.BLOCKING,
                    (body, failure) -> HttpListener.send(request, response, callback,
                            failure == null ? pages.reply(asked(request, form(body))) : tooLarge(asked))));
        }
    }

    private Optional<Reply> entrance(Request request, Pages.Asked asked) {
        Map<String, String> cookies = new HashMap<>();
        Request.getCookies(request).forEach(cookie -> cookies.putIfAbsent(cookie.getName(), cookie.getValue()));
        String query = request.getHttpURI().getQuery();
        return entrance.stop(new Entrance.Visit(asked, query == null ? "" : query, cookies));
    }

    private Reply tooLarge(Pages.Asked asked) {
        return pages.words(413, asked, "too-large").with("Connection", "close");
    }

    private static Pages.Asked asked(Request request, Map<String, String> form) {
        Map<String, String> query = new HashMap<>();
        try {
            Request.extractQueryParameters(request, StandardCharsets.UTF_8).forEach(field -> query.put(field.getName(), field.getValue()));
        } catch (RuntimeException notReadable) {
            query.clear();
        }
        return new Pages.Asked(request.getMethod(), Request.getPathInContext(request), query, accepted(request), form);
    }

    private static String accepted(Request request) {
        List<String> wanted = request.getHeaders().getQualityCSV(HttpHeader.ACCEPT_LANGUAGE);
        for (String language : wanted) {
            String primary = language.toLowerCase(Locale.ROOT).split("-", 2)[0];
            if (Texts.LANGUAGES.contains(primary)) {
                return primary;
            }
        }
        return Texts.LANGUAGES.get(0);
    }

    /** The form's fields, without those that are given twice or not readable. */
    private static Map<String, String> form(byte[] body) {
        Map<String, String> fields = new HashMap<>();
        Set<String> bad = new HashSet<>();
        for (String field : new String(body, StandardCharsets.UTF_8).split("&")) {
            int equals = field.indexOf('=');
            String name = equals < 0 ? field : field.substring(0, equals);
            try {
                if (fields.put(name,
                        URLDecoder.decode(field.substring(equals < 0 ? field.length() : equals + 1), StandardCharsets.UTF_8)) != null) {
                    bad.add(name);
                }
            } catch (IllegalArgumentException notReadable) {
                bad.add(name);
            }
        }
        fields.keySet().removeAll(bad);
        return fields;
    }

    /**
     * Whether another site's page sent this form. Browsers say so in Sec-Fetch-Site; older ones only name an Origin, which is "null" on our
     * own forms because of our Referrer-Policy. Programs send neither. The token in the path is what counts; this is a second lock.
     */
    private boolean isFromElsewhere(Request request) {
        String site = request.getHeaders().get("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (origin == null || origin.equals("null")) {
            return false;
        }
        String host = request.getHeaders().get(HttpHeader.HOST);
        boolean ours = baseUrl.equals(origin) || baseUrl.startsWith(origin + "/");
        return !ours && !origin.equalsIgnoreCase("http://" + host) && !origin.equalsIgnoreCase("https://" + host);
    }

    private static byte[] style() {
        try (InputStream in = WebServer.class.getResourceAsStream("style.css")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
