package nl.duwtje.gateway.smtp;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

import nl.duwtje.rules.mail.Origin;

/** Writes our Received header (RFC 5321 section 4.4): no name that was looked up, and no "for", which would tell a Bcc. Safe for all threads. */
public final class TraceHeaders {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final int MOST = 255;

    private final String hostname;
    /** The last second that was written out: many messages share it. */
    private final AtomicReference<Second> last = new AtomicReference<>(Second.of(0));

    private record Second(long epochSecond, String text) {
        static Second of(long epochSecond) {
            return new Second(epochSecond, DATE.format(Instant.ofEpochSecond(epochSecond)));
        }
    }

    /** @param hostname our name */
    public TraceHeaders(String hostname) {
        this.hostname = hostname;
    }

    private String date(Instant at) {
        Second second = last.get();
        if (second.epochSecond() != at.getEpochSecond()) {
            second = Second.of(at.getEpochSecond());
            last.set(second);
        }
        return second.text();
    }

    /** A domain name, or an address in square brackets. */
    private static boolean isName(String text) {
        boolean literal = text.startsWith("[") && text.endsWith("]");
        int from = literal ? 1 : 0;
        int to = text.length() - from;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!(isWord(c) && c != '_') && c != (literal ? ':' : '_')) {
                return false;
            }
        }
        return to > from && to - from <= MOST;
    }

    private static boolean isWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '_' || c == '-';
    }

    /** Its letters, digits, "-", "." and "_", and {@code also}. */
    private static void words(StringBuilder field, String text, char also) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isWord(c) || c == also) {
                field.append(c);
            }
        }
    }

    /**
     * Adds the whole header field with its final CRLF, ASCII, folded below 998 characters a line.
     *
     * @param id how our log calls this message: letters, digits, "-", "." and "_"; others are left out
     */
    public void received(StringBuilder field, Origin origin, String id, Instant at) {
        field.append("Received: from ").append(isName(origin.helo()) ? origin.helo() : "unknown").append(" ([")
                .append(origin.clientAddress().indexOf(':') >= 0 ? "IPv6:" : "").append(origin.clientAddress())
                .append("])\r\n\tby ").append(hostname).append(" with ").append(origin.protocol());
        if (!origin.tls().isEmpty()) {
            field.append("\r\n\t(");
            words(field, origin.tls(), ' ');
            field.append(')');
        }
        field.append("\r\n\tid ");
        words(field, id, '-');
        field.append("; ").append(date(at)).append("\r\n");
    }
}
