package nl.duwtje.rules.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The entries of a tar in memory, one after another (POSIX.1-2017 pax, ustar interchange format; long names of GNU). A tar without its end, with
 * something behind it, or with a header that does not add up is corrupt. Not safe for several threads.
 */
final class Tar {

    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int SIZE = 124;
    private static final int SUM = 148;
    private static final int TYPE = 156;
    private static final int PREFIX = 345;

    private final byte[] bytes;
    private int at;
    private int content;
    private int size;
    private byte type;
    private String name = "";
    private String longName = "";

    Tar(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Whether a tar begins here: its first header adds up. */
    static boolean isOne(byte[] bytes) {
        return bytes.length >= BLOCK && bytes[0] != 0 && addsUp(bytes, 0);
    }

    /** Moves to the next entry; false behind the last. */
    boolean next() throws NotInspected {
        while (true) {
            if (at + BLOCK > bytes.length) {
                throw new NotInspected(NotInspected.CORRUPT);
            }
            if (bytes[at] == 0 && isEmpty(at, at + BLOCK)) {
                if (!isEmpty(at, bytes.length)) {
                    throw new NotInspected(NotInspected.CORRUPT);
                }
                return false;
            }
            header();
            at = content + (size + BLOCK - 1) / BLOCK * BLOCK;
            if (type == 'L' || type == 'x') {
                longName = type == 'L' ? text(content, size) : paxPath();
            } else if (type != 'g' && type != 'K') {
                name = longName.isEmpty() ? name : longName;
                longName = "";
                return true;
            }
        }
    }

    private void header() throws NotInspected {
        long length = addsUp(bytes, at) ? number(bytes, at + SIZE, 12) : -1;
        content = at + BLOCK;
        if (length < 0 || length > bytes.length - content) {
            throw new NotInspected(NotInspected.CORRUPT);
        }
        size = (int) length;
        type = bytes[at + TYPE];
        boolean ustar = text(at + 257, 5).equals("ustar");
        String prefix = ustar && bytes[at + 262] == 0 ? text(at + PREFIX, 155) : "";
        name = prefix.isEmpty() ? text(at, NAME) : prefix + "/" + text(at, NAME);
        if (type == 'S') {
            // holes in the file: its bytes are not in one piece
            throw new NotInspected(NotInspected.UNSUPPORTED);
        }
    }

    boolean isFile() {
        return type == 0 || type == '0' || type == '7';
    }

    String name() {
        return name;
    }

    int size() {
        return size;
    }

    byte[] content() {
        return Arrays.copyOfRange(bytes, content, content + size);
    }

    /** "27 path=map/lijst.txt" among the records of an extended header. */
    private String paxPath() {
        String records = text(content, size);
        int from = records.indexOf(" path=");
        int end = from < 0 ? -1 : records.indexOf('\n', from);
        return end < 0 ? "" : records.substring(from + 6, end);
    }

    private String text(int from, int length) {
        int end = from;
        while (end < from + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    private boolean isEmpty(int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean addsUp(byte[] bytes, int at) {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= SUM && i < SUM + 8 ? ' ' : bytes[at + i] & 0xff;
        }
        return sum == number(bytes, at + SUM, 8);
    }

    /** Octal, or binary when its first bit is set; -1 when it is neither. */
    private static long number(byte[] bytes, int from, int length) {
        long n = 0;
        if (bytes[from] < 0) {
            for (int i = from + length - 8; i < from + length; i++) {
                n = n << 8 | bytes[i] & 0xff;
            }
            return n;
        }
        boolean digits = false;
        for (int i = from; i < from + length; i++) {
            if (bytes[i] >= '0' && bytes[i] <= '7') {
                n = n * 8 + bytes[i] - '0';
                digits = true;
            } else if (bytes[i] != ' ' && bytes[i] != 0) {
                return -1;
            } else if (digits) {
                break;
            }
        }
        return digits ? n : -1;
    }
}
