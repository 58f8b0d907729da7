package nl.duwtje.rules.mime;

import java.nio.charset.StandardCharsets;

/** How files that can hold a text begin: enough to tell the right reading of an encoded run from the wrong ones. */
final class Magic {

    private static final byte[][] ANYWHERE = {bytes("%PDF-"), bytes("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1"),
            bytes("7z\u00bc\u00af'\u001c"), bytes("Rar!\u001a\u0007"), bytes("{\\rtf1")};
    private static final byte[][] AT_START = {bytes("\u001f\u008b\u0008"), bytes("x\u009f>\"")};
    private static final byte[][] PICTURES = {bytes("\u0089PNG"), bytes("\u00ff\u00d8\u00ff"), bytes("GIF8"), bytes("II*\0"),
            bytes("MM\0*"),
            bytes("RIFF"), bytes("\0\0\u0001\0"), bytes("BM"), bytes("wOFF"), bytes("wOF2"), bytes("OTTO"), bytes("\0\u0001\0\0")};

    private Magic() {}

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Where a document or an archive begins; -1 when none does. */
    static int find(byte[] in) {
        for (byte[] magic : AT_START) {
            if (stands(in, 0, magic)) {
                return 0;
            }
        }
        for (int i = 0; i + 5 <= in.length; i++) {
            switch (in[i]) {
                case 'P' -> {
                    if (isZip(in, i)) {
                        return i;
                    }
                }
                case '%', (byte) 0xd0, '7', 'R', '{' -> {
                    for (byte[] magic : ANYWHERE) {
                        if (stands(in, i, magic)) {
                            return i;
                        }
                    }
                }
                default -> {
                }
            }
        }
        return -1;
    }

    /** A local header with a version and a method that exist: four bytes alone would turn up in any large picture. */
    private static boolean isZip(byte[] in, int at) {
        return at + 10 <= in.length && in[at + 1] == 'K' && in[at + 2] == 3 && in[at + 3] == 4 && in[at + 4] >= 0 && in[at + 4] < 100
                && in[at + 8] >= 0 && in[at + 8] < 100 && in[at + 9] == 0;
    }

    /** A picture or a font: nothing to read in it. */
    static boolean isPicture(byte[] in) {
        for (byte[] magic : PICTURES) {
            if (in.length > 16 && stands(in, 0, magic)) {
                return true;
            }
        }
        return false;
    }

    /** Nearly all of it can be printed, as bytes of ASCII or UTF-8 or as UTF-16. */
    static boolean isText(byte[] in) {
        int printable = 0;
        int zeros = 0;
        for (byte b : in) {
            printable += b >= ' ' && b < 127 || b == '\n' || b == '\r' || b == '\t' ? 1 : 0;
            zeros += b == 0 ? 1 : 0;
        }
        int wide = Math.min(zeros, printable + 1) * 2;
        return in.length >= 8 && (printable * 10L >= in.length * 9L || wide * 10L >= in.length * 8L)
                || in.length >= 60 && printable * 10L >= in.length * 8L;
    }

    /** UTF-16 of Latin letters as ASCII. */
    static byte[] withoutZeros(byte[] in) {
        byte[] out = new byte[in.length];
        int n = 0;
        for (byte b : in) {
            if (b != 0) {
                out[n++] = b;
            }
        }
        return n == in.length ? in : java.util.Arrays.copyOf(out, n);
    }

    private static boolean stands(byte[] in, int at, byte[] magic) {
        if (at + magic.length > in.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if (in[at + i] != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
