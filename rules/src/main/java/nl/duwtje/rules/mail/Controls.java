package nl.duwtje.rules.mail;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the bytes that matter to SMTP, eight at a glance. */
public final class Controls {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LIMIT = ONES * ('\r' + 1);

    private Controls() {}

    /** The index of the first byte from 0 to 13 (NUL, TAB, LF, CR and others nobody needs) in {@code from} to {@code end}; {@code end} without one. */
    public static int next(byte[] block, int from, int end) {
        int i = from;
        while (i + Long.BYTES <= end) {
            long eight = (long) EIGHT.get(block, i);
            // a byte below the limit borrows into its high bit, which it did not have; the lowest such bit is never a neighbour's borrow
            long found = eight - LIMIT & ~eight & HIGH_BITS;
            if (found != 0) {
                return i + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
            i += Long.BYTES;
        }
        while (i < end && (block[i] > '\r' || block[i] < 0)) {
            i++;
        }
        return i;
    }
}
