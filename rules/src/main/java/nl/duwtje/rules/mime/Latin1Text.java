package nl.duwtje.rules.mime;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

/**
 * UTF-8 (RFC 3629) whose characters are all below U+0100, as nearly all Dutch and English mail is: made a text with one array of its exact size, where
 * String itself makes two or three. Stateless but for its room.
 */
final class Latin1Text {

    private static final int ORDINARY = 64 * 1024;
    /** Of a character of two bytes below U+0100. */
    private static final int HIGHEST_LEAD = 0xc3;
    private static final int LOWEST_LEAD = 0xc2;
    /** Room that serves one text after the other; empty while it is used. */
    private static final AtomicReference<byte[]> ROOM = new AtomicReference<>();

    private Latin1Text() {}

    /** The same as {@code new String(bytes, from, to - from, UTF_8)}, of any bytes. */
    static String ofUtf8(byte[] bytes, int from, int to) {
        if (to - from > ORDINARY) {
            return new String(bytes, from, to - from, StandardCharsets.UTF_8);
        }
        byte[] spare = ROOM.getAndSet(null);
        byte[] room = spare != null ? spare : new byte[ORDINARY];
        int length = decode(bytes, from, to, room);
        String text = length < 0
                ? new String(bytes, from, to - from, StandardCharsets.UTF_8)
                : new String(room, 0, length, StandardCharsets.ISO_8859_1);
        ROOM.set(room);
        return text;
    }

    /** How many characters it gave; -1 when one of them has no place. */
    private static int decode(byte[] in, int from, int to, byte[] out) {
        int n = 0;
        int i = from;
        while (i < to) {
            int b = in[i++];
            if (b >= 0) {
                out[n++] = (byte) b;
                continue;
            }
            int lead = b & 0xff;
            if (lead < LOWEST_LEAD || lead > HIGHEST_LEAD || i == to || (in[i] & 0xc0) != 0x80) {
                return -1;
            }
            out[n++] = (byte) ((lead & 3) << 6 | in[i++] & 0x3f);
        }
        return n;
    }
}
