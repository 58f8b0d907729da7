package nl.duwtje.gateway.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads replies, whatever comes: a line is kept up to {@value #MAX_LINE} bytes and a whole reply may have {@value #MAX_REPLY}. Anything
 * that is not a reply is a {@link LinkException}. Not safe for several threads.
 */
final class ReplyReader {

    static final int MAX_LINE = 2048;
    static final int MAX_REPLY = 64 * 1024;

    /** Reads at least one byte, or -1 at the end; gives up at its own deadline. */
    @FunctionalInterface
    interface Source {
        int read(byte[] target) throws IOException;
    }

    private final Source source;
    private final byte[] buffer = new byte[8 * 1024];
    private final byte[] line = new byte[MAX_LINE];
    private int from;
    private int to;
    private int replyBytes;

    ReplyReader(Source source) {
        this.source = source;
    }

    /** Whether bytes have come that no reply was read from yet. */
    boolean hasMore() {
        return from < to;
    }

    Reply read() throws IOException {
        replyBytes = 0;
        int length = line();
        int code = code(length);
        if (isLast(length)) {
            return new Reply(code, List.of(text(length)));
        }
        List<String> lines = new ArrayList<>();
        lines.add(text(length));
        while (true) {
            length = line();
            if (code(length) != code) {
                throw LinkException.garbled("one reply with two codes");
            }
            lines.add(text(length));
            if (isLast(length)) {
                return new Reply(code, List.copyOf(lines));
            }
        }
    }

    /** The length of the next line, which is in {@link #line} without its end; what is longer than {@link #MAX_LINE} is cut. */
    private int line() throws IOException {
        int length = 0;
        while (true) {
            if (from == to) {
                from = 0;
                to = 0;
                int n = source.read(buffer);
                if (n < 0) {
                    throw LinkException.lost("closed the connection instead of a reply", null);
                }
                to = n;
            }
            byte b = buffer[from++];
            if (++replyBytes > MAX_REPLY) {
                throw LinkException.garbled("a reply without end");
            }
            if (b == '\n') {
                return length > 0 && line[length - 1] == '\r' ? length - 1 : length;
            }
            if (length < MAX_LINE) {
                line[length++] = b;
            }
        }
    }

    private int code(int length) throws LinkException {
        if (length >= 3 && (length == 3 || line[3] == ' ' || line[3] == '-')) {
            int a = line[0] - '0';
            int b = line[1] - '0';
            int c = line[2] - '0';
            if (a >= 2 && a <= 5 && b >= 0 && b <= 9 && c >= 0 && c <= 9) {
                return a * 100 + b * 10 + c;
            }
        }
        throw LinkException.garbled("something that is not an SMTP reply");
    }

    private boolean isLast(int length) {
        return length == 3 || line[3] == ' ';
    }

    private String text(int length) {
        return length <= 4 ? "" : new String(line, 4, length - 4, StandardCharsets.ISO_8859_1);
    }
}
