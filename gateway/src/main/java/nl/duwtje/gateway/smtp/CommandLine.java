package nl.duwtje.gateway.smtp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One line of the client: verb in upper case and the rest without spaces around it; or why it is not a command line.
 *
 * @param flaw null for a proper line
 */
record CommandLine(String verb, String argument, Flaw flaw) {

    /** What can be wrong with a line before its verb is looked at. */
    enum Flaw {
        TOO_LONG, BAD_BYTES, NO_VERB
    }

    /** Reads {@code length} bytes without their CRLF. Only CRLF ends a line, so a bare CR or LF in it is a flaw, as is any control. */
    static CommandLine of(byte[] bytes, int from, int length) {
        boolean ascii = true;
        for (int i = from; i < from + length; i++) {
            byte b = bytes[i];
            ascii &= b >= 0;
            if (b >= 0 && b < ' ' && b != '\t' || b == 127) {
                return new CommandLine("", "", Flaw.BAD_BYTES);
            }
        }
        String text;
        try {
            text = ascii
                    ? new String(bytes, from, length, StandardCharsets.US_ASCII)
                    : StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length)).toString();
        } catch (CharacterCodingException notUtf8) {
            return new CommandLine("", "", Flaw.BAD_BYTES);
        }
        int end = 0;
        while (end < text.length() && (text.charAt(end) | 32) >= 'a' && (text.charAt(end) | 32) <= 'z') {
            end++;
        }
        if (end == 0 || end > 12 || end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != '\t') {
            return new CommandLine("", "", Flaw.NO_VERB);
        }
        return new CommandLine(text.substring(0, end).toUpperCase(Locale.ROOT), text.substring(end).strip(), null);
    }

    static CommandLine tooLong() {
        return new CommandLine("", "", Flaw.TOO_LONG);
    }
}
