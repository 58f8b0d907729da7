package nl.duwtje.gateway.notice;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import nl.duwtje.rules.mail.MemoryMessage;

/** A notice's bytes while they are written: a ByteArrayOutputStream without a lock, which knows quoted-printable. For one thread. */
final class NoticeBytes extends OutputStream {

    /** Of an encoded line, before the sign that it goes on (RFC 2045 section 6.7). */
    private static final int MAX_LINE = 75;
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);

    private byte[] array;
    private int length;

    NoticeBytes(int size) {
        array = new byte[size];
    }

    /** What was written; nothing more may be written then. */
    MemoryMessage message() {
        return new MemoryMessage(array, length);
    }

    byte[] copy() {
        return Arrays.copyOf(array, length);
    }

    @Override
    public void write(int b) {
        need(1);
        array[length++] = (byte) b;
    }

    @Override
    public void write(byte[] block, int from, int count) {
        need(count);
        System.arraycopy(block, from, array, length, count);
        length += count;
    }

    /** As UTF-8. */
    void write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(bytes, 0, bytes.length);
    }

    /** Text as UTF-8 in quoted-printable. Its lines end in CRLF, however they did before. */
    void quotedPrintable(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int column = 0;
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            need(6);
            if (b == '\r' || b == '\n') {
                i += b == '\r' && i + 1 < bytes.length && bytes[i + 1] == '\n' ? 1 : 0;
                endLine();
                column = 0;
                continue;
            }
            boolean plain = b > ' ' && b < 127 && b != '=' || (b == ' ' || b == '\t') && !endsLine(bytes, i + 1);
            if (column + (plain ? 1 : 3) > MAX_LINE) {
                array[length++] = '=';
                endLine();
                column = 0;
            }
            column += plain ? 1 : 3;
            if (plain) {
                array[length++] = b;
            } else {
                array[length++] = '=';
                array[length++] = HEX[b >> 4 & 15];
                array[length++] = HEX[b & 15];
            }
        }
    }

    private static boolean endsLine(byte[] bytes, int at) {
        return at == bytes.length || bytes[at] == '\r' || bytes[at] == '\n';
    }

    private void endLine() {
        array[length++] = '\r';
        array[length++] = '\n';
    }

    private void need(int more) {
        if (more > array.length - length) {
            array = Arrays.copyOf(array, Math.max(2 * array.length, length + more));
        }
    }
}
