package nl.duwtje.rules.text.risky;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import nl.duwtje.rules.text.NotInspected;
import nl.duwtje.rules.text.Sink;

/** A file embedded in RTF: hexadecimal digits of an OLE 1.0 object ([MS-OLEDS] section 2.2.5). Not safe for several threads. */
final class RtfObject {

    private static final int EMBEDDED = 2;
    private static final int LONGEST_NAME = 1000;

    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private int half = -1;

    /** One character of the file; what is no hexadecimal digit is passed over. */
    void digit(int c) {
        int value = Character.digit(c, 16);
        if (value >= 0) {
            if (half < 0) {
                half = value;
            } else {
                data.write(half * 16 + value);
                half = -1;
            }
        }
    }

    void raw(byte[] bytes) {
        data.writeBytes(bytes);
    }

    void read(Sink sink) throws IOException {
        byte[] bytes = data.toByteArray();
        sink.spendBytes(bytes.length);
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        try {
            in.getInt();
            if (in.getInt() != EMBEDDED) {
                return;
            }
            String type = name(in);
            name(in);
            name(in);
            int at = in.position();
            int size = in.getInt();
            if (type.equalsIgnoreCase("Package")) {
                OlePackage.read(Arrays.copyOfRange(bytes, at, bytes.length), "embedded", sink);
            } else {
                byte[] file = new byte[Math.clamp(size, 0, in.remaining())];
                in.get(file);
                sink.object(file, "embedded");
            }
        } catch (BufferUnderflowException | IllegalArgumentException broken) {
            sink.problem(NotInspected.CORRUPT);
        }
    }

    private static String name(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > LONGEST_NAME) {
            throw new IllegalArgumentException("no OLE 1.0 object");
        }
        byte[] name = new byte[length];
        in.get(name);
        return new String(name, RtfCharset.WINDOWS_1252).replace("\0", "");
    }
}
