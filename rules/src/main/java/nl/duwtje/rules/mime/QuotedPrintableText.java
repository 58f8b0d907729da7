package nl.duwtje.rules.mime;

/** Quoted-printable (RFC 2045 section 6.7), read leniently: an equals sign that begins nothing stays, blanks at the end of a line go. */
final class QuotedPrintableText {

    /** The value of each hexadecimal digit; -1 for what is none. */
    private static final byte[] DIGIT = new byte[256];

    /** Bytes that stand for themselves wherever they stand. */
    private static final boolean[] PLAIN = new boolean[256];

    static {
        for (int b = 0; b < DIGIT.length; b++) {
            PLAIN[b] = b != '=' && b != ' ' && b != '\t' && b != '\r' && b != '\n';
            DIGIT[b] = (byte) (b < 128 ? Character.digit(b, 16) : -1);
        }
    }

    private QuotedPrintableText() {}

    /** At most {@code maxBytes} of what stands in {@code from..to}. */
    static byte[] decode(byte[] in, int from, int to, int maxBytes) {
        int most = Math.min(to - from, maxBytes);
        // counting first is cheaper than an array too long and a copy of it
        byte[] out = new byte[decode(in, from, to, most, null)];
        decode(in, from, to, most, out);
        return out;
    }

    /** How many bytes it gives, and {@code out} filled with them when there is one; the same for both. */
    private static int decode(byte[] in, int from, int to, int most, byte[] out) {
        int n = 0;
        int kept = 0;
        int i = from;
        while (i < to && n < most) {
            int b = in[i];
            if (PLAIN[b & 0xff]) {
                int run = i + 1;
                int end = Math.min(to, i + most - n);
                while (run < end && PLAIN[in[run] & 0xff]) {
                    run++;
                }
                if (out != null && n < out.length) {
                    System.arraycopy(in, i, out, n, Math.min(run - i, out.length - n));
                }
                n += run - i;
                i = run;
                kept = n;
                continue;
            }
            if (b == '=') {
                int soft = softBreak(in, i + 1, to);
                int octet = soft > 0 ? -1 : octet(in, i, to);
                if (octet >= 0) {
                    b = octet;
                    i += 3;
                } else if (soft > 0) {
                    i = soft;
                    kept = n;
                    continue;
                } else {
                    i++;
                }
                put(out, n++, b);
                kept = n;
            } else {
                if (b == '\r' || b == '\n') {
                    n = kept;
                }
                put(out, n++, b);
                kept = b == ' ' || b == '\t' ? kept : n;
                i++;
            }
        }
        return n;
    }

    /** Bytes that are taken back later can lie behind the end. */
    private static void put(byte[] out, int at, int b) {
        if (out != null && at < out.length) {
            out[at] = (byte) b;
        }
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
    static boolean looksEncoded(byte[] in) {
        int octets = 0;
        for (int i = 0; i + 2 < in.length; i++) {
            if (in[i] == '=' && octet(in, i, in.length) >= 0 && ++octets == 4) {
                return true;
            }
        }
        return false;
    }
}
