package nl.duwtje.gateway.smtp;

import nl.duwtje.rules.mail.Controls;

/**
 * Finds the end of a DATA body and cleans lines on the way, block by block, wherever the blocks are cut. Only CRLF ends a line and only
 * CRLF.CRLF ends the body; a dot is unstuffed only after CRLF or at the very start (RFC 5321 section 4.5.2). A bare LF becomes CRLF or is
 * refused; a bare CR and a NUL are refused (smuggling: the next hop might read them as line ends). A chunk of BDAT goes the same way without
 * the dots (RFC 3030).
 */
final class BodyScanner {

    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] DOT_CRLF = {'.', '\r', '\n'};

    private enum At {
        /** After CRLF in DATA: a dot is special here. */
        LINE_START,
        /** After CRLF in BDAT, or after a bare LF: an empty line may follow, a dot is a dot. */
        PLAIN_START,
        /** After the dot that began a line; the dot is not passed on. */
        DOT,
        /** After that dot and CR. */
        DOT_CR,
        /** In a line. */
        MIDDLE,
        /** After CR in a line. */
        CR,
        /** After CR at the start of a line. */
        EMPTY_CR,
        /** After the final CRLF.CRLF. */
        END
    }

    private final Body body;
    private final boolean dots;
    private final boolean refuseBareLf;
    private final int headerLimit;
    private At at;
    private boolean inHeader = true;
    private int run;

    BodyScanner(Body body, boolean dots, boolean refuseBareLf, int headerLimit) {
        this.body = body;
        this.dots = dots;
        this.refuseBareLf = refuseBareLf;
        this.headerLimit = headerLimit;
        this.at = dots ? At.LINE_START : At.PLAIN_START;
    }

    /** Whether CRLF.CRLF was seen. */
    boolean atEnd() {
        return at == At.END;
    }

    /**
     * Takes bytes of the body.
     *
     * @return the index behind the last byte that belongs to the body: {@code to} unless the end was found
     */
    int scan(byte[] block, int from, int to) {
        run = from;
        int i = from;
        while (i < to && at != At.END) {
            if (at == At.MIDDLE) {
                i = Controls.next(block, i, to);
                if (i == to) {
                    break;
                }
            }
            step(block, i, block[i]);
            i++;
        }
        if (at != At.END) {
            pass(block, to);
        }
        if (inHeader && body.size() > headerLimit) {
            body.refuse(554, "5.6.0", "the header section is larger than " + headerLimit + " bytes");
        }
        return i;
    }

    private void step(byte[] block, int i, byte b) {
        switch (b) {
            case '\n' -> lineFeed(block, i);
            case '\r' -> carriageReturn(i);
            default -> {
                bareCrBefore();
                if (b == 0) {
                    body.refuse(554, "5.6.0", "a message cannot hold a NUL character");
                }
                if (b == '.' && at == At.LINE_START) {
                    pass(block, i);
                    run = i + 1;
                    at = At.DOT;
                } else {
                    at = At.MIDDLE;
                }
            }
        }
    }

    private void lineFeed(byte[] block, int i) {
        switch (at) {
            case DOT_CR -> at = At.END;
            case CR, EMPTY_CR -> {
                inHeader &= at != At.EMPTY_CR;
                at = dots ? At.LINE_START : At.PLAIN_START;
            }
            default -> bareLineFeed(block, i);
        }
    }

    private void bareLineFeed(byte[] block, int i) {
        if (refuseBareLf) {
            body.refuse(550, "5.6.11", "a line ends in LF without CR");
        }
        if (at == At.DOT) {
            body.append(DOT_CRLF, 0, 3);
        } else {
            inHeader &= at != At.LINE_START && at != At.PLAIN_START;
            pass(block, i);
            body.append(CRLF, 0, 2);
        }
        run = i + 1;
        at = At.PLAIN_START;
    }

    private void carriageReturn(int i) {
        bareCrBefore();
        switch (at) {
            case DOT -> {
                run = i + 1;
                at = At.DOT_CR;
            }
            case LINE_START, PLAIN_START -> at = At.EMPTY_CR;
            default -> at = At.CR;
        }
    }

    /** Called with a byte that is not LF. */
    private void bareCrBefore() {
        if (at == At.CR || at == At.EMPTY_CR || at == At.DOT_CR) {
            body.refuse(554, "5.6.0", "a line ends in CR without LF");
            at = At.MIDDLE;
        }
    }

    private void pass(byte[] block, int end) {
        if (end > run) {
            body.append(block, run, end - run);
        }
        run = end;
    }

    /** The last chunk is complete: a message's last line ends in CRLF. */
    void finishChunks() {
        if (at == At.CR || at == At.EMPTY_CR) {
            body.refuse(554, "5.6.0", "a line ends in CR without LF");
        } else if (at == At.MIDDLE) {
            body.append(CRLF, 0, 2);
        }
    }
}
