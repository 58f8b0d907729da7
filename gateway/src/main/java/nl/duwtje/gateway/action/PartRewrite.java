package nl.duwtje.gateway.action;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeUtility;

import nl.duwtje.rules.mime.HeaderField;
import nl.duwtje.rules.mime.Part;
import nl.duwtje.rules.mime.Splice;

/** Splices that give one part other content, and where needed another charset or transfer encoding; its other header fields stay. */
final class PartRewrite {

    private static final byte[] CRLF = {'\r', '\n'};

    private PartRewrite() {}

    /** Other content in the part's own charset and transfer encoding. */
    static List<Splice> content(Part part, byte[] content) throws MessagingException {
        return List.of(new Splice(part.bodyFrom(), part.bodyTo(), encoded(content, part.transferEncoding())));
    }

    /** Other text, as UTF-8 and quoted-printable whatever it was before. */
    static List<Splice> utf8(Part part, String text) throws MessagingException {
        List<Splice> splices = new ArrayList<>();
        splices.add(contentType(part));
        splices.addAll(quotedPrintable(part, text.getBytes(StandardCharsets.UTF_8)));
        return splices;
    }

    /** Other content in the part's own charset, as quoted-printable (base64 stays base64). */
    static List<Splice> quotedPrintable(Part part, byte[] content) throws MessagingException {
        if (part.transferEncoding().equals("base64") || part.transferEncoding().equals("quoted-printable")) {
            return content(part, content);
        }
        byte[] field = "Content-Transfer-Encoding: quoted-printable\r\n".getBytes(StandardCharsets.US_ASCII);
        return List.of(field(part, "Content-Transfer-Encoding", field),
                new Splice(part.bodyFrom(), part.bodyTo(), encoded(content, "quoted-printable")));
    }

    static byte[] encoded(byte[] content, String transferEncoding) throws MessagingException {
        switch (transferEncoding) {
            case "base64" :
                return Base64.getMimeEncoder(76, CRLF).encode(content);
            case "quoted-printable" :
                ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + content.length / 8);
                try (OutputStream encoder = MimeUtility.encode(out, "quoted-printable")) {
                    encoder.write(content);
                } catch (IOException e) {
                    throw new MessagingException("memory cannot be written", e);
                }
                return out.toByteArray();
            default :
                return content;
        }
    }

    private static Splice contentType(Part part) {
        List<HeaderField> fields = part.headers("Content-Type");
        if (fields.isEmpty()) {
            boolean needsVersion = part.parent() == null && part.headers("MIME-Version").isEmpty();
            return field(part, "Content-Type",
                    ((needsVersion ? "MIME-Version: 1.0\r\n" : "") + "Content-Type: text/plain; charset=utf-8\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
        }
        StringBuilder written = new StringBuilder("Content-Type: ").append(part.mediaType()).append("; charset=utf-8");
        int from = 0;
        String value = part.value(fields.get(0));
        for (int semicolon = end(value, from); semicolon < value.length(); semicolon = end(value, from)) {
            from = semicolon + 1;
            String parameter = value.substring(from, end(value, from)).strip();
            if (!parameter.isEmpty() && !parameter.toLowerCase(Locale.ROOT).startsWith("charset")) {
                written.append(";\r\n ").append(parameter);
            }
        }
        return field(part, "Content-Type", written.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The next semicolon outside quotes, or the end. */
    private static int end(String value, int from) {
        boolean quoted = false;
        for (int i = from; i < value.length(); i++) {
            char c = value.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ';' && !quoted) {
                return i;
            }
        }
        return value.length();
    }

    /** In the place of the field that is there, else behind the last one. */
    private static Splice field(Part part, String name, byte[] field) {
        List<HeaderField> there = part.headers(name);
        if (!there.isEmpty()) {
            return new Splice(there.get(0).from(), there.get(0).to(), field);
        }
        List<HeaderField> all = part.headers();
        return Splice.insert(all.isEmpty() ? part.headFrom() : all.get(all.size() - 1).to(), field);
    }
}
