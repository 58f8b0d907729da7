package nl.duwtje.gateway.smtp;

/**
 * Arrays of one size that go round: each session reads into one and an ordinary message lies in another, so that neither is made anew for each
 * message. What is in them is whatever was there before. Whoever took one gives it back once, when nobody can read or write it any more, or not
 * at all. Safe for all threads.
 */
final class Blocks {

    /** Bytes of each. */
    static final int SIZE = 16 * 1024;
    private static final int MOST_IDLE = 256;

    private final byte[][] idle = new byte[MOST_IDLE][];
    private int count;

    synchronized byte[] take() {
        if (count == 0) {
            return new byte[SIZE];
        }
        byte[] block = idle[--count];
        idle[count] = null;
        return block;
    }

    /** An array of another size is let go. */
    synchronized void giveBack(byte[] block) {
        if (block.length == SIZE && count < MOST_IDLE) {
            idle[count++] = block;
        }
    }

    /** How many wait to be taken. */
    synchronized int idle() {
        return count;
    }
}
