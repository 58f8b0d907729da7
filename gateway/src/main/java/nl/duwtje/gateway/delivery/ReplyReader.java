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
        String first = line();
        int code = code(first);
        if (isLast(first)) {
            return new Reply(code, List.of(text(first)));
        }
        List<String> lines = new ArrayList<>();
        lines.add(text(first));
        while (true) {
            String next = line();
            if (code(next) != code) {
                throw LinkException.garbled("one reply with two codes");
            }
            lines.add(text(next));
            if (isLast(next)) {
                return new Reply(code, List.copyOf(lines));
            }
        }
    }

    /** A line without its end; what is longer than {@link #MAX_LINE} is cut. */
    private String line() throws IOException {
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
                int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
                return new String(line, 0, end, StandardCharsets.ISO_8859_1);
            }
            if (length < MAX_LINE) {
                line[length++] = b;
            }
        }
    }

    private static int code(String line) throws LinkException {
        if (line.length() >= 3 && (line.length() == 3 || line.charAt(3) == ' ' || line.charAt(3) == '-')) {
            int a = line.charAt(0) - '0';
            int b = line.charAt(1) - '0';
            int c = line.charAt(2) - '0';
            if (a >= 2 && a <= 5 && b >= 0 && b <= 9 && c >= 0 && c <= 9) {
                return a * 100 + b * 10 + c;
            }
        }
        throw LinkException.garbled("something that is not an SMTP reply");
    }

    private static boolean isLast(String line) {
        return line.length() == 3 || line.charAt(3) == ' ';
    }

    private static String text(String line) {
        return line.length() <= 4 ? "" : line.substring(4);
    }
}
