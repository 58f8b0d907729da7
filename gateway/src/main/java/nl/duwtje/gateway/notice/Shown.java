package nl.duwtje.gateway.notice;

import java.util.regex.Pattern;

/**
 * Makes text that others wrote fit to be shown: one line, no control or direction characters, bounded, long numbers masked. Escaping for
 * HTML is the template's work, not this.
 */
public final class Shown {

    /** Longest subject or file name that we show, in UTF-16 units. */
    public static final int MAX_LENGTH = 160;

    /** Eight digits in a row, or nine with single separators between them: a citizen's number, an account, a card. */
    private static final Pattern LONG_NUMBER = Pattern.compile("\\d{8,}|\\d(?:[ .\\-/]?\\d){8,}");

    private Shown() {}

    /** One safe line; digit runs of eight and more keep only their last three digits. */
    public static String line(String text) {
        return LONG_NUMBER.matcher(plain(text)).replaceAll(run -> "•••" + run.group().substring(run.group().length() - 3));
    }

    /** One safe line, digits as they are: for addresses, which the reader must be able to check, and for values that are masked already. */
    public static String plain(String text) {
        StringBuilder out = new StringBuilder();
        boolean gap = false;
        int left = MAX_LENGTH;
        for (int i = 0; i < text.length() && i < 8 * MAX_LENGTH;) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c)) {
                gap = !out.isEmpty();
            } else if (isVisible(c)) {
                if (left <= 0) {
                    return out.append('…').toString();
                }
                if (gap) {
                    out.append(' ');
                    left--;
                }
                gap = false;
                out.appendCodePoint(c);
                left -= Character.charCount(c);
            }
        }
        return out.toString();
    }

    /** Not one of the characters that reorder or hide others (bidi marks and overrides, zero width), nor half a pair. */
    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE, Character.CONTROL -> false;
            default -> true;
        };
    }
}
