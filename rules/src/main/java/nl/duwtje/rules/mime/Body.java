package nl.duwtje.rules.mime;

import java.util.Arrays;

import nl.duwtje.rules.mail.Spare;

/**
 * The content of a part without its transfer encoding. Most of it stands in room that serves the next one when this is closed; what {@link #bytes} gave
 * stays. Not safe for several threads.
 */
public final class Body implements AutoCloseable {

    /** Bytes; what may be longer has an array of its own. */
    private static final int ORDINARY = 64 * 1024;
    private static final Spare<byte[]> ROOM = new Spare<>(() -> new byte[ORDINARY]);

    private final int length;
    private final boolean doubtful;
    private byte[] array;
    private boolean lent;

    private Body(byte[] array, int length, boolean doubtful, boolean lent) {
        this.array = array;
        this.length = length;
        this.doubtful = doubtful;
        this.lent = lent;
    }

    /** Room for so many bytes, at least; to be handed to {@link #in}. */
    static byte[] room(int most) {
        return most > ORDINARY ? new byte[most] : ROOM.take();
    }

    /** What was written into {@link #room}. */
    static Body in(byte[] room, int length, boolean doubtful) {
        return new Body(room, length, doubtful, room.length == ORDINARY);
    }

    /** Where the bytes stand, from the start on: the array may be longer. Until it is closed. */
    public byte[] array() {
        return array;
    }

    /** How many bytes. */
    public int length() {
        return length;
    }

    /** Its encoding has something in it that other programs could read otherwise: text between base64, data behind its padding. */
    public boolean doubtful() {
        return doubtful;
    }

    /** The bytes, to keep. */
    public byte[] bytes() {
        if (lent || length < array.length) {
            byte[] own = Arrays.copyOf(array, length);
            close();
            array = own;
        }
        return array;
    }

    @Override
    public void close() {
        if (lent) {
            lent = false;
            ROOM.give(array);
            array = new byte[0];
        }
    }
}
