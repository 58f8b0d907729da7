package nl.duwtje.rules.mime;

import java.util.Arrays;

/** Quoted-printable (RFC 2045 section 6.7), read leniently: an equals sign that begins nothing stays, blanks at the end of a line go. */
final class QuotedPrintableText {

    private QuotedPrintableText() {}

    /** At most {@code maxBytes} of it. */
    static byte[] decode(byte[] in, int maxBytes) {
        byte[] out = new byte[Math.min(in.length, maxBytes)];
        int n = 0;
        int kept = 0;
        int i = 0;
        while (i < in.length && n < out.length) {
            byte b = in[i];
            if (b == '=') {
                int soft = softBreak(in, i + 1);
                int octet = soft > 0 ? -1 : octet(in, i);
                if (octet >= 0) {
                    out[n++] = (byte) octet;
                    i += 3;
                } else if (soft > 0) {
                    i = soft;
                } else {
                    out[n++] = b;
                    i++;
                }
                kept = n;
            } else {
                if (b == '\r' || b == '\n') {
                    n = kept;
                }
                out[n++] = b;
                kept = b == ' ' || b == '\t' ? kept : n;
                i++;
            }
        }
        return n == out.length ? out : Arrays.copyOf(out, n);
    }

    /** Behind the line end that follows, with or without blanks before it; 0 when none does. */
    private static int softBreak(byte[] in, int from) {
        int i = from;
        while (i < in.length && (in[i] == ' ' || in[i] == '\t')) {
            i++;
        }
        if (i < in.length && in[i] == '\r') {
            return i + 1 < in.length && in[i + 1] == '\n' ? i + 2 : i + 1;
        }
        return i < in.length && in[i] == '\n' ? i + 1 : i == in.length ? i : 0;
    }

    private static int octet(byte[] in, int at) {
        int high = at + 2 < in.length ? Character.digit(in[at + 1], 16) : -1;
        int low = high < 0 ? -1 : Character.digit(in[at + 2], 16);
        return low < 0 ? -1 : high << 4 | low;
    }

    /** Whether it reads as if it were encoded so: several octets written as numbers. */
    static boolean looksEncoded(byte[] in) {
        int octets = 0;
        for (int i = 0; i + 2 < in.length; i++) {
            if (in[i] == '=' && octet(in, i) >= 0 && ++octets == 4) {
                return true;
            }
        }
        return false;
    }
}
