package nl.duwtje.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import nl.duwtje.gateway.smtp.TraceHeaders;
import nl.duwtje.rules.mail.RawMessage;
import nl.duwtje.rules.mail.Spare;
import nl.duwtje.rules.mime.SplicedMessage;

/**
 * Knows how often a message has been here. Each message that leaves carries {@code Duwtje-Seen: <id> <mac>}, where the mac binds the id,
 * and whether outsiders got it, to Message-ID, From and Date under our secret: a header that somebody copied to another message or made up counts for nothing. Safe for all threads.
 */
final class Passages {

    private static final String HEADER = "Duwtje-Seen";
    private static final int MAC_BYTES = 16;
    private static final String OUTSIDE = "";
    private static final String INSIDE = " inside";
    /** More header bytes than this are not searched: the SMTP side refuses longer header sections. */
    private static final int MAX_LINE = 1000;

    private static final HexFormat HEX = HexFormat.of();

    private final Mac prototype;
    private final Spare<Desk> desks = new Spare<>(this::desk);
    private final TraceHeaders headers;
    private final int maxReceived;
    private final int maxPasses;

    /** What reading and writing a mark needs: for one message at a time. A mac is ready again after its doFinal. */
    private record Desk(Mac mac, StringBuilder text) {}

    /** @param hostname ours, for the Received header */
    Passages(byte[] secret, String hostname, int maxReceived, int maxPasses) {
        try {
            prototype = Mac.getInstance("HmacSHA256");
            prototype.init(new SecretKeySpec(secret, "HmacSHA256"));
            prototype.clone();
        } catch (GeneralSecurityException | CloneNotSupportedException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
        this.headers = new TraceHeaders(hostname);
        this.maxReceived = maxReceived;
        this.maxPasses = maxPasses;
    }

    /** Reads the secret, or makes one at first start, readable by us alone. */
    static byte[] secret(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] fresh = new byte[32];
            new SecureRandom().nextBytes(fresh);
            Path temporary = Files.createTempFile(file.toAbsolutePath().getParent(), "secret", ".new");
            Files.writeString(temporary, HexFormat.of().formatHex(fresh) + "\n");
            try {
                Files.createLink(file, temporary);
            } catch (FileAlreadyExistsException somebodyWasFirst) {
                // then theirs counts
            } finally {
                Files.delete(temporary);
            }
        }
        byte[] secret = Files.readString(file).strip().getBytes(StandardCharsets.UTF_8);
        if (secret.length < 16) {
            throw new IOException(file + " holds fewer than 16 characters; write a long random text in it or delete it");
        }
        return secret;
    }

    /**
     * What the headers tell of earlier passages.
     *
     * @param received  number of Received headers
     * @param seen      number of Duwtje-Seen headers that are truly ours, for this message
     * @param decided   whether one of them says that the rules looked at it on its way to an outsider
     * @param messageId with its angle brackets; empty when absent
     * @param binding   what a mark is bound to: Message-ID, From and Date as they stand in the header
     */
    record Passage(int received, int seen, boolean decided, String messageId, String binding) {}

    /** Whether it goes round. */
    boolean isLoop(Passage passage) {
        return passage.received > maxReceived || passage.seen >= maxPasses;
    }

    /** Reads the header section once. */
    Passage of(RawMessage message) {
        ByteBuffer bytes = message.bytes();
        int received = 0;
        String messageId = "";
        String from = "";
        String date = "";
        List<String> marks = List.of();
        Desk desk = desks.take();
        StringBuilder scratch = desk.text;
        int limit = bytes.limit();
        for (int at = 0; at < limit && bytes.get(at) != '\r';) {
            int end = endOfLine(bytes, at, limit);
            switch (bytes.get(at) | 0x20) {
                case 'r' -> received += isNamed(bytes, at, end, "Received") ? 1 : 0;
                case 'm' ->
                    messageId = messageId.isEmpty() && isNamed(bytes, at, end, "Message-ID")
                            ? folded(bytes, at + 11, limit, scratch)
                            : messageId;
                case 'f' -> from = from.isEmpty() && isNamed(bytes, at, end, "From") ? folded(bytes, at + 5, limit, scratch) : from;
                case 'd' -> {
                    date = date.isEmpty() && isNamed(bytes, at, end, "Date") ? folded(bytes, at + 5, limit, scratch) : date;
                    if (marks.size() < 2 * maxPasses && isNamed(bytes, at, end, HEADER)) {
                        marks = marks.isEmpty() ? new ArrayList<>(2) : marks;
                        marks.add(folded(bytes, at + HEADER.length() + 1, limit, scratch));
                    }
                }
                default -> {
                    // no header of interest
                }
            }
            at = end;
        }
        String binding = messageId + "\n" + from + "\n" + date;
        int seen = 0;
        boolean decided = false;
        for (String mark : marks) {
            boolean outside = isOurs(desk.mac, mark, OUTSIDE, binding);
            decided |= outside;
            seen += outside || isOurs(desk.mac, mark, INSIDE, binding) ? 1 : 0;
        }
        desks.give(desk);
        return new Passage(received, seen, decided, messageId, binding);
    }

    /**
     * The message with our own trace headers in front; nothing else changes.
     *
     * @param toOutsiders whether this copy goes to outsiders too. One for colleagues says so in its mark: a mailbox that redirects it
     *                        keeps the mark, and nobody has been asked about the outsider it goes to then
     */
    RawMessage trace(Arrival arrival, boolean toOutsiders) {
        Desk desk = desks.take();
        StringBuilder head = desk.text;
        head.setLength(0);
        headers.received(head, arrival.origin(), arrival.id(), arrival.at());
        head.append(HEADER).append(": ").append(arrival.id()).append(' ');
        byte[] mac = mac(desk.mac, arrival.id(), toOutsiders ? OUTSIDE : INSIDE, arrival.binding());
        HEX.formatHex(head, mac, 0, MAC_BYTES).append("\r\n");
        byte[] bytes = ascii(head);
        desks.give(desk);
        return SplicedMessage.prepend(bytes, arrival.message());
    }

    private static byte[] ascii(StringBuilder text) {
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            char c = text.charAt(i);
            bytes[i] = (byte) (c < 128 ? c : '?');
        }
        return bytes;
    }

    private Desk desk() {
        try {
            return new Desk((Mac) prototype.clone(), new StringBuilder(MAX_LINE));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("was cloned before", e);
        }
    }

    private static boolean isOurs(Mac mac, String mark, String way, String binding) {
        int space = mark.indexOf(' ');
        if (space <= 0 || mark.length() != space + 1 + 2 * MAC_BYTES) {
            return false;
        }
        try {
            return MessageDigest.isEqual(HEX.parseHex(mark, space + 1, mark.length()),
                    Arrays.copyOf(mac(mac, mark.substring(0, space), way, binding), MAC_BYTES));
        } catch (IllegalArgumentException notHex) {
            return false;
        }
    }

    /** Its first {@link #MAC_BYTES} are what is written. */
    private static byte[] mac(Mac mac, String id, String way, String binding) {
        mac.update(id.getBytes(StandardCharsets.UTF_8));
        mac.update(way.getBytes(StandardCharsets.UTF_8));
        mac.update((byte) '\n');
        return mac.doFinal(binding.getBytes(StandardCharsets.UTF_8));
    }

    private static int endOfLine(ByteBuffer bytes, int from, int limit) {
        int i = from;
        while (i < limit && bytes.get(i) != '\n') {
            i++;
        }
        return Math.min(i + 1, limit);
    }

    private static boolean isNamed(ByteBuffer bytes, int from, int end, String name) {
        if (end - from <= name.length() || bytes.get(from + name.length()) != ':') {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if ((bytes.get(from + i) | 0x20) != (name.charAt(i) | 0x20)) {
                return false;
            }
        }
        return true;
    }

    /** The value from here to the end of its last folded line, white space at both ends removed. */
    private static String folded(ByteBuffer bytes, int from, int limit, StringBuilder value) {
        value.setLength(0);
        for (int i = from; i < limit && value.length() < MAX_LINE; i++) {
            byte b = bytes.get(i);
            if (b == '\n') {
                if (i + 1 >= limit || bytes.get(i + 1) != ' ' && bytes.get(i + 1) != '\t') {
                    break;
                }
            } else if (b != '\r' && (b != ' ' || !value.isEmpty())) {
                value.append((char) (b & 0xff));
            }
        }
        return value.toString().strip();
    }
}
