package nl.duwtje.gateway.dsn;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.random.RandomGenerator;

import nl.duwtje.rules.mail.MemoryMessage;
import nl.duwtje.rules.mail.RawMessage;

/**
 * Writes a {@link Dsn} as multipart/report (RFC 6522): words for people, message/delivery-status (RFC 3464), and what came of the original:
 * its headers, or all of it when RET=FULL asked and it is at most {@value #FULL_LIMIT} bytes. As thread-safe as the randomness it is given.
 */
public final class DsnWriter {

    /** A larger message comes back as headers only, in bytes. */
    public static final int FULL_LIMIT = 256 * 1024;

    private static final int HEADERS_LIMIT = 64 * 1024;
    private static final int FOLD_AT = 76;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    private final Clock clock;
    private final RandomGenerator random;

    public DsnWriter(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /**
     * @param original the message it is about; only read
     * @return lines end in CRLF; in memory
     * @throws UncheckedIOException when the original cannot be read
     */
    public RawMessage write(Dsn dsn, RawMessage original) {
        String boundary = "dsn-" + token();
        ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
        head(out, dsn, boundary);
        part(out, boundary);
        words(out, DsnWords.text(dsn));
        part(out, boundary);
        status(out, dsn);
        part(out, boundary);
        original(out, dsn, original);
        line(out, "");
        line(out, "--" + boundary + "--");
        return new MemoryMessage(out.toByteArray());
    }

    private void head(ByteArrayOutputStream out, Dsn dsn, String boundary) {
        line(out, "From: Mail Delivery System <MAILER-DAEMON@" + dsn.reportingMta() + ">");
        line(out, "To: <" + dsn.to().text() + ">");
        line(out, "Subject: " + DsnWords.subject(dsn));
        line(out, "Date: " + date(clock.instant()));
        line(out, "Message-ID: <" + token() + "@" + dsn.reportingMta() + ">");
        line(out, "Auto-Submitted: auto-replied");
        line(out, "MIME-Version: 1.0");
        line(out, "Content-Type: multipart/report; report-type=delivery-status;");
        line(out, " boundary=\"" + boundary + "\"");
        line(out, "");
        line(out, "This is a delivery status notification in MIME format.");
    }

    private static void part(ByteArrayOutputStream out, String boundary) {
        line(out, "");
        line(out, "--" + boundary);
    }

    private static void words(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean ascii = isAscii(bytes);
        line(out, "Content-Type: text/plain; charset=" + (ascii ? "us-ascii" : "utf-8"));
        line(out, "Content-Transfer-Encoding: " + (ascii ? "7bit" : "base64"));
        line(out, "");
        out.writeBytes(ascii ? bytes : Base64.getMimeEncoder().encode(bytes));
    }

    private void status(ByteArrayOutputStream out, Dsn dsn) {
        line(out, "Content-Type: message/delivery-status");
        line(out, "");
        Xtext.decode(dsn.envid()).ifPresent(id -> field(out, "Original-Envelope-Id", id));
        field(out, "Reporting-MTA", "dns; " + dsn.reportingMta());
        field(out, "Arrival-Date", date(dsn.arrivedAt()));
        for (Dsn.Recipient recipient : dsn.recipients()) {
            line(out, "");
            originalRecipient(out, recipient.path().orcpt());
            field(out, "Final-Recipient", Xtext.typed(recipient.path().address().text()));
            field(out, "Action", recipient.action().name().toLowerCase(Locale.ROOT));
            field(out, "Status", recipient.status());
            if (!dsn.remoteMta().isEmpty()) {
                field(out, "Remote-MTA", "dns; " + dsn.remoteMta());
            }
            field(out, "Diagnostic-Code", "smtp; " + recipient.reply().line());
            field(out, "Last-Attempt-Date", date(clock.instant()));
        }
    }

    private static void originalRecipient(ByteArrayOutputStream out, String orcpt) {
        int semicolon = orcpt.indexOf(';');
        if (semicolon > 0 && orcpt.substring(0, semicolon).matches("[A-Za-z0-9-]+")) {
            Xtext.decode(orcpt.substring(semicolon + 1))
                    .ifPresent(address -> field(out, "Original-Recipient", orcpt.substring(0, semicolon) + "; " + address));
        }
    }

    private static void original(ByteArrayOutputStream out, Dsn dsn, RawMessage original) {
        boolean full = dsn.full() && dsn.hasFailure() && original.size() <= FULL_LIMIT;
        byte[] returned = full ? read(original, FULL_LIMIT) : headers(read(original, HEADERS_LIMIT));
        line(out, "Content-Type: " + (full ? "message/rfc822" : "text/rfc822-headers"));
        line(out, "Content-Transfer-Encoding: " + (isAscii(returned) ? "7bit" : "8bit"));
        line(out, "");
        out.writeBytes(returned);
    }

    private static byte[] read(RawMessage original, int limit) {
        try (InputStream in = original.open()) {
            return in.readNBytes(limit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whole header lines up to the empty line. */
    private static byte[] headers(byte[] bytes) {
        int end = 0;
        for (int i = 1; i < bytes.length; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r') {
                if (i - 1 == end) {
                    break;
                }
                end = i + 1;
            }
        }
        return java.util.Arrays.copyOf(bytes, end);
    }

    /** Folded at spaces (RFC 5322 section 2.2.3), so that no line grows beyond what mail may have. */
    private static void field(ByteArrayOutputStream out, String name, String value) {
        String rest = name + ": " + value.strip();
        while (rest.length() > FOLD_AT) {
            int space = rest.lastIndexOf(' ', FOLD_AT);
            if (space <= (rest.startsWith(" ") ? 1 : name.length() + 1)) {
                space = rest.indexOf(' ', FOLD_AT);
            }
            if (space < 0 || rest.substring(space).isBlank()) {
                break;
            }
            line(out, rest.substring(0, space).stripTrailing());
            rest = " " + rest.substring(space).strip();
        }
        line(out, rest);
    }

    private static void line(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        out.write('\r');
        out.write('\n');
    }

    private static String date(Instant instant) {
        return DATE.format(ZonedDateTime.ofInstant(instant, ZoneId.of("UTC")));
    }

    private String token() {
        byte[] bytes = new byte[15];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }
}
