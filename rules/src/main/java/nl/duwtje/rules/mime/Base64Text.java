package nl.duwtje.rules.mime;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Base64 as it stands in mail (RFC 2045 section 6.8), read like the most lenient mail program does: what is no digit is skipped, and behind padding
 * it goes on. Where stricter programs would stop or show something else, that is said.
 */
final class Base64Text {

    private static final int BLOCK = 16 * 1024;
    /** The value of each digit; -1 for what is none. */
    private static final int[] VALUE = new int[256];

    static {
        Arrays.fill(VALUE, -1);
        String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < digits.length(); i++) {
            VALUE[digits.charAt(i)] = i;
        }
    }

    private final byte[] out;
    /** How many bytes may be written. */
    private final int room;
    private int size;
    private int bits;
    private int digits;
    private boolean padded;
    private boolean blank;
    private boolean doubtful;

    private Base64Text(int maxBytes, int written) {
        this.room = (int) Math.min(maxBytes, written * 3L / 4 + 3);
        this.out = Body.room(room);
    }

    static int value(byte b) {
        return VALUE[b & 0xff];
    }

    /** At most {@code maxBytes} of what stands between position and limit. */
    static Body decode(ByteBuffer written, int maxBytes) {
        ByteBuffer in = written.duplicate();
        Base64Text text = new Base64Text(maxBytes, in.remaining());
        byte[] block = new byte[Math.min(BLOCK, in.remaining())];
        while (in.hasRemaining() && text.size < text.room) {
            int n = Math.min(block.length, in.remaining());
            in.get(block, 0, n);
            text.block(block, n);
        }
        text.flush();
        return Body.in(text.out, text.size, text.doubtful);
    }

    private void block(byte[] block, int length) {
        int i = 0;
        while (i < length) {
            if (digits == 0 && !padded && !blank) {
                i = quads(block, i, length);
            }
            if (i < length) {
                one(block[i++]);
            }
        }
    }

    /** The straight road: four digits at a time, until something else stands there. */
    private int quads(byte[] block, int from, int length) {
        int i = from;
        int n = size;
        while (i + 4 <= length && n + 3 <= room) {
            int four = VALUE[block[i] & 0xff] << 18 | VALUE[block[i + 1] & 0xff] << 12 | VALUE[block[i + 2] & 0xff] << 6
                    | VALUE[block[i + 3] & 0xff];
            if (four < 0) {
                break;
            }
            out[n] = (byte) (four >> 16);
            out[n + 1] = (byte) (four >> 8);
            out[n + 2] = (byte) four;
            n += 3;
            i += 4;
        }
        size = n;
        return i;
    }

    private void one(byte b) {
        int value = VALUE[b & 0xff];
        if (value >= 0) {
            // digits behind padding, or behind a blank within a line
            doubtful |= padded || blank;
            padded = false;
            blank = false;
            bits = bits << 6 | value;
            if (++digits == 4) {
                flush();
            }
        } else if (b == '=') {
            flush();
            padded = true;
        } else if (b == '\r' || b == '\n') {
            blank = false;
        } else if (b == ' ' || b == '\t') {
            blank = true;
        } else {
            doubtful = true;
        }
    }

    private void flush() {
        int bytes = digits * 6 / 8;
        int left = bits << (4 - digits) * 6;
        for (int i = 0; i < bytes && size < room; i++) {
            out[size++] = (byte) (left >> 16 - 8 * i);
        }
        digits = 0;
        bits = 0;
    }
}
