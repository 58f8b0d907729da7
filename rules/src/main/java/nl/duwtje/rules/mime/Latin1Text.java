package nl.duwtje.rules.mime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import nl.duwtje.rules.mail.Spare;

/**
 * UTF-8 (RFC 3629) whose characters are all below U+0100, as nearly all Dutch and English mail is: made a text with one array of its exact size, where
 * String itself makes two or three. Stateless but for its room.
 */
final class Latin1Text {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long SIGNS = 0x8080808080808080L;
    private static final int ORDINARY = 64 * 1024;
    /** Of a character of two bytes below U+0100. */
    private static final int HIGHEST_LEAD = 0xc3;
    private static final int LOWEST_LEAD = 0xc2;
    private static final Spare<byte[]> ROOM = new Spare<>(() -> new byte[ORDINARY]);

    private Latin1Text() {}

    /** The same as {@code new String(bytes, from, to - from, UTF_8)}, of any bytes. */
    static String ofUtf8(byte[] bytes, int from, int to) {
        if (to - from > ORDINARY) {
            return new String(bytes, from, to - from, StandardCharsets.UTF_8);
        }
        byte[] room = ROOM.take();
        int length = decode(bytes, from, to, room);
        String text = length < 0
                ? new String(bytes, from, to - from, StandardCharsets.UTF_8)
                : new String(room, 0, length, StandardCharsets.ISO_8859_1);
        ROOM.give(room);
        return text;
    }

    /** How many characters it gave; -1 when one of them has no place. */
    private static int decode(byte[] in, int from, int to, byte[] out) {
        int n = 0;
        int i = from;
        while (i < to) {
            int plain = plain(in, i, to, out, n);
            n += plain;
            i += plain;
            if (i == to) {
                break;
            }
            int lead = in[i++] & 0xff;
            if (lead < LOWEST_LEAD || lead > HIGHEST_LEAD || i == to || (in[i] & 0xc0) != 0x80) {
                return -1;
            }
            out[n++] = (byte) ((lead & 3) << 6 | in[i++] & 0x3f);
        }
        return n;
    }

    /** Copies the ASCII that {@code in} begins with at {@code from}, eight bytes at a time, and gives how much it was. */
    private static int plain(byte[] in, int from, int to, byte[] out, int at) {
        int i = from;
        int shift = at - from;
        while (i + Long.BYTES <= to) {
            long eight = (long) LONGS.get(in, i);
            if ((eight & SIGNS) != 0) {
                break;
            }
            LONGS.set(out, i + shift, eight);
            i += Long.BYTES;
        }
        while (i < to && in[i] >= 0) {
            out[i + shift] = in[i];
            i++;
        }
        return i - from;
    }
}
