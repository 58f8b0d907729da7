package nl.duwtje.gateway.web;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** One HTTP response before it is sent; {@code headers} come on top of the security headers of every response and win over them. */
public record Reply(int status, String contentType, byte[] body, Map<String, String> headers) {

    public static Reply html(int status, String page) {
        return new Reply(status, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    public static Reply plain(int status, String text) {
        return new Reply(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    /** After a form: look there with GET (RFC 9110 section 15.4.4). */
    public static Reply seeOther(String path) {
        return new Reply(303, "text/plain; charset=utf-8", new byte[0], Map.of("Location", path));
    }

    public Reply with(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Reply(status, contentType, body, more);
    }

    public Reply status(int other) {
        return new Reply(other, contentType, body, headers);
    }
}
