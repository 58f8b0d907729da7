package nl.duwtje.rules.mime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The salvage scan: files and texts that stand encoded within bytes, found without regard to any structure: base64 in whatever lines and from
 * whatever digit on, uuencoded and yEnc files, data: addresses. One pass for each, bounded by {@link #MOST} pieces. Stateless, safe for all threads.
 */
public final class Embedded {

    /** Pieces that are given back at most. */
    public static final int MOST = 200;

    /** How sure it is that a piece is a file or a text that somebody put there. */
    public enum Kind {
        /** Begins like a document or an archive. */
        FILE,
        /** Reads as text. */
        TEXT,
        /** Long and encoded, but nobody knows what it is: a key, a token, or something hidden. */
        UNKNOWN,
        /** A file in an encoding that is not read here. */
        CLOSED
    }

    /** @param bytes decoded */
    public record Piece(Kind kind, byte[] bytes) {}

    /** @param complete false when there were more than {@link #MOST} */
    public record Found(List<Piece> pieces, boolean complete) {}

    /** Shorter runs of digits hold no number with a label to it. */
    private static final int LEAST_DIGITS = 20;
    /** Longer runs that are nothing known are worth a doubt. */
    private static final int LEAST_UNKNOWN = 400;
    private static final int MOST_TYPE = 200;
    private static final byte[] UU = "begin ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] YENC = "=ybegin ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BINHEX = "(This file must be converted with BinHex".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BASE64 = ";base64".getBytes(StandardCharsets.US_ASCII);
    /** A digit of base64, and one that is a capital: two bits. */
    private static final byte DIGIT = 1;
    private static final byte CAPITAL = 2;
    private static final byte LINE_END = 4;
    private static final byte BLANK = 8;
    private static final byte[] CLASS = new byte[256];
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long SIGNS = ONES << 7;
    private static final long BRACKETS = ONES * '(';
    private static final long COLONS = ONES * ':';

    static {
        for (int b = 0; b < 256; b++) {
            CLASS[b] = b == '\r' || b == '\n' ? LINE_END : b <= ' ' ? BLANK : Base64Text.value((byte) b) >= 0 ? DIGIT : 0;
            CLASS[b] |= b >= 'A' && b <= 'Z' ? CAPITAL : 0;
        }
    }

    private final byte[] in;
    private final int end;
    private final List<Piece> pieces = new ArrayList<>(0);
    private boolean complete = true;
    private byte[] exact;

    private Embedded(byte[] in, int end) {
        this.in = in;
        this.end = end;
    }

    /** Everything in the first {@code length} of {@code bytes} that is encoded. Pictures are left out. */
    public static Found in(byte[] bytes, int length) {
        Embedded embedded = new Embedded(bytes, length);
        embedded.base64();
        embedded.otherwise();
        return new Found(List.copyOf(embedded.pieces), embedded.complete);
    }

    /** What the first {@code length} of {@code bytes} are if they were quoted-printable; null when they do not look so. */
    public static byte[] asQuotedPrintable(byte[] bytes, int length) {
        if (!QuotedPrintableText.looksEncoded(bytes, length)) {
            return null;
        }
        try (Body body = QuotedPrintableText.decode(bytes, 0, length, length)) {
            return body.bytes();
        }
    }

    /** The file that begins somewhere in {@code bytes} as it is, not encoded; null when none does. */
    public static byte[] fileIn(byte[] bytes) {
        int file = Magic.find(bytes);
        return file < 0 ? null : Arrays.copyOfRange(bytes, file, bytes.length);
    }

    /** The bytes and nothing behind them: a copy, for the rare text that asks for it. */
    private byte[] exact() {
        if (exact == null) {
            exact = end == in.length ? in : Arrays.copyOf(in, end);
        }
        return exact;
    }

    private void add(Kind kind, byte[] bytes) {
        if (pieces.size() < MOST) {
            pieces.add(new Piece(kind, bytes));
        } else {
            complete = false;
        }
    }

    /** A run is digits, line ends between them, and here and there a single character that does not belong. */
    private void base64() {
        int i = pastWords(0);
        while (i < end) {
            while (i < end && (CLASS[in[i] & 0xff] & DIGIT) == 0) {
                i++;
            }
            int from = i;
            int to = i;
            int firstLong = -1;
            int digits = 0;
            int classes = 0;
            boolean on = i < end;
            while (on) {
                int start = i;
                while (i < end && (CLASS[in[i] & 0xff] & DIGIT) != 0) {
                    classes |= CLASS[in[i++] & 0xff];
                }
                digits += i - start;
                firstLong = firstLong < 0 && i - start >= LEAST_DIGITS ? start : firstLong;
                to = i;
                boolean lineEnd = false;
                boolean blank = false;
                int rubbish = 0;
                while (i < end && (CLASS[in[i] & 0xff] & DIGIT) == 0) {
                    byte kind = CLASS[in[i++] & 0xff];
                    lineEnd |= kind == LINE_END;
                    blank |= kind == BLANK;
                    rubbish += kind == 0 ? 1 : 0;
                }
                on = i < end && (lineEnd ? rubbish == 0 : rubbish == 1 && !blank);
            }
            // "list:UEsDB...": the words in front are best left out
            // without a capital it holds no file that we know and no three digits in a row: one of them would begin four digits of base64, as M, N or O
            boolean words = (classes & CAPITAL) == 0 && digits < LEAST_UNKNOWN;
            if (digits >= LEAST_DIGITS && !words && (firstLong <= from || !run(firstLong, to, false))) {
                run(from, to, true);
            }
            i = pastWords(i);
        }
    }

    /** Where the next run could begin: a single blank between words ends a run, so that in running text few bytes need to be looked at. */
    private int pastWords(int from) {
        int i = from;
        while (i + LEAST_DIGITS <= end) {
            int blank = i + LEAST_DIGITS - 1;
            while (blank > i && !(in[blank] == ' ' && in[blank - 1] > ' ' && (blank + 1 == end || in[blank + 1] > ' '))) {
                blank--;
            }
            if (blank == i) {
                return i;
            }
            i = blank + 1;
        }
        return end;
    }

    /** Whether it was something known. */
    private boolean run(int from, int to, boolean last) {
        byte[] digits = digits(from, to);
        // rubbish in front of it shifts the digits: one of four readings is the right one
        for (int shift = 0; shift < 4; shift++) {
            byte[] bytes = joined(digits, shift);
            int file = Magic.find(bytes);
            if (file >= 0) {
                add(Kind.FILE, file == 0 ? bytes : Arrays.copyOfRange(bytes, file, bytes.length));
                return true;
            }
            if (Magic.isPicture(bytes)) {
                return true;
            }
            if (Magic.isText(bytes)) {
                add(Kind.TEXT, Magic.withoutZeros(bytes));
                return true;
            }
        }
        if (last && digits.length >= LEAST_UNKNOWN) {
            add(Kind.UNKNOWN, joined(digits, 0));
        }
        return false;
    }

    private byte[] digits(int from, int to) {
        byte[] digits = new byte[to - from];
        int n = 0;
        for (int i = from; i < to; i++) {
            int value = Base64Text.value(in[i]);
            if (value >= 0) {
                digits[n++] = (byte) value;
            }
        }
        return Arrays.copyOf(digits, n);
    }

    private static byte[] joined(byte[] digits, int shift) {
        int n = digits.length - shift;
        byte[] out = new byte[n * 6 / 8];
        int bits = 0;
        int held = 0;
        int to = 0;
        for (int i = shift; i < digits.length; i++) {
            bits = bits << 6 | digits[i];
            held += 6;
            if (held >= 8) {
                held -= 8;
                out[to++] = (byte) (bits >> held);
            }
        }
        return out;
    }

    private void otherwise() {
        if (!mayHold()) {
            return;
        }
        for (int at = find(UU, 0); at >= 0; at = find(UU, at)) {
            at = isLineStart(at) ? Math.max(file(OldEncodings.uuencoded(exact(), at)), at + 1) : at + 1;
        }
        for (int at = find(YENC, 0); at >= 0; at = find(YENC, at)) {
            at = isLineStart(at) ? Math.max(file(OldEncodings.yEnc(exact(), at)), at + 1) : at + 1;
        }
        if (find(BINHEX, 0) >= 0) {
            add(Kind.CLOSED, exact());
        }
        for (int at = find(DATA, 0); at >= 0; at = find(DATA, at)) {
            at = address(at);
        }
    }

    /** Whether anything begins like one of those: in ordinary text nothing does, and one look over it is enough instead of four. */
    private boolean mayHold() {
        if (end > 0 && beginsLine(0)) {
            return true;
        }
        int i = 0;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            long eight = (long) LONGS.get(in, i);
            long bracket = eight ^ BRACKETS;
            // a bracket, a colon, or below 14 as line ends are; beyond ASCII and behind one of them for nothing
            for (long signs = (bracket - ONES | (eight ^ COLONS) - ONES | eight - ONES * 14) & SIGNS; signs != 0; signs &= signs - 1) {
                if (mayHold(i + (Long.numberOfTrailingZeros(signs) >> 3))) {
                    return true;
                }
            }
        }
        for (; i < end; i++) {
            if (mayHold(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean mayHold(int at) {
        return switch (in[at]) {
            case '\n', '\r' -> beginsLine(at + 1);
            case '(' -> stands(BINHEX, at);
            case ':' -> at >= DATA.length - 1 && stands(DATA, at - DATA.length + 1);
            default -> false;
        };
    }

    private boolean beginsLine(int at) {
        return at < end && (in[at] == 'b' && stands(UU, at) || in[at] == '=' && stands(YENC, at));
    }

    private boolean stands(byte[] word, int at) {
        return at + word.length <= end && Arrays.equals(in, at, at + word.length, word, 0, word.length);
    }

    /** Where {@code word} stands, from {@code from} on; -1 when it does not. Looks at the bytes as they are: a copy as text would cost more. */
    private int find(byte[] word, int from) {
        byte first = word[0];
        int last = end - word.length;
        for (int i = from; i <= last; i++) {
            if (in[i] == first && stands(word, i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean isLineStart(int at) {
        return at == 0 || in[at - 1] == '\n' || in[at - 1] == '\r';
    }

    /** A data: address that is not base64, which was found already; gives where to go on. */
    private int address(int at) {
        int comma = at;
        while (comma < end && comma - at < MOST_TYPE && in[comma] != ',') {
            comma++;
        }
        if (comma == end || in[comma] != ',' || isBase64(comma - BASE64.length)) {
            return at + 1;
        }
        OldEncodings.Read read = OldEncodings.percent(exact(), comma + 1);
        boolean plain = Magic.isText(read.bytes());
        if (plain || Magic.find(read.bytes()) >= 0) {
            add(plain ? Kind.TEXT : Kind.FILE, read.bytes());
        }
        return read.end();
    }

    private boolean isBase64(int at) {
        return at >= 0 && stands(BASE64, at);
    }

    /** Encoded on purpose: a file whatever is in it. Gives where to go on. */
    private int file(OldEncodings.Read read) {
        byte[] bytes = read.bytes();
        if (bytes.length > 0 && !Magic.isPicture(bytes)) {
            int file = Magic.find(bytes);
            add(Kind.FILE, file > 0 ? Arrays.copyOfRange(bytes, file, bytes.length) : bytes);
        }
        return read.end();
    }
}
