package nl.duwtje.rules.mail;

/**
 * One SMTP reply: code, enhanced code (RFC 3463) and one line of text. Immutable; the text is reduced to printable ASCII on the way in, so
 * that a reply can never smuggle a second line.
 *
 * @param code     200..599
 * @param enhanced "2.0.0", or empty when the server gave none
 * @param text     at most {@value #MAX_TEXT} characters of printable ASCII
 */
public record SmtpReply(int code, String enhanced, String text) {

    private static final int MAX_TEXT = 480;

    public SmtpReply {
        if (code < 200 || code > 599) {
            throw new IllegalArgumentException("SMTP reply code " + code + " is outside 200..599");
        }
        text = printable(text);
    }

    public boolean isPositive() {
        return code < 400;
    }

    /** 4yz: the client may try again. */
    public boolean isTemporary() {
        return code >= 400 && code < 500;
    }

    /** 5yz: the client must not try again unchanged. */
    public boolean isPermanent() {
        return code >= 500;
    }

    /** The reply as one line without its CRLF: "250 2.0.0 delivered". */
    public String line() {
        return enhanced.isEmpty() ? code + " " + text : code + " " + enhanced + " " + text;
    }

    private static String printable(String text) {
        int length = Math.min(text.length(), MAX_TEXT);
        boolean clean = length == text.length();
        for (int i = 0; clean && i < length; i++) {
            clean = text.charAt(i) >= ' ' && text.charAt(i) < 127;
        }
        if (clean) {
            return text;
        }
        StringBuilder safe = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            safe.append(c >= ' ' && c < 127 ? c : '?');
        }
        return safe.toString();
    }

    @Override
    public String toString() {
        return line();
    }
}
