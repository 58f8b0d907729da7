package nl.duwtje.gateway.smtp;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import nl.duwtje.rules.mail.Origin;

/** Writes our Received header (RFC 5321 section 4.4): no name that was looked up, and no "for", which would tell a Bcc. Safe for all threads. */
public final class TraceHeaders {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,255}|\\[[A-Za-z0-9.:-]{1,255}]");
    private static final Pattern NOT_COMMENT = Pattern.compile("[^A-Za-z0-9._ -]");

    private static final Pattern NOT_ID = Pattern.compile("[^A-Za-z0-9._-]");

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

    /** Without what {@code not} finds. */
    private static String without(Pattern not, String text) {
        Matcher found = not.matcher(text);
        return found.find() ? found.replaceAll("") : text;
    }

    /**
     * The whole header field with its final CRLF, ASCII, folded below 998 characters a line.
     *
     * @param id how our log calls this message: letters, digits, "-", "." and "_"; others are left out
     */
    public byte[] received(Origin origin, String id, Instant at) {
        String name = NAME.matcher(origin.helo()).matches() ? origin.helo() : "unknown";
        String address = origin.clientAddress().indexOf(':') >= 0 ? "IPv6:" + origin.clientAddress() : origin.clientAddress();
        StringBuilder field = new StringBuilder(200).append("Received: from ").append(name).append(" ([").append(address)
                .append("])\r\n\tby ").append(hostname).append(" with ").append(origin.protocol());
        if (!origin.tls().isEmpty()) {
            field.append("\r\n\t(").append(without(NOT_COMMENT, origin.tls())).append(')');
        }
        field.append("\r\n\tid ").append(without(NOT_ID, id)).append("; ").append(date(at)).append("\r\n");
        return field.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
