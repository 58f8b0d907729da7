package nl.duwtje.loadtest.send;

/** Reads reply codes (RFC 5321 section 4.2) out of blocks that are cut anywhere; texts are passed over. For one session. */
final class Replies {

    private int column;
    private int code;
    private boolean more;

    private byte[] block;
    private int at;
    private int to;

    void in(byte[] bytes, int length) {
        block = bytes;
        at = 0;
        to = length;
    }

    /** @return the code of the next complete reply, its last line included, or 0 when it is not all here */
    int next() {
        while (at < to) {
            byte b = block[at++];
            if (b == '\n') {
                int found = code;
                boolean last = !more;
                column = 0;
                code = 0;
                more = false;
                if (last) {
                    return found;
                }
            } else {
                if (column < 3) {
                    code = code * 10 + b - '0';
                } else if (column == 3) {
                    more = b == '-';
                }
                column++;
            }
        }
        return 0;
    }
}
