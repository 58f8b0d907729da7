package nl.duwtje.loadtest.wire;

/**
 * Finds CRLF.CRLF (RFC 5321 section 4.1.1.4) in blocks that are cut anywhere, looking at about every fifth byte only. For one connection.
 */
public final class EndOfData {

    private static final int LENGTH = 5;

    private int matched = 2;

    /** Begins a body: the CRLF of the DATA command counts as the first two bytes. */
    public void restart() {
        matched = 2;
    }

    /** @return the index behind the end of data, or -1 when it is not in this block */
    public int find(byte[] block, int from, int to) {
        int edge = Math.min(to, from + LENGTH - 1);
        for (int i = from; i < edge; i++) {
            matched = step(matched, block[i]);
            if (matched == LENGTH) {
                return i + 1;
            }
        }
        if (to - from < LENGTH) {
            return -1;
        }
        for (int last = from + LENGTH - 1; last < to;) {
            byte b = block[last];
            if (b == '\n') {
                if (block[last - 1] == '\r' && block[last - 2] == '.' && block[last - 3] == '\n' && block[last - 4] == '\r') {
                    return last + 1;
                }
                last += 3;
            } else if (b == '\r') {
                last += 1;
            } else {
                last += b == '.' ? 2 : LENGTH;
            }
        }
        matched = 0;
        for (int i = to - LENGTH + 1; i < to; i++) {
            matched = step(matched, block[i]);
        }
        return -1;
    }

    private static int step(int state, byte b) {
        if (b == '\r') {
            return state == 3 ? 4 : 1;
        }
        return switch (state) {
            case 1 -> b == '\n' ? 2 : 0;
            case 2 -> b == '.' ? 3 : 0;
            case 4 -> b == '\n' ? LENGTH : 0;
            default -> 0;
        };
    }
}
