package nl.duwtje.rules.inspect;

import java.util.Locale;

/** Text in a text part that its characters do not show. */
final class HiddenText {

    private HiddenText() {}

    /** Charsets we cannot read in which plain letters and digits mean other ones. Unknown names of ASCII-like charsets do no harm. */
    static boolean isDisguised(String charset, boolean known) {
        String name = charset.toLowerCase(Locale.ROOT);
        return !known && (name.contains("utf-7") || name.contains("utf7") || name.startsWith("iso-2022") || name.startsWith("hz")
                || name.startsWith("utf-16")
                || name.startsWith("utf-32") || name.startsWith("ebcdic") || name.startsWith("ibm") || name.startsWith("cp"));
    }

    /** "begin 644 name" on a line of its own, which old mail programs turn into an attachment. */
    static boolean hasUuencodedFile(String text) {
        int lastEnd = text.lastIndexOf("\nend");
        for (int at = text.indexOf("begin "); at >= 0; at = text.indexOf("begin ", at + 6)) {
            boolean lineStart = at == 0 || text.charAt(at - 1) == '\n';
            if (lineStart && at + 10 < text.length() && isOctal(text, at + 6) && text.charAt(at + 9) == ' '
                    && lastEnd > at) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOctal(String text, int at) {
        for (int i = at; i < at + 3; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '7') {
                return false;
            }
        }
        return true;
    }
}
