package nl.duwtje.loadtest.sink;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.OptionalInt;

/** Counts what comes, and tells a message of ours from its duplicate by the number in its Message-ID. Written by the sink's thread alone. */
final class Tally {

    private static final byte[] MARK = "Message-ID: <lt-".getBytes(StandardCharsets.US_ASCII);

    private final BitSet seen = new BitSet();
    private long distinct;
    private long duplicates;
    private long others;
    private long bytes;
    private long failed;
    private volatile Arrivals published = new Arrivals(0, 0, 0, 0, 0, 0, 0);

    void taken(OptionalInt number, long size) {
        bytes += size;
        if (number.isEmpty()) {
            others++;
        } else if (seen.get(number.getAsInt())) {
            duplicates++;
        } else {
            seen.set(number.getAsInt());
            distinct++;
        }
        publish();
    }

    void failed() {
        failed++;
        publish();
    }

    private void publish() {
        published = new Arrivals(distinct + duplicates + others, distinct, duplicates, others, bytes, failed, System.nanoTime());
    }

    /** For any thread. */
    Arrivals arrivals() {
        return published;
    }

    /** The number that the sender wrote into the Message-ID; empty when the header section, as far as it is here, has none. */
    static OptionalInt number(byte[] beginning, int length) {
        for (int at = 0; at + MARK.length < length;) {
            if (starts(beginning, at)) {
                return digits(beginning, at + MARK.length, length);
            }
            int end = at;
            while (end < length && beginning[end] != '\n') {
                end++;
            }
            if (end - at <= 1) {
                return OptionalInt.empty(); // the empty line: what follows belongs to another message, if anything
            }
            at = end + 1;
        }
        return OptionalInt.empty();
    }

    private static boolean starts(byte[] beginning, int at) {
        for (int i = 0; i < MARK.length; i++) {
            if (beginning[at + i] != MARK[i]) {
                return false;
            }
        }
        return true;
    }

    private static OptionalInt digits(byte[] text, int from, int length) {
        int number = 0;
        int at = from;
        for (; at < length && text[at] >= '0' && text[at] <= '9'; at++) {
            number = number * 10 + text[at] - '0';
        }
        return at > from && at < length ? OptionalInt.of(number) : OptionalInt.empty();
    }
}
