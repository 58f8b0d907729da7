package nl.duwtje.rules.mime;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import nl.duwtje.rules.mail.Spare;

/** Header values as text: unfolded (RFC 5322 section 2.2.3), encoded words decoded (RFC 2047), without characters that deceive. */
final class HeaderText {

    /** Bytes of one value that are read; 10,000 addresses fit in. */
    static final int MAX_VALUE = 2 << 20;

    private static final int ORDINARY = 4 * 1024;
    private static final Spare<byte[]> ROOM = new Spare<>(() -> new byte[ORDINARY]);
    private static final int MAX_DECODED = 32 * 1024;
    private static final int MAX_CHARSET = 80;
    private static final String NO_WORD = "=\u007f";

    private HeaderText() {}

    /** Unfolded, not decoded: UTF-8 when it is that, else windows-1252. */
    static String unfolded(ByteBuffer bytes, long from, long to) {
        int length = (int) Math.min(to - from, MAX_VALUE);
        byte[] value = length > ORDINARY ? new byte[length] : ROOM.take();
        int n = 0;
        int all = 0;
        for (int i = 0; i < length; i++) {
            byte b = bytes.get((int) from + i);
            if (b != '\r' && b != '\n') {
                value[n++] = b;
                all |= b;
            }
        }
        String text = all >= 0 ? plain(value, n) : decoded(value, n, to - from > MAX_VALUE);
        if (length <= ORDINARY) {
            ROOM.give(value);
        }
        return text;
    }

    /** ASCII, stripped. */
    private static String plain(byte[] value, int length) {
        int from = 0;
        int to = length;
        while (from < to && Character.isWhitespace(value[from])) {
            from++;
        }
        while (to > from && Character.isWhitespace(value[to - 1])) {
            to--;
        }
        return new String(value, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static String decoded(byte[] value, int length, boolean cut) {
        return (Charsets.isUtf8(value, length, cut)
                ? new String(value, 0, length, StandardCharsets.UTF_8)
                : new String(value, 0, length, Charsets.WINDOWS_1252)).strip();
    }

    /** Encoded words decoded within the first 32 K characters; what cannot be decoded stays as it is. */
    static String decodeWords(String value) {
        if (!value.contains("=?")) {
            return clean(value);
        }
        if (value.length() > MAX_DECODED) {
            return decodeWords(value.substring(0, MAX_DECODED)) + clean(value.substring(MAX_DECODED));
        }
        try {
            return clean(DecoderUtil.decodeEncodedWords(onlyWords(value), DecodeMonitor.SILENT).replace(NO_WORD, "=?"));
        } catch (IllegalArgumentException broken) {
            return clean(value);
        }
    }

    /** Takes out what only begins like an encoded word: the decoder would look from each of those to the end. */
    private static String onlyWords(String value) {
        int last = value.lastIndexOf("?=");
        StringBuilder out = new StringBuilder(value.length());
        int at = 0;
        for (int start = value.indexOf("=?"); start >= 0; start = value.indexOf("=?", at)) {
            int text = textOfWord(value, start);
            boolean word = text > 0 && text <= last;
            int end = word ? value.indexOf("?=", text) + 2 : start + 2;
            out.append(value, at, start).append(word ? value.substring(start, end) : NO_WORD);
            at = end;
        }
        return out.append(value, at, value.length()).toString();
    }

    /** Behind {@code =?charset?b?} or {@code =?charset?q?}; -1 when that does not stand at {@code start}. */
    private static int textOfWord(String value, int start) {
        int question = start + 2;
        while (question < value.length() && question - start < MAX_CHARSET && value.charAt(question) > ' '
                && value.charAt(question) != '?') {
            question++;
        }
        boolean named = question > start + 2 && question + 2 < value.length() && value.charAt(question) == '?'
                && value.charAt(question + 2) == '?' && "bBqQ".indexOf(value.charAt(question + 1)) >= 0;
        return named ? question + 3 : -1;
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
