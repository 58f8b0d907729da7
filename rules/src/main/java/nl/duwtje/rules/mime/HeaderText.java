package nl.duwtje.rules.mime;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;

/** Header values as text: unfolded (RFC 5322 section 2.2.3), encoded words decoded (RFC 2047), without characters that deceive. */
final class HeaderText {

    /** Bytes of one value that are read; 10,000 addresses fit in. */
    static final int MAX_VALUE = 2 << 20;

    private HeaderText() {}

    /** Unfolded, not decoded: UTF-8 when it is that, else windows-1252. */
    static String unfolded(ByteBuffer bytes, long from, long to) {
        int length = (int) Math.min(to - from, MAX_VALUE);
        byte[] value = new byte[length];
        int n = 0;
        for (int i = 0; i < length; i++) {
            byte b = bytes.get((int) from + i);
            if (b != '\r' && b != '\n') {
                value[n++] = b;
            }
        }
        byte[] exact = java.util.Arrays.copyOf(value, n);
        return (Charsets.isUtf8(exact, to - from > MAX_VALUE)
                ? new String(exact, StandardCharsets.UTF_8)
                : new String(exact, Charsets.WINDOWS_1252)).strip();
    }

    /** Encoded words decoded; what cannot be decoded stays as it is. */
    static String decodeWords(String value) {
        if (!value.contains("=?")) {
            return clean(value);
        }
        try {
            return clean(DecoderUtil.decodeEncodedWords(value, DecodeMonitor.SILENT));
        } catch (IllegalArgumentException broken) {
            return clean(value);
        }
    }

    /** Without control characters and without the marks that turn the reading direction (a file name that ends in "exe" and looks like "pdf"). */
    static String clean(String text) {
        StringBuilder out = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean bad = Character.isISOControl(c) || c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069' || c == '\u200e'
                    || c == '\u200f' || c == '\ufeff';
            if (bad && out == null) {
                out = new StringBuilder(text.length()).append(text, 0, i);
            }
            if (out != null && (!bad || c == '\t')) {
                out.append(c == '\t' ? ' ' : c);
            }
        }
        return out == null ? text : out.toString();
    }
}
