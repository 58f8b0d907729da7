package nl.duwtje.rules.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;

/** Text files: which charset, and whether it is a table. */
final class PlainText {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private static final int HEAD = 2000;

    private PlainText() {}

    /** A byte order mark decides, then UTF-16 by its zero bytes, then UTF-8 when valid, then what was declared, then windows-1252. */
    static String decode(byte[] bytes, String declared) {
        int first = bytes.length > 0 ? bytes[0] & 0xff : 0;
        int second = bytes.length > 1 ? bytes[1] & 0xff : 0;
        if (first == 0xef && second == 0xbb && bytes.length > 2 && (bytes[2] & 0xff) == 0xbf) {
            return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
        }
        boolean wider = bytes.length > 3 && bytes.length % 4 == 0;
        if (wider && first == 0xff && second == 0xfe && bytes[2] == 0 && bytes[3] == 0
                || wider && first == 0 && second == 0 && (bytes[2] & 0xff) == 0xfe && (bytes[3] & 0xff) == 0xff) {
            return new String(bytes, Charset.forName("UTF-32")).replace("\ufeff", "");
        }
        if (first == 0xff && second == 0xfe) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
        }
        if (first == 0xfe && second == 0xff) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
        }
        Charset wide = wide(bytes);
        if (wide != null) {
            return new String(bytes, wide);
        }
        CharBuffer utf8 = utf8(bytes);
        return utf8 != null && !isEscaping(declared)
                ? utf8.toString()
                : new String(bytes, charset(declared.isBlank() ? within(bytes) : declared));
    }

    /** What the text says of itself at its beginning: {@code <?xml encoding="...">}, {@code <meta charset=...>}; empty when it does not. */
    private static String within(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1).toLowerCase(java.util.Locale.ROOT);
        int at = head.startsWith("<?xml") ? head.indexOf("encoding=") + 9 : head.contains("<meta") ? head.indexOf("charset=") + 8 : 0;
        if (at < 9) {
            return "";
        }
        int from = at;
        while (from < head.length() && (head.charAt(from) == '"' || head.charAt(from) == '\'')) {
            from++;
        }
        int end = from;
        while (end < head.length() && (Character.isLetterOrDigit(head.charAt(end)) || "-_:.".indexOf(head.charAt(end)) >= 0)) {
            end++;
        }
        return head.substring(from, end);
    }

    /** UTF-16 and UTF-32 without a mark: Latin text has a zero in every second byte, or three in every four. Null when it is neither. */
    static Charset wide(byte[] bytes) {
        int[] zeros = new int[4];
        int length = Math.min(bytes.length, 2000) & ~1;
        for (int i = 0; i < length; i++) {
            zeros[i & 3] += bytes[i] == 0 ? 1 : 0;
        }
        int even = zeros[0] + zeros[2];
        int odd = zeros[1] + zeros[3];
        if (length < 4) {
            return null;
        }
        if (even == 0 || odd == 0) {
            return odd * 10 >= length * 4 ? StandardCharsets.UTF_16LE : even * 10 >= length * 4 ? StandardCharsets.UTF_16BE : null;
        }
        boolean fours = bytes.length % 4 == 0 && zeros[1] * 4 >= length - 3 && zeros[2] * 4 >= length - 3;
        return fours && zeros[3] * 4 >= length - 3 && zeros[0] == 0
                ? Charset.forName("UTF-32LE")
                : fours && zeros[0] * 4 >= length - 3 && zeros[3] == 0 ? Charset.forName("UTF-32BE") : null;
    }

    /** Charsets that are ASCII bytes and yet mean something else: valid UTF-8 proves nothing. */
    private static boolean isEscaping(String declared) {
        String name = declared.toLowerCase(java.util.Locale.ROOT);
        return name.startsWith("iso-2022") || name.startsWith("utf-7") || name.startsWith("utf-16") || name.startsWith("utf-32")
                || name.startsWith("hz");
    }

    private static CharBuffer utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
    }

    private static Charset charset(String declared) {
        try {
            Charset charset = declared.isBlank() ? WINDOWS_1252 : Charset.forName(declared.strip());
            return charset.equals(StandardCharsets.ISO_8859_1) || charset.equals(StandardCharsets.US_ASCII)
                    || charset.equals(StandardCharsets.UTF_8)
                            ? WINDOWS_1252
                            : charset;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return WINDOWS_1252;
        }
    }

    /** Adds a text as prose with line numbers, or, when nearly all of it is a table, as that. Returns "csv" or "text". */
    static String read(String text, Blocks blocks) throws NotInspected {
        List<DelimitedText.Region> regions = DelimitedText.find(text);
        long inTables = regions.stream().mapToLong(region -> region.end() - region.start()).sum();
        if (regions.isEmpty() || inTables * 10 < text.strip().length() * 9L) {
            blocks.add(new Prose("", "line", text));
            return "text";
        }
        int at = 0;
        StringBuilder rest = new StringBuilder();
        for (DelimitedText.Region region : regions) {
            rest.append(text, at, region.start());
            blocks.add(region.table());
            at = region.end();
        }
        rest.append(text, at, text.length());
        if (!rest.toString().isBlank()) {
            blocks.add(new Prose("", "", rest));
        }
        return "csv";
    }
}
