package nl.duwtje.rules.text.risky;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import nl.duwtje.rules.text.NotInspected;
import nl.duwtje.rules.text.Sink;

/** A file that was dropped into a document: the data of an object of class Package, as Windows' packager writes it. What is none is read as it stands. */
final class OlePackage {

    private static final int WITH_NAMES = 2;
    private static final int EMBEDDED = 3;
    private static final int LONGEST_NAME = 2000;

    private OlePackage() {}

    /** @param bytes the length of what follows, then the file with its names */
    static void read(byte[] bytes, String place, Sink sink) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        try {
            in.getInt();
            if (in.getShort() == WITH_NAMES) {
                String name = name(in);
                name(in);
                in.getShort();
                if (in.getShort() == EMBEDDED) {
                    in.position(Math.addExact(in.getInt(), in.position()));
                    byte[] file = new byte[Math.clamp(in.getInt(), 0, in.remaining())];
                    in.get(file);
                    sink.object(file, name.isBlank() ? place : name.substring(name.lastIndexOf('\\') + 1));
                    return;
                }
            }
        } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException other) {
            // not as the packager writes it
        }
        if (bytes.length <= Integer.BYTES) {
            sink.problem(NotInspected.CORRUPT);
            return;
        }
        sink.object(Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length), place);
    }

    private static String name(ByteBuffer in) {
        int start = in.position();
        while (in.get() != 0) {
            if (in.position() - start > LONGEST_NAME) {
                throw new IllegalArgumentException("no name");
            }
        }
        return new String(in.array(), start, in.position() - start - 1, RtfCharset.WINDOWS_1252);
    }
}
