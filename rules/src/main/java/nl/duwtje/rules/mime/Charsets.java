package nl.duwtje.rules.mime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

import org.apache.james.mime4j.util.CharsetUtil;

/** Bytes to text as mail programs do it: the declared charset when it is known and fits, else UTF-8 when valid, else windows-1252. */
final class Charsets {

    static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private Charsets() {}

    static Optional<Charset> lookup(String name) {
        String bare = name.strip().replace("\"", "").toLowerCase(Locale.ROOT);
        if (bare.isEmpty()) {
            return Optional.empty();
        }
        if (bare.equals("utf8") || bare.equals("unicode-1-1-utf-8")) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        try {
            return Optional.ofNullable(CharsetUtil.lookup(bare));
        } catch (IllegalArgumentException notAName) {
            return Optional.empty();
        }
    }

    /** At most {@code maxChars} of the first {@code length} bytes; {@code declared} may be empty or unknown. */
    static String text(byte[] bytes, int length, String declared, int maxChars) {
        if (length >= 3 && (bytes[0] & 0xff) == 0xef && (bytes[1] & 0xff) == 0xbb && (bytes[2] & 0xff) == 0xbf) {
            return decode(ByteBuffer.wrap(bytes, 3, length - 3), StandardCharsets.UTF_8, maxChars);
        }
        Charset charset = lookup(declared).orElse(StandardCharsets.US_ASCII);
        Charset wide = wide(bytes, length);
        if (wide != null && !charset.name().startsWith("UTF-16") && !charset.name().startsWith("UTF-32")) {
            charset = wide;
        } else if (charset.equals(StandardCharsets.US_ASCII)) {
            charset = isUtf8(bytes, length, length >= 4L * maxChars) ? StandardCharsets.UTF_8 : WINDOWS_1252;
        } else if (charset.equals(StandardCharsets.ISO_8859_1)) {
            // what says Latin-1 is windows-1252 in practice: quotes and the euro sign stand where Latin-1 has control characters
            charset = WINDOWS_1252;
        } else if (charset.equals(StandardCharsets.UTF_8) && !isUtf8(bytes, length, length >= 4L * maxChars)) {
            charset = WINDOWS_1252;
        }
        return decode(ByteBuffer.wrap(bytes, 0, length), charset, maxChars);
    }

    /** UTF-16 or UTF-32 that does not say so: a byte order mark, or zeros in every second byte, or in three of four. Null when it is not that. */
    private static Charset wide(byte[] bytes, int length) {
        if (length < 4) {
            return null;
        }
        if (bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe || bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff) {
            return StandardCharsets.UTF_16;
        }
        int zeros = 0;
        int even = 0;
        for (int i = 0; i < Math.min(length, 400); i++) {
            zeros += bytes[i] == 0 ? 1 : 0;
            even += bytes[i] == 0 && (i & 1) == 0 ? 1 : 0;
        }
        int looked = Math.min(length, 400);
        if (zeros * 4 >= looked * 3 - 3) {
            return Charset.forName(bytes[0] == 0 ? "UTF-32BE" : "UTF-32LE");
        }
        boolean many = zeros * 10 >= looked * 4;
        return !many ? null : even * 2 > zeros ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
    }

    /** Whether plain letters and digits are the same bytes in it as in ASCII; true for names nobody knows. */
    static boolean isLikeAscii(String declared) {
        String plain = "BSN 0123456789";
        return lookup(declared).map(charset -> new String(plain.getBytes(StandardCharsets.US_ASCII), charset).equals(plain)).orElse(true);
    }

    /** Whether the first {@code length} bytes are valid UTF-8; when the bytes are {@code cut} off, half a character at the very end does not count against it. */
    static boolean isUtf8(byte[] bytes, int length, boolean cut) {
        for (int i = ascii(bytes, 0, length); i < length; i = ascii(bytes, i, length)) {
            int more = continuations(bytes[i]);
            int last = Math.min(i + more, length - 1);
            if (more < 0 || last > i && !isSecond(bytes[i] & 0xff, bytes[i + 1] & 0xff)) {
                return false;
            }
            for (int k = i + 2; k <= last; k++) {
                if ((bytes[k] & 0xc0) != 0x80) {
                    return false;
                }
            }
            if (last < i + more) {
                return cut;
            }
            i += more + 1;
        }
        return true;
    }

    /** How many bytes must follow the first one of a character (RFC 3629 section 4); -1 when none begins with it. */
    private static int continuations(byte first) {
        int b = first & 0xff;
        return b < 0x80 ? 0 : b < 0xc2 ? -1 : b < 0xe0 ? 1 : b < 0xf0 ? 2 : b < 0xf5 ? 3 : -1;
    }

    /** Whether the second byte goes with the first: no longer than needed, no surrogates, not beyond U+10FFFF. */
    private static boolean isSecond(int first, int second) {
        int least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
        int most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
        return second >= least && second <= most;
    }

    /** The first byte from {@code from} on that is not ASCII, or the end. */
    private static int ascii(byte[] bytes, int from, int to) {
        int i = from;
        // eight at a time: most mail is nothing else
        while (i + Long.BYTES <= to && ((long) LONGS.get(bytes, i) & 0x8080808080808080L) == 0) {
            i += Long.BYTES;
        }
        while (i < to && bytes[i] >= 0) {
            i++;
        }
        return i;
    }

    /** What is left of the buffer, at most {@code maxChars} of it. */
    private static String decode(ByteBuffer bytes, Charset charset, int maxChars) {
        if (bytes.remaining() <= maxChars && charset.newDecoder().maxCharsPerByte() <= 1) {
            // cannot become too long: the way of String itself is the fastest and copies once
            int from = bytes.arrayOffset() + bytes.position();
            return charset.equals(StandardCharsets.UTF_8)
                    ? Latin1Text.ofUtf8(bytes.array(), from, from + bytes.remaining())
                    : new String(bytes.array(), from, bytes.remaining(), charset);
        }
        CharsetDecoder decoder = charset.newDecoder().onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        long expected = (long) (bytes.remaining() * (double) decoder.maxCharsPerByte()) + 1;
        CharBuffer out = CharBuffer.allocate((int) Math.min(expected, maxChars));
        decoder.decode(bytes, out, true);
        decoder.flush(out);
        return out.flip().toString();
    }

    /** Whether {@code text} can be written in {@code charset}. */
    static boolean canWrite(String text, Charset charset) {
        if (!charset.canEncode()) {
            return false;
        }
        try {
            charset.newEncoder().encode(CharBuffer.wrap(text));
            return true;
        } catch (CharacterCodingException cannot) {
            return false;
        }
    }
}
