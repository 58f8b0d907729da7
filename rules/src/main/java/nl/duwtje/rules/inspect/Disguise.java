package nl.duwtje.rules.inspect;

import java.util.Arrays;
import java.util.Locale;
import nl.duwtje.rules.text.Extractor;

/** What a part is, whatever it calls itself. */
final class Disguise {

    private static final int HEAD = 512;
    private static final int LARGEST_SIGNATURE = 64 * 1024;

    private Disguise() {}

    /** Whether the first {@code length} bytes read as text; anything that has a byte in its first lines that no text has is asked what it is. */
    static boolean isText(byte[] bytes, int length) {
        boolean plain = !begins(bytes, length, "%PDF") && !begins(bytes, length, "{\\rtf") && !begins(bytes, length, "BM");
        for (int i = 0; plain && i < Math.min(length, HEAD); i++) {
            byte b = bytes[i];
            plain = b >= ' ' || b < 0 && i > 1 || b == '\n' || b == '\r' || b == '\t';
        }
        return plain || switch (Extractor.kindOf(Arrays.copyOf(bytes, length))) {
            case "text", "csv", "html", "xml", "calendar", "vcard", "message", "empty" -> true;
            default -> false;
        };
    }

    /** Whether the first {@code length} bytes are one: DER (RFC 5652) or armour (RFC 9580), and no larger than one is. */
    static boolean isSignature(byte[] bytes, int length) {
        return length < LARGEST_SIGNATURE && (length > 1 && bytes[0] == 0x30 && (bytes[1] & 0x80) != 0
                || begins(bytes, length, "-----BEGIN PGP SIGNATURE") || begins(bytes, length, "\r\n-----BEGIN PGP SIGNATURE"));
    }

    private static boolean begins(byte[] bytes, int length, String ascii) {
        int i = 0;
        while (i < ascii.length() && i < length && bytes[i] == ascii.charAt(i)) {
            i++;
        }
        return i == ascii.length();
    }

    /** Charsets we cannot read in which plain letters and digits mean other ones. Unknown names of ASCII-like charsets do no harm. */
    static boolean isUnreadableCharset(String charset, boolean known) {
        if (known) {
            return false;
        }
        String name = charset.toLowerCase(Locale.ROOT);
        return name.contains("utf-7") || name.contains("utf7") || name.startsWith("iso-2022") || name.startsWith("hz")
                || name.startsWith("utf-16") || name.startsWith("utf-32") || name.startsWith("ebcdic") || name.startsWith("ibm")
                || name.startsWith("cp");
    }
}
