package nl.duwtje.gateway.action;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import nl.duwtje.rules.mime.Part;

/** In which charset bytes may be put before a part's own. */
final class PartCharset {

    private PartCharset() {}

    /** Null when text cannot be put before it as it is: without ASCII in it (UTF-16) or with shifts. What is unknown has ASCII in it, we may hope. */
    static Charset of(Part part) {
        String declared = part.charset().isEmpty() ? "us-ascii" : part.charset();
        Charset charset;
        try {
            charset = Charset.forName(declared);
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.US_ASCII;
        }
        String ascii = "aZ <>/&\r\n";
        if (!charset.canEncode() || charset.name().startsWith("ISO-2022") || charset.name().contains("UTF-7")
                || !java.util.Arrays.equals(ascii.getBytes(charset), ascii.getBytes(StandardCharsets.US_ASCII))) {
            return null;
        }
        return charset;
    }

    static boolean canWrite(String text, Charset charset) {
        try {
            ByteBuffer bytes = charset.newEncoder().encode(CharBuffer.wrap(text));
            return bytes.hasRemaining() || text.isEmpty();
        } catch (CharacterCodingException cannot) {
            return false;
        }
    }

    static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }
}
