package nl.duwtje.gateway.notice;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import nl.duwtje.rules.mail.RawMessage;
import nl.duwtje.rules.mime.Splice;
import nl.duwtje.rules.mime.SplicedMessage;

/**
 * The original as a draft: {@code X-Unsent: 1} in front, which makes Outlook open it for editing, and without the fields of its first
 * journey (trace, authentication, Message-ID, Date): sent again it is a new message, and a mailbox that has seen the old Message-ID would
 * drop it. Everything else is byte for byte the original.
 */
final class DraftMessage {

    private static final byte[] UNSENT = "X-Unsent: 1\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final List<String> JOURNEY = List.of("received", "return-path", "delivered-to", "message-id", "date", "x-unsent",
            "dkim-signature", "authentication-results", "received-spf", "x-received");
    private static final List<String> JOURNEY_PREFIXES = List.of("duwtje-", "arc-", "x-ms-exchange-", "x-originating-");
    private static final int MAX_NAME = 60;

    private DraftMessage() {}

    static SplicedMessage of(RawMessage original) {
        List<Splice> splices = new ArrayList<>();
        splices.add(Splice.insert(0, UNSENT));
        ByteBuffer bytes = original.bytes();
        int limit = bytes.limit();
        int start = 0;
        while (start < limit && bytes.get(start) != '\r' && bytes.get(start) != '\n') {
            int end = endOfField(bytes, start, limit);
            if (isOfJourney(name(bytes, start, end))) {
                splices.add(Splice.delete(start, end));
            }
            start = end;
        }
        return new SplicedMessage(original, splices);
    }

    /** Behind the line end of the field that starts at {@code start}, its folded lines included. */
    private static int endOfField(ByteBuffer bytes, int start, int limit) {
        int i = start;
        while (i < limit) {
            if (bytes.get(i++) == '\n' && (i >= limit || bytes.get(i) != ' ' && bytes.get(i) != '\t')) {
                return i;
            }
        }
        return limit;
    }

    private static String name(ByteBuffer bytes, int start, int end) {
        StringBuilder name = new StringBuilder();
        for (int i = start; i < end && name.length() < 80 && bytes.get(i) != ':'; i++) {
            name.append((char) (bytes.get(i) & 0xff));
        }
        return name.toString().strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isOfJourney(String name) {
        return JOURNEY.contains(name) || JOURNEY_PREFIXES.stream().anyMatch(name::startsWith);
    }

    /**
     * A file name from a subject: no path, no character that a file system refuses, no reserved name, at most 60 characters.
     *
     * @param subject already fit to be shown
     */
    static String fileName(String subject, String otherwise) {
        String name = subject.replaceAll("[\\\\/:*?\"<>|•…%;]+", " ").replaceAll("\\s+", " ").strip();
        if (name.length() > MAX_NAME) {
            name = name.substring(0, Character.isHighSurrogate(name.charAt(MAX_NAME - 1)) ? MAX_NAME - 1 : MAX_NAME);
        }
        name = name.replaceAll("^[. ]+|[. ]+$", "");
        boolean reserved = name.isEmpty() || name.matches("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");
        return (reserved ? otherwise : name) + ".eml";
    }
}
