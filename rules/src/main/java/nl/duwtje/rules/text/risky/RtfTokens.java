package nl.duwtje.rules.text.risky;

import java.nio.charset.StandardCharsets;

/** The tokens of Rich Text Format 1.9.1: what a RTF file is made of, without their meaning. Never fails. Not safe for several threads. */
final class RtfTokens {

    enum Kind {
        OPEN, CLOSE, WORD, SYMBOL, BYTE, END
    }

    private static final int LONGEST_WORD = 32;

    private final byte[] bytes;
    private int at;
    private String word = "";
    private int number;
    private boolean numbered;

    RtfTokens(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The control word, or the one character of a control symbol. */
    String word() {
        return word;
    }

    /** Its number, or {@code otherwise} when it has none. */
    int number(int otherwise) {
        return numbered ? number : otherwise;
    }

    /** The byte, 0 to 255, of a BYTE. */
    int value() {
        return number;
    }

    Kind next() {
        while (at < bytes.length) {
            int c = bytes[at++] & 0xff;
            switch (c) {
                case '{' -> {
                    return Kind.OPEN;
                }
                case '}' -> {
                    return Kind.CLOSE;
                }
                case '\\' -> {
                    return at < bytes.length ? control() : Kind.END;
                }
                case '\r', '\n', 0 -> {
                    // line ends carry no meaning
                }
                default -> {
                    number = c;
                    return Kind.BYTE;
                }
            }
        }
        return Kind.END;
    }

    /** Raw bytes behind {@code \bin}. */
    byte[] raw(int count) {
        int length = Math.clamp(count, 0, bytes.length - at);
        byte[] raw = java.util.Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return raw;
    }

    private Kind control() {
        int c = bytes[at] & 0xff;
        if (c == '\'') {
            at++;
            int high = at < bytes.length ? Character.digit(bytes[at], 16) : -1;
            int low = at + 1 < bytes.length ? Character.digit(bytes[at + 1], 16) : -1;
            if (high < 0 || low < 0) {
                number = '\'';
                return Kind.BYTE;
            }
            at += 2;
            number = high * 16 + low;
            return Kind.BYTE;
        }
        if (!isLetter(c)) {
            at++;
            if (c == '\\' || c == '{' || c == '}') {
                number = c;
                return Kind.BYTE;
            }
            word = c == '\r' || c == '\n' ? "\n" : String.valueOf((char) c);
            numbered = false;
            return Kind.SYMBOL;
        }
        int from = at;
        while (at < bytes.length && at - from < LONGEST_WORD && isLetter(bytes[at] & 0xff)) {
            at++;
        }
        word = new String(bytes, from, at - from, StandardCharsets.ISO_8859_1);
        number();
        if (at < bytes.length && bytes[at] == ' ') {
            at++;
        }
        return Kind.WORD;
    }

    private void number() {
        boolean minus = at + 1 < bytes.length && bytes[at] == '-' && isDigit(bytes[at + 1]);
        int from = minus ? at + 1 : at;
        int n = 0;
        int i = from;
        while (i < bytes.length && i - from < 9 && isDigit(bytes[i])) {
            n = n * 10 + bytes[i++] - '0';
        }
        numbered = i > from;
        number = minus ? -n : n;
        at = numbered ? i : at;
    }

    private static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
