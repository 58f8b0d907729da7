package nl.duwtje.rules.mime;

import java.io.ByteArrayOutputStream;

/** Encodings that stand within a text and not in a header: uuencode (POSIX), yEnc, the percent signs of a data: address (RFC 2397). */
final class OldEncodings {

    private static final byte[] NOTHING = {};

    /** @param end behind what was read: a caller that goes on from here reads nothing twice */
    record Read(byte[] bytes, int end) {}

    private OldEncodings() {}

    /** The file that begins at the line {@code begin 644 name}; empty when that is not what stands there. */
    static Read uuencoded(byte[] in, int at) {
        int i = at + 6;
        int digits = 0;
        while (i < in.length && (in[i] == ' ' || in[i] >= '0' && in[i] <= '7')) {
            digits += in[i++] == ' ' ? 0 : 1;
        }
        if (digits < 3 || digits > 6 || in[i - 1] != ' ') {
            return new Read(NOTHING, i);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int line = nextLine(in, i);
        while (line < in.length) {
            int end = lineEnd(in, line);
            int count = end > line ? in[line] - ' ' & 63 : 0;
            // the last group may be cut off, a checksum may stand behind it
            if (count == 0 || in[line] < ' ' || in[line] > '`' || end - line - 1 < count * 4 / 3 || end - line > 70) {
                break;
            }
            line(in, line + 1, end, count, out);
            line = nextLine(in, end);
        }
        return new Read(out.toByteArray(), line);
    }

    private static void line(byte[] in, int from, int end, int count, ByteArrayOutputStream out) {
        int left = count;
        for (int i = from; left > 0; i += 4) {
            int bits = 0;
            for (int k = 0; k < 4; k++) {
                bits = bits << 6 | (i + k < end ? in[i + k] - ' ' & 63 : 0);
            }
            for (int k = 16; k >= 0 && left > 0; k -= 8, left--) {
                out.write(bits >> k);
            }
        }
    }

    /** The file that begins at the line {@code =ybegin ...}. */
    static Read yEnc(byte[] in, int at) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int i = nextLine(in, at);
        boolean lineStart = true;
        while (i < in.length) {
            byte b = in[i++];
            if (b == '\r' || b == '\n') {
                lineStart = true;
                continue;
            }
            if (b == '=' && i < in.length) {
                if (lineStart && in[i] == 'y') {
                    if (i + 1 < in.length && in[i + 1] == 'p') {
                        i = nextLine(in, i);
                        continue;
                    }
                    break;
                }
                b = (byte) (in[i++] - 64);
            }
            lineStart = false;
            out.write(b - 42);
        }
        return new Read(out.toByteArray(), i);
    }

    /** What stands from {@code from} to the quote, bracket or blank that ends it, if any of it is a percent sign and two digits. */
    static Read percent(byte[] in, int from) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean any = false;
        int i = from;
        for (; i < in.length && in[i] > ' ' && in[i] != '"' && in[i] != '\'' && in[i] != '<' && in[i] != '>'; i++) {
            int high = in[i] == '%' && i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(in[i + 2], 16);
            any |= low >= 0;
            out.write(low >= 0 ? high << 4 | low : in[i]);
            i += low >= 0 ? 2 : 0;
        }
        return new Read(any ? out.toByteArray() : NOTHING, i);
    }

    private static int lineEnd(byte[] in, int from) {
        int i = from;
        while (i < in.length && in[i] != '\r' && in[i] != '\n') {
            i++;
        }
        return i;
    }

    private static int nextLine(byte[] in, int from) {
        int i = lineEnd(in, from);
        i += i < in.length && in[i] == '\r' ? 1 : 0;
        return i < in.length && in[i] == '\n' ? i + 1 : Math.max(i, Math.min(from + 1, in.length));
    }
}
