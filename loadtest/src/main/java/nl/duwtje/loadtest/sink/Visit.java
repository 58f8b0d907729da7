package nl.duwtje.loadtest.sink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

import nl.duwtje.loadtest.wire.EndOfData;
import nl.duwtje.loadtest.wire.Wire;

/** One connection to the sink. Pipelining comes by itself: replies leave when all that was read has been looked at (RFC 2920). */
final class Visit {

    private static final byte[] OK = bytes("250 2.0.0 ok\r\n");
    private static final byte[] GO_ON = bytes("354 go ahead\r\n");
    private static final byte[] BYE = bytes("221 2.0.0 bye\r\n");
    private static final byte[] UNKNOWN = bytes("502 5.5.1 not known here\r\n");
    private static final byte[] READY_FOR_TLS = bytes("220 2.0.0 go ahead\r\n");
    static final byte[] DEFERRED = bytes("451 4.3.0 try again later\r\n");
    static final byte[] REFUSED = bytes("550 5.7.1 refused\r\n");
    private static final String EHLO = "250-sink.test\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-ENHANCEDSTATUSCODES\r\n"
            + "250-CHUNKING\r\n250-DSN\r\n%s250 SIZE 209715200\r\n";
    private static final int LONGEST_LINE = 4096;

    private final Sink sink;
    private final Wire wire;
    private final EndOfData end = new EndOfData();
    private final byte[] line = new byte[LONGEST_LINE];
    private final byte[] beginning;
    private int lineLength;
    private int beginningLength;
    private long size;
    private boolean inData;
    private long chunkLeft = -1;
    private boolean lastChunk;
    private boolean leaving;
    private boolean secured;

    Visit(Sink sink, Wire wire) throws IOException {
        this.sink = sink;
        this.wire = wire;
        this.beginning = new byte[sink.keep()];
        wire.put(bytes("220 sink.test ESMTP\r\n"));
        wire.flush();
    }

    Wire wire() {
        return wire;
    }

    /** @return whether the connection goes on */
    boolean read(ByteBuffer block) throws IOException {
        if (wire.read(block) < 0) {
            return false;
        }
        byte[] array = block.array();
        int to = block.position();
        for (int at = 0; at < to;) {
            if (inData) {
                at = data(array, at, to);
            } else if (chunkLeft >= 0) {
                at = chunk(array, at, to);
            } else {
                at = command(array, at, to);
            }
            if (at < 0) {
                return false;
            }
        }
        wire.flush();
        return !leaving;
    }

    private int data(byte[] array, int from, int to) {
        int behind = end.find(array, from, to);
        keep(array, from, behind < 0 ? to : behind);
        if (behind < 0) {
            return to;
        }
        inData = false;
        size -= 3;
        return sink.arrived(this) ? behind : -1;
    }

    private int chunk(byte[] array, int from, int to) {
        int count = (int) Math.min(chunkLeft, to - from);
        keep(array, from, from + count);
        chunkLeft -= count;
        return endOfChunk() ? from + count : -1;
    }

    private boolean endOfChunk() {
        if (chunkLeft > 0) {
            return true;
        }
        chunkLeft = -1;
        if (lastChunk) {
            return sink.arrived(this);
        }
        wire.put(OK);
        return true;
    }

    private void keep(byte[] array, int from, int to) {
        size += to - from;
        int count = Math.min(to - from, beginning.length - beginningLength);
        if (count > 0) {
            System.arraycopy(array, from, beginning, beginningLength, count);
            beginningLength += count;
        }
    }

    private int command(byte[] array, int from, int to) {
        int at = from;
        while (at < to) {
            byte b = array[at++];
            if (b == '\n') {
                boolean goesOn = execute();
                lineLength = 0;
                return goesOn ? at : -1;
            }
            if (lineLength < LONGEST_LINE) {
                line[lineLength++] = b;
            }
        }
        return at;
    }

    private boolean execute() {
        String verb = new String(line, 0, Math.min(4, lineLength), StandardCharsets.US_ASCII).toUpperCase(Locale.ROOT);
        switch (verb) {
            case "EHLO", "HELO" -> wire.put(bytes(EHLO.formatted(sink.offersTls() && !secured ? "250-STARTTLS\r\n" : "")));
            case "MAIL" -> {
                size = 0;
                beginningLength = 0;
                wire.put(OK);
            }
            case "RCPT", "RSET", "NOOP" -> wire.put(OK);
            case "DATA" -> {
                inData = true;
                end.restart();
                wire.put(GO_ON);
            }
            case "BDAT" -> {
                String[] words = new String(line, 0, lineLength, StandardCharsets.US_ASCII).strip().split(" +");
                chunkLeft = Long.parseLong(words[1]);
                lastChunk = words.length > 2;
                return chunkLeft > 0 || endOfChunk();
            }
            case "STAR" -> startTls();
            case "QUIT" -> {
                wire.put(BYE);
                leaving = true;
            }
            default -> wire.put(UNKNOWN);
        }
        return true;
    }

    private void startTls() {
        try {
            wire.put(READY_FOR_TLS);
            wire.flush();
            wire.secure(sink.serverEngine());
            secured = true;
        } catch (IOException gone) {
            leaving = true;
        }
    }

    void reply(byte[] reply) {
        wire.put(reply);
    }

    void replyTaken() {
        wire.put(OK);
    }

    byte[] beginning() {
        return Arrays.copyOf(beginning, beginningLength);
    }

    java.util.OptionalInt number() {
        return Tally.number(beginning, beginningLength);
    }

    long size() {
        return size;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
