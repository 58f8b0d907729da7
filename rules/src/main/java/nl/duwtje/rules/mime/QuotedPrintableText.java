package nl.duwtje.rules.mime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Quoted-printable (RFC 2045 section 6.7), read leniently: an equals sign that begins nothing stays, blanks at the end of a line go. */
final class QuotedPrintableText {

    /** The value of each hexadecimal digit; -1 for what is none. */
    private static final byte[] DIGIT = new byte[256];

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long ONES = 0x0101010101010101L;
    private static final long SIGNS = ONES << 7;
    private static final long EQUALS = ONES * '=';

    static {
        for (int b = 0; b < DIGIT.length; b++) {
            DIGIT[b] = (byte) (b < 128 ? Character.digit(b, 16) : -1);
        }
    }

    private QuotedPrintableText() {}

    /** At most {@code maxBytes} of what stands in {@code from..to}. */
    static Body decode(byte[] in, int from, int to, int maxBytes) {
        int most = Math.min(to - from, maxBytes);
        byte[] room = Body.room(most);
        return Body.in(room, decode(in, from, to, room, most), false);
    }

    /** Fills {@code out} with at most so many bytes, and gives how many it were. */
    private static int decode(byte[] in, int from, int to, byte[] out, int limit) {
        int n = 0;
        // blanks behind here go when the line ends
        int kept = 0;
        int i = from;
        while (i < to && n < limit) {
            int plain = plain(in, i, Math.min(to, i + limit - n), out, n);
            n += plain;
            i += plain;
            if (i == to || n == limit) {
                break;
            }
            int b = in[i];
            if (b == '=') {
                int soft = softBreak(in, i + 1, to);
                int octet = soft > 0 ? -1 : octet(in, i, to);
                if (soft > 0) {
                    i = soft;
                } else {
                    out[n++] = (byte) (octet < 0 ? b : octet);
                    i += octet < 0 ? 1 : 3;
                }
            } else {
                while (n > kept && (out[n - 1] == ' ' || out[n - 1] == '\t')) {
                    n--;
                }
                out[n++] = (byte) b;
                i++;
            }
            kept = n;
        }
        return n;
    }

    /** Copies what stands before the next equals sign or line end, eight bytes at a time while it can; how many that were. */
    private static int plain(byte[] in, int from, int to, byte[] out, int at) {
        int most = to - from;
        int n = 0;
        while (n + Long.BYTES <= most) {
            long eight = (long) LONGS.get(in, from + n);
            LONGS.set(out, at + n, eight);
            long equals = eight ^ EQUALS;
            // the sign of each byte that is an equals sign, or below 14 as line ends are; beyond ASCII it may be set for nothing
            if (((equals - ONES | eight - ONES * 14) & SIGNS) != 0) {
                break;
            }
            n += Long.BYTES;
        }
        while (n < most && in[from + n] != '=' && in[from + n] != '\r' && in[from + n] != '\n') {
            out[at + n] = in[from + n];
            n++;
        }
        return n;
    }

    /** Behind the line end that follows, with or without blanks before it; 0 when none does. */
    private static int softBreak(byte[] in, int from, int to) {
        int i = from;
        while (i < to && (in[i] == ' ' || in[i] == '\t')) {
            i++;
        }
        if (i < to && in[i] == '\r') {
            return i + 1 < to && in[i + 1] == '\n' ? i + 2 : i + 1;
        }
        return i < to && in[i] == '\n' ? i + 1 : i == to ? i : 0;
    }

    private static int octet(byte[] in, int at, int to) {
        int high = at + 2 < to ? DIGIT[in[at + 1] & 0xff] : -1;
        int low = high < 0 ? -1 : DIGIT[in[at + 2] & 0xff];
        return low < 0 ? -1 : high << 4 | low;
    }

    /** Whether it reads as if it were encoded so: several octets written as numbers. */
    static boolean looksEncoded(byte[] in, int length) {
        int octets = 0;
        int i = 0;
        while (i + 2 < length) {
            if (i + Long.BYTES <= length && ((((long) LONGS.get(in, i) ^ EQUALS) - ONES) & SIGNS) == 0) {
                i += Long.BYTES;
                continue;
            }
            for (int end = Math.min(i + Long.BYTES, length - 2); i < end; i++) {
                if (in[i] == '=' && octet(in, i, length) >= 0 && ++octets == 4) {
                    return true;
                }
            }
        }
        return false;
    }
}
