package nl.duwtje.gateway.store;

import java.io.IOException;
import java.io.UncheckedIOException;

import nl.duwtje.rules.mail.RawMessage;

/** A small message's bytes in an array of our own. */
final class BodyBytes {

    private BodyBytes() {}

    /** @throws StoreException when the message gives more or fewer bytes than it said */
    static byte[] copy(RawMessage message) {
        byte[] copy = new byte[(int) message.size()];
        int[] at = {0};
        try {
            message.writeTo((block, from, length) -> {
                if (length > copy.length - at[0]) {
                    throw new IOException("more than " + copy.length + " bytes");
                }
                System.arraycopy(block, from, copy, at[0], length);
                at[0] += length;
            });
            if (at[0] != copy.length) {
                throw new IOException(at[0] + " bytes instead of " + copy.length);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new StoreException("a message could not be read to be stored", e);
        }
        return copy;
    }
}
