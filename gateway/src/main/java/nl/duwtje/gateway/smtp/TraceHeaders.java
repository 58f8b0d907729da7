package nl.duwtje.gateway.smtp;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

import nl.duwtje.rules.mail.Origin;

/** Writes our Received header (RFC 5321 section 4.4): no name that was looked up, and no "for", which would tell a Bcc. */
public final class TraceHeaders {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,255}|\\[[A-Za-z0-9.:-]{1,255}]");
    private static final Pattern NOT_COMMENT = Pattern.compile("[^A-Za-z0-9._ -]");

    private static final Pattern NOT_ID = Pattern.compile("[^A-Za-z0-9._-]");

    private TraceHeaders() {}

    /**
     * The whole header field with its final CRLF, ASCII, folded below 998 characters a line.
     *
     * @param hostname our name
     * @param id       how our log calls this message: letters, digits, "-", "." and "_"; others are left out
     */
    public static byte[] received(Origin origin, String hostname, String id, Instant at) {
        String name = NAME.matcher(origin.helo()).matches() ? origin.helo() : "unknown";
        String address = origin.clientAddress().indexOf(':') >= 0 ? "IPv6:" + origin.clientAddress() : origin.clientAddress();
        StringBuilder field = new StringBuilder(200).append("Received: from ").append(name).append(" ([").append(address)
                .append("])\r\n\tby ").append(hostname).append(" with ").append(origin.protocol());
        if (!origin.tls().isEmpty()) {
            field.append("\r\n\t(").append(NOT_COMMENT.matcher(origin.tls()).replaceAll("")).append(')');
        }
        field.append("\r\n\tid ").append(NOT_ID.matcher(id).replaceAll("")).append("; ").append(DATE.format(at)).append("\r\n");
        return field.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
