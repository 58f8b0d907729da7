package nl.duwtje.gateway.delivery;

import nl.duwtje.rules.mail.Controls;
import nl.duwtje.rules.mail.RawMessage;

/**
 * Writes a message as the body of DATA: dots stuffed (RFC 5321 section 4.5.2), ended by CRLF, dot, CRLF. Block by block, runs of clean
 * bytes in one piece. A bare CR or LF leaves as CRLF and a NUL not at all, so that no server can see an end of data where we saw none
 * (SMTP smuggling); the SMTP side has seen to that already, this is the last door.
 */
final class BodyWriter implements RawMessage.Sink {

    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] DOT = {'.'};
    private static final byte[] END = {'.', '\r', '\n'};

    private final Outlet out;
    private boolean lineStart = true;
    private boolean afterCr;
    private long taken;

    BodyWriter(Outlet out) {
        this.out = out;
    }

    /** Bytes taken from the message so far. */
    long taken() {
        return taken;
    }

    @Override
    public void write(byte[] block, int from, int length) throws LinkException {
        taken += length;
        int end = from + length;
        int i = from;
        while (i < end) {
            if (afterCr) {
                afterCr = false;
                newLine();
                if (block[i] == '\n') {
                    i++;
                }
                continue;
            }
            if (lineStart && block[i] == '.') {
                out.put(DOT);
            }
            int stop = endOfRun(block, i, end);
            if (stop > i) {
                lineStart = block[stop - 1] == '\n';
                out.put(block, i, stop - i);
            }
            if (stop < end) {
                if (block[stop] == '\r') {
                    afterCr = true;
                } else if (block[stop] == '\n') {
                    newLine();
                }
            }
            i = stop + 1;
        }
    }

    /** Puts the end of the last line, when missing, and the final dot; does not flush. */
    void finish() throws LinkException {
        if (afterCr) {
            afterCr = false;
            newLine();
        }
        if (!lineStart) {
            newLine();
        }
        out.put(END);
    }

    private void newLine() throws LinkException {
        out.put(CRLF);
        lineStart = true;
    }

    /** The first byte that needs a look: a NUL, a bare CR or LF, or a CR that is the last seen or stands before a line with a dot. */
    private static int endOfRun(byte[] block, int from, int end) {
        for (int i = Controls.next(block, from, end); i < end; i = Controls.next(block, i + 1, end)) {
            byte b = block[i];
            if (b == '\r' && i + 2 < end && block[i + 1] == '\n' && block[i + 2] != '.') {
                i++;
            } else if (b == '\r' || b == '\n' || b == 0) {
                return i;
            }
        }
        return end;
    }
}
