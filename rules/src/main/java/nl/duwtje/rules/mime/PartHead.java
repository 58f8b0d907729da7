package nl.duwtje.rules.mime;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the header fields of one part say about it. Every doubt goes to the oddities. */
record PartHead(List<HeaderField> fields, String mediaType, Map<String, String> parameters, String boundary, String disposition,
        String fileName, String contentId, String transferEncoding) {

    static PartHead of(ByteBuffer bytes, List<HeaderField> fields, boolean inDigest, Oddities odd) {
        String type = one(bytes, fields, "Content-Type", odd);
        String disposition = one(bytes, fields, "Content-Disposition", odd);
        String encoding = one(bytes, fields, "Content-Transfer-Encoding", odd);
        ParameterValue content = ParameterValue.of(type);
        ParameterValue placed = ParameterValue.of(disposition);
        String mediaType = mediaType(content, inDigest, odd);
        String boundary = Boundary.of(mediaType, content, type, odd);
        String id = HeaderText.clean(last(bytes, fields, "Content-ID")).replace("<", "").replace(">", "").strip();
        return new PartHead(Collections.unmodifiableList(fields), mediaType, content.parameters(), boundary,
                placed.value().toLowerCase(Locale.ROOT),
                placed.parameters().getOrDefault("filename", placed.parameters().getOrDefault("name", "")), id,
                transferEncoding(encoding, mediaType, odd));
    }

    private static String last(ByteBuffer bytes, List<HeaderField> fields, String name) {
        String value = "";
        for (HeaderField field : fields) {
            if (field.is(name)) {
                value = HeaderText.unfolded(bytes, field.valueFrom(), field.to());
            }
        }
        return value;
    }

    /** The first one, as most mail programs do. */
    private static String one(ByteBuffer bytes, List<HeaderField> fields, String name, Oddities odd) {
        String value = null;
        for (HeaderField field : fields) {
            if (field.is(name)) {
                if (value != null) {
                    odd.add("repeated " + name);
                } else {
                    value = HeaderText.unfolded(bytes, field.valueFrom(), field.to());
                    checkCharacters(value, name, odd);
                }
            }
        }
        return value == null ? "" : value;
    }

    private static void checkCharacters(String value, String name, Oddities odd) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' && c != '\t' || c == 127) {
                odd.add("control character in " + name);
            }
        }
    }

    private static String mediaType(ParameterValue content, boolean inDigest, Oddities odd) {
        String written = content.value().toLowerCase(Locale.ROOT);
        if (written.isEmpty()) {
            if (!content.raw().isEmpty()) {
                odd.add("Content-Type without a type");
            }
            return inDigest ? "message/rfc822" : "text/plain";
        }
        if (written.contains("=?")) {
            odd.add("encoded word in Content-Type");
        }
        int slash = written.indexOf('/');
        if (slash <= 0 || !isToken(written.substring(0, slash)) || !isToken(written.substring(slash + 1))) {
            odd.add("garbled Content-Type");
            int end = 0;
            while (end < written.length() && (isTokenCharacter(written.charAt(end)) || written.charAt(end) == '/')) {
                end++;
            }
            String head = written.substring(0, end);
            return head.contains("/") ? head : "application/octet-stream";
        }
        return written;
    }

    private static String transferEncoding(String written, String mediaType, Oddities odd) {
        String value = written.toLowerCase(Locale.ROOT);
        if (value.isEmpty()) {
            return "7bit";
        }
        if (value.contains("=?")) {
            odd.add("encoded word in Content-Transfer-Encoding");
        } else if (value.contains("(")) {
            odd.add("comment in Content-Transfer-Encoding");
        }
        boolean multipart = mediaType.startsWith("multipart/");
        return switch (value) {
            case "7bit", "8bit", "binary" -> value;
            case "base64", "quoted-printable" -> {
                if (multipart) {
                    odd.add("encoded multipart");
                }
                yield multipart ? "7bit" : value;
            }
            default -> {
                odd.add("unknown Content-Transfer-Encoding");
                yield likely(value);
            }
        };
    }

    /** What a lenient program would make of a garbled encoding: content is rather decoded once too often than left unread. */
    private static String likely(String value) {
        return value.contains("base64") ? "base64" : value.contains("quoted") ? "quoted-printable" : "8bit";
    }

    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isTokenCharacter(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** RFC 2045 section 5.1. */
    private static boolean isTokenCharacter(char c) {
        return c > ' ' && c < 127 && "()<>@,;:\\\"/[]?=".indexOf(c) < 0;
    }
}
