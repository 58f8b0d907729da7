package nl.duwtje.gateway.smtp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * One line of the client: verb in upper case and the rest without spaces around it; or why it is not a command line.
 *
 * @param flaw null for a proper line
 */
record CommandLine(String verb, String argument, Flaw flaw) {

    /** Those that come with every message: not made anew each time. */
    private static final List<String> USUAL = List.of("MAIL", "RCPT", "DATA", "BDAT", "RSET", "EHLO", "QUIT");
    private static final int LONGEST_VERB = 12;

    /** What can be wrong with a line before its verb is looked at. */
    enum Flaw {
        TOO_LONG, BAD_BYTES, NO_VERB
    }

    /** Reads {@code length} bytes without their CRLF. Only CRLF ends a line, so a bare CR or LF in it is a flaw, as is any control. */
    static CommandLine of(byte[] bytes, int from, int length) {
        int to = from + length;
        boolean ascii = true;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            ascii &= b >= 0;
            if (b >= 0 && b < ' ' && b != '\t' || b == 127) {
                return new CommandLine("", "", Flaw.BAD_BYTES);
            }
        }
        int end = from;
        while (end < to && (bytes[end] | 32) >= 'a' && (bytes[end] | 32) <= 'z') {
            end++;
        }
        String argument;
        try {
            argument = ascii
                    ? stripped(bytes, end, to)
                    : StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, end, to - end)).toString().strip();
        } catch (CharacterCodingException notUtf8) {
            return new CommandLine("", "", Flaw.BAD_BYTES);
        }
        if (end == from || end - from > LONGEST_VERB || end < to && bytes[end] != ' ' && bytes[end] != '\t') {
            return new CommandLine("", "", Flaw.NO_VERB);
        }
        return new CommandLine(verb(bytes, from, end), argument, null);
    }

    /** ASCII without controls but tabs, and without blanks at both ends. */
    private static String stripped(byte[] bytes, int from, int to) {
        int begin = from;
        int end = to;
        while (begin < end && isBlank(bytes[begin])) {
            begin++;
        }
        while (end > begin && isBlank(bytes[end - 1])) {
            end--;
        }
        return begin == end ? "" : new String(bytes, begin, end - begin, StandardCharsets.US_ASCII);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    private static String verb(byte[] bytes, int from, int to) {
        for (int i = 0; i < USUAL.size(); i++) {
            if (isVerb(USUAL.get(i), bytes, from, to)) {
                return USUAL.get(i);
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.US_ASCII).toUpperCase(Locale.ROOT);
    }

    private static boolean isVerb(String verb, byte[] bytes, int from, int to) {
        if (to - from != verb.length()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if ((bytes[i] & ~32) != verb.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }

    static CommandLine tooLong() {
        return new CommandLine("", "", Flaw.TOO_LONG);
    }
}
