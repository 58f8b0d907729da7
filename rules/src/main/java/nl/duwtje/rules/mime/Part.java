package nl.duwtje.rules.mime;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * One part of a message: the message itself, a multipart, a leaf, or a message within the message (whose one child is its content). Texts
 * are decoded and without control characters, empty when absent. Offsets are bytes from the start of the outline's buffer. Immutable.
 */
public final class Part {

    private final ByteBuffer bytes;
    /** What is behind the bytes, from the first one on; null when that is no array. */
    private final byte[] array;
    private final Part parent;
    private final PartHead head;
    private final long headFrom;
    private final long bodyFrom;
    private long bodyTo;
    private final List<Part> children = new ArrayList<>();

    Part(ByteBuffer bytes, byte[] array, Part parent, PartHead head, long headFrom, long bodyFrom) {
        this.bytes = bytes;
        this.array = array;
        this.parent = parent;
        this.head = head;
        this.headFrom = headFrom;
        this.bodyFrom = bodyFrom;
        this.bodyTo = bodyFrom;
        if (parent != null) {
            parent.children.add(this);
        }
    }

    void endsAt(long to) {
        bodyTo = Math.max(bodyFrom, to);
    }

    public List<HeaderField> headers() {
        return head.fields();
    }

    /** Those called {@code name}, without regard to case. */
    public List<HeaderField> headers(String name) {
        List<HeaderField> found = List.of();
        List<HeaderField> fields = head.fields();
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).is(name)) {
                found = found.isEmpty() ? new ArrayList<>(2) : found;
                found.add(fields.get(i));
            }
        }
        return found;
    }

    /** The first one called {@code name}, without regard to case; null when there is none. */
    public HeaderField header(String name) {
        List<HeaderField> fields = head.fields();
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).is(name)) {
                return fields.get(i);
            }
        }
        return null;
    }

    /** Lower case, "text/plain" when there is none (within a multipart/digest "message/rfc822"). */
    public String mediaType() {
        return head.mediaType();
    }

    /** Whether the media type begins with {@code prefix}, like "multipart/". */
    public boolean is(String prefix) {
        return head.mediaType().startsWith(prefix);
    }

    /** Of Content-Type: lower-case names, decoded values. */
    public Map<String, String> parameters() {
        return Collections.unmodifiableMap(head.parameters());
    }

    /** One of them; empty when absent. */
    public String parameter(String name) {
        return head.parameters().getOrDefault(name, "");
    }

    /** As declared; empty when not. */
    public String charset() {
        return parameter("charset");
    }

    /** Whether its charset is one we can read (also when none is declared). */
    public boolean hasKnownCharset() {
        return charset().isEmpty() || Charsets.lookup(charset()).isPresent();
    }

    /** Whether its charset gives letters and digits other bytes than ASCII does (UTF-16, EBCDIC): programs that do not know it show other text. */
    public boolean hasForeignCharset() {
        return !charset().isEmpty() && !Charsets.isLikeAscii(charset());
    }

    /** The name it would be saved under: of Content-Disposition, else of Content-Type; empty when neither has one. */
    public String fileName() {
        return head.fileName().isEmpty() ? parameter("name") : head.fileName();
    }

    /** The name in Content-Type when it is another one than {@link #fileName}; else empty. */
    public String otherName() {
        return parameter("name").equals(fileName()) ? "" : parameter("name");
    }

    /** "attachment", "inline" or another one in lower case; empty when not declared. */
    public String disposition() {
        return head.disposition();
    }

    /** Without angle brackets; empty when absent. */
    public String contentId() {
        return head.contentId();
    }

    /** Lower case; "7bit" when absent. */
    public String transferEncoding() {
        return head.transferEncoding();
    }

    /** Its first byte. */
    public long headFrom() {
        return headFrom;
    }

    /** Its first byte of content, behind the empty line. */
    public long bodyFrom() {
        return bodyFrom;
    }

    /** Behind its last byte of content: the line end before a delimiter is the delimiter's (RFC 2046 section 5.1.1). */
    public long bodyTo() {
        return bodyTo;
    }

    public List<Part> children() {
        return Collections.unmodifiableList(children);
    }

    /** Null for the message itself. */
    public Part parent() {
        return parent;
    }

    /** Whether it lies within a message that is itself a part (a forwarded one). */
    public boolean isInsideMessage() {
        for (Part p = parent; p != null; p = p.parent) {
            if (p.isMessage()) {
                return true;
            }
        }
        return false;
    }

    /** message/rfc822 or message/global. */
    public boolean isMessage() {
        return mediaType().equals("message/rfc822") || mediaType().equals("message/global");
    }

    /** A message within the message that is base64 or quoted-printable: it has no children; outline what {@link #decoded} gives. */
    public boolean isEncodedMessage() {
        return isMessage() && isEncoded();
    }

    private boolean isEncoded() {
        return transferEncoding().equals("base64") || transferEncoding().equals("quoted-printable");
    }

    /** A picture shown within the text: a logo, a screenshot. */
    public boolean isInlineImage() {
        return is("image/") && !contentId().isEmpty() && !disposition().equals("attachment")
                && (disposition().equals("inline") || isWithin("multipart/related"));
    }

    private boolean isWithin(String type) {
        for (Part p = parent; p != null && !p.isMessage(); p = p.parent) {
            if (p.mediaType().equals(type)) {
                return true;
            }
        }
        return false;
    }

    /** A file that a recipient can open or save: not text, not an inline image, not a signature, not the machine part of a report. */
    public boolean isAttachment() {
        if (is("multipart/") || isInlineImage() || isSignature() || parent != null && parent.mediaType().equals("multipart/report")) {
            return false;
        }
        if (disposition().equals("attachment") || !fileName().isEmpty()) {
            return true;
        }
        return isMessage() ? parent != null : !is("text/") && !is("message/");
    }

    private boolean isSignature() {
        return switch (mediaType()) {
            case "application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature" ->
                parent != null && parent.mediaType().equals("multipart/signed");
            default -> false;
        };
    }

    /** The first {@code maxBytes} of the content, without its transfer encoding. Reads leniently: what is broken in its encoding is skipped. */
    public Body body(int maxBytes) {
        int written = (int) (bodyTo - bodyFrom);
        return switch (transferEncoding()) {
            case "base64" -> Base64Text.decode(bytes.slice((int) bodyFrom, written), maxBytes);
            case "quoted-printable" -> quotedPrintable(maxBytes);
            default -> {
                int length = (int) Math.min(bodyTo - bodyFrom, maxBytes);
                byte[] room = Body.room(length);
                bytes.get((int) bodyFrom, room, 0, length);
                yield Body.in(room, length, false);
            }
        };
    }

    private Body quotedPrintable(int maxBytes) {
        int to = (int) Math.min(bodyTo, bodyFrom + 4L * maxBytes);
        if (array != null) {
            return QuotedPrintableText.decode(array, (int) bodyFrom, to, maxBytes);
        }
        byte[] copy = new byte[(int) (to - bodyFrom)];
        bytes.get((int) bodyFrom, copy);
        return QuotedPrintableText.decode(copy, 0, copy.length, maxBytes);
    }

    /** The bytes of {@link #body}. */
    public byte[] decoded(int maxBytes) {
        try (Body body = body(maxBytes)) {
            return body.bytes();
        }
    }

    /** At most {@code maxChars} of what {@link #body} gave as text, as {@link #text} reads it. */
    public String textOf(Body body, int maxChars) {
        return Charsets.text(body.array(), body.length(), charset(), maxChars);
    }

    /** The first {@code maxChars} of the content as text: the declared charset when known and fitting, else UTF-8, else windows-1252. */
    public String text(int maxChars) {
        try (Body body = body((int) Math.min(4L * maxChars, Integer.MAX_VALUE - 8))) {
            return textOf(body, maxChars);
        }
    }

    /** The value of one of {@link #headers}, unfolded and raw. */
    public String value(HeaderField field) {
        return HeaderText.unfolded(bytes, field.valueFrom(), field.to());
    }
}
