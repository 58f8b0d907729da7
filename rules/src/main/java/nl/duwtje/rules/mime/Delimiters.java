package nl.duwtje.rules.mime;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The boundaries of the multiparts around the place that is being read, and the search for their delimiter lines. */
final class Delimiters {

    /** How many blanks or control characters before a would-be delimiter are looked through. */
    private static final int MAX_INDENT = 80;

    private static final int WINDOW = 16 * 1024;

    private final ByteBuffer bytes;
    private final int end;
    private final Oddities odd;
    private final List<Frame> frames = new ArrayList<>();
    // the bytes around the line that is read, a copy when they are not in an array: a loop over an array is several times as fast as one over a buffer
    private final byte[] window;
    private int windowFrom;
    private int windowTo;

    /** @param array what is behind {@code bytes}, from its first byte on; null when that is no array */
    Delimiters(ByteBuffer bytes, byte[] array, Oddities odd) {
        this.bytes = bytes;
        this.end = bytes.limit();
        this.odd = odd;
        this.window = array != null ? array : new byte[Math.min(end, WINDOW)];
        this.windowTo = array != null ? end : 0;
    }

    /** One multipart that is open, or closed while its epilogue is read. */
    static final class Frame {
        private final byte[] boundary;
        private boolean closed;

        private Frame(byte[] boundary) {
            this.boundary = boundary;
        }

        void close() {
            closed = true;
        }
    }

    /** A delimiter line: whose, whether the last one, where the content before it ends and where the line behind it begins. */
    record Hit(Frame frame, boolean closes, int contentEnd, int next) {}

    Frame open(byte[] boundary) {
        for (Frame outer : frames) {
            int n = Math.min(outer.boundary.length, boundary.length);
            if (java.util.Arrays.equals(outer.boundary, 0, n, boundary, 0, n)) {
                odd.add("boundary within a boundary");
            }
        }
        Frame frame = new Frame(boundary);
        frames.add(frame);
        return frame;
    }

    void leave() {
        frames.remove(frames.size() - 1);
    }

    /** The next delimiter line from {@code from} (a line's begin) on; null when there is none. */
    Hit next(int from, boolean betweenParts) {
        if (frames.isEmpty()) {
            return null;
        }
        int line = from;
        while (line < end) {
            Hit hit = at(line);
            if (hit != null) {
                return hit;
            }
            if (betweenParts && (bytes.get(line) | 0x20) == 'c' && startsWithContent(line)) {
                odd.add("header field between parts");
            }
            line = nextLine(line);
        }
        return null;
    }

    /** Behind the next line feed. A CR alone is no line end, but a delimiter behind one is noticed. */
    private int nextLine(int from) {
        int i = from;
        while (i < end) {
            if (i < windowFrom || i >= windowTo) {
                windowFrom = i;
                windowTo = Math.min(end, i + window.length);
                bytes.get(windowFrom, window, 0, windowTo - windowFrom);
            }
            byte[] block = window;
            int length = windowTo - windowFrom;
            int at = i - windowFrom;
            while (at < length && block[at] != '\n' && block[at] != '\r') {
                at++;
            }
            i = windowFrom + at;
            if (at < length) {
                i++;
                if (block[at] == '\n') {
                    return i;
                }
                if (i + 1 < end && bytes.get(i) == '-' && bytes.get(i + 1) == '-' && begins(i) != null) {
                    odd.add("delimiter behind a CR");
                }
            }
        }
        return end;
    }

    /** Whether a delimiter line begins at {@code line}; null when not. */
    Hit at(int line) {
        if (frames.isEmpty() || line >= end) {
            return null;
        }
        byte b = bytes.get(line);
        if (b == '-') {
            return delimiter(line);
        }
        if (b <= ' ' && b >= 0 && b != '\r' && b != '\n') {
            int i = line;
            while (i < end && i - line < MAX_INDENT && bytes.get(i) <= ' ' && bytes.get(i) >= 0 && bytes.get(i) != '\n') {
                i++;
            }
            if (i < end && begins(i) != null) {
                odd.add("delimiter begun by blanks");
            }
        }
        return null;
    }

    private Frame begins(int at) {
        for (Frame frame : frames) {
            if (matches(at, frame)) {
                return frame;
            }
        }
        return null;
    }

    private boolean matches(int at, Frame frame) {
        byte[] boundary = frame.boundary;
        if (at + 2 + boundary.length > end || bytes.get(at) != '-' || bytes.get(at + 1) != '-') {
            return false;
        }
        for (int i = 0; i < boundary.length; i++) {
            if (bytes.get(at + 2 + i) != boundary[i]) {
                return false;
            }
        }
        return true;
    }

    private Hit delimiter(int line) {
        boolean almost = false;
        for (int f = frames.size() - 1; f >= 0; f--) {
            Frame frame = frames.get(f);
            if (!matches(line, frame)) {
                continue;
            }
            int i = line + 2 + frame.boundary.length;
            boolean closes = i + 1 < end && bytes.get(i) == '-' && bytes.get(i + 1) == '-';
            i += closes ? 2 : 0;
            int behind = i;
            while (i < end && (bytes.get(i) == ' ' || bytes.get(i) == '\t')) {
                i++;
            }
            boolean crlf = i + 1 < end && bytes.get(i) == '\r' && bytes.get(i + 1) == '\n';
            if (i >= end || crlf || bytes.get(i) == '\n') {
                return hit(frame, closes, line, behind, i, crlf);
            }
            almost = true;
        }
        if (almost) {
            odd.add("line that begins like a delimiter");
        }
        return null;
    }

    private Hit hit(Frame frame, boolean closes, int line, int behind, int lineEnd, boolean crlf) {
        if (lineEnd > behind) {
            odd.add("delimiter ended by blanks");
        }
        if (frame.closed) {
            odd.add("delimiter behind the last one");
            return null;
        }
        int contentEnd = line;
        if (contentEnd > 0 && bytes.get(contentEnd - 1) == '\n') {
            contentEnd -= contentEnd > 1 && bytes.get(contentEnd - 2) == '\r' ? 2 : 1;
        }
        return new Hit(frame, closes, contentEnd, Math.min(end, lineEnd + (crlf ? 2 : 1)));
    }

    private boolean startsWithContent(int line) {
        String word = "content-";
        for (int i = 0; i < word.length(); i++) {
            if (line + i >= end || (bytes.get(line + i) | 0x20) != (word.charAt(i) | 0x20)) {
                return false;
            }
        }
        return true;
    }
}
