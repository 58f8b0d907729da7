package nl.duwtje.gateway.smtp;

import nl.duwtje.rules.mail.Spare;

/**
 * Arrays of one size that go round: each session reads into one and an ordinary message lies in another, so that neither is made anew for each
 * message. What is in them is whatever was there before. Whoever took one gives it back once, when nobody can read or write it any more, or not
 * at all. Safe for all threads, without locks.
 */
final class Blocks {

    /** Bytes of each. */
    static final int SIZE = 16 * 1024;
    private static final int MOST_IDLE = 256;

    private final Spare<byte[]> spare = new Spare<>(MOST_IDLE, () -> new byte[SIZE]);

    byte[] take() {
        return spare.take();
    }

    /** An array of another size is let go. */
    void giveBack(byte[] block) {
        if (block.length == SIZE) {
            spare.give(block);
        }
    }

    /** How many wait to be taken. */
    int idle() {
        return spare.idle();
    }
}
