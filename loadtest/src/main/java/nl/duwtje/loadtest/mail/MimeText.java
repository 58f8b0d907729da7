package nl.duwtje.loadtest.mail;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Writes MIME as Exchange and Outlook do: quoted-printable texts, base64 files. */
final class MimeText {

    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(76, new byte[]{'\r', '\n'});

    private MimeText() {}

    static String headers(Random random, String from, List<String> to, String subject) {
        return "From: " + from + "\r\nTo: " + String.join(",\r\n ", to) + "\r\nSubject: " + subject
                + "\r\nDate: Thu, 19 Nov 2026 09:%02d:%02d +0100\r\n".formatted(random.nextInt(60), random.nextInt(60))
                + "Thread-Topic: " + subject + "\r\nThread-Index: Ad" + Long.toHexString(random.nextLong())
                + "\r\nAccept-Language: nl-NL, en-US\r\nContent-Language: nl-NL\r\nX-MS-Has-Attach: yes\r\nX-MS-TNEF-Correlator:\r\n"
                + "MIME-Version: 1.0\r\n";
    }

    static String text(String type, String content) {
        return "Content-Type: " + type + "; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
                + quotedPrintable(content);
    }

    static String file(String type, String name, String disposition, byte[] content) {
        return "Content-Type: " + type + "; name=\"" + name + "\"\r\nContent-Disposition: " + disposition + "; filename=\"" + name
                + "\"\r\nContent-ID: <" + name + "@loadtest>\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + BASE64.encodeToString(content) + "\r\n";
    }

    static String multipart(String subtype, String boundary, String... parts) {
        StringBuilder text = new StringBuilder("Content-Type: multipart/" + subtype + ";\r\n\tboundary=\"" + boundary + "\"\r\n\r\n");
        for (String part : parts) {
            text.append("--").append(boundary).append("\r\n").append(part);
        }
        return text.append("--").append(boundary).append("--\r\n").toString();
    }

    /** RFC 2045 section 6.7. */
    static String quotedPrintable(String content) {
        StringBuilder text = new StringBuilder(content.length() + 100);
        int column = 0;
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b == '\r') {
                continue;
            }
            if (b == '\n') {
                text.append("\r\n");
                column = 0;
                continue;
            }
            boolean endOfLine = i + 1 < bytes.length && bytes[i + 1] == '\r';
            boolean plain = b > ' ' && b < 127 && b != '=' || b == ' ' && !endOfLine;
            int width = plain ? 1 : 3;
            if (column + width > 75) {
                text.append("=\r\n");
                column = 0;
            }
            text.append(plain ? String.valueOf((char) b) : "=%02X".formatted(b & 0xff));
            column += width;
        }
        return text.toString();
    }
}
