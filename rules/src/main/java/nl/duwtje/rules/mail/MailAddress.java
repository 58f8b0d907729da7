package nl.duwtje.rules.mail;

import java.net.IDN;
import java.util.Locale;

/**
 * One mailbox as in RFC 5321 section 4.1.2 (RFC 6531 for UTF-8), or the null reverse-path. Immutable. Two addresses are equal when their
 * local parts are equal without regard to case and their domains are the same domain (case, trailing dot and IDNA form do not count).
 */
public final class MailAddress {

    /** The null reverse-path {@code <>}: no answer must ever be sent to it. */
    public static final MailAddress NULL = new MailAddress("", "", "");

    private static final int MAX_LENGTH = 320;

    private final String text;
    private final String localPart;
    private final String domain;

    private MailAddress(String text, String localPart, String domain) {
        this.text = text;
        this.localPart = localPart;
        this.domain = domain;
    }

    /**
     * Reads exactly one mailbox: no angle brackets, no source route, no list, no comment.
     *
     * @throws AddressException with the reason, when it is not one mailbox
     */
    public static MailAddress of(String text) {
        if (text.isEmpty()) {
            throw new AddressException(text, "is empty");
        }
        if (text.length() > MAX_LENGTH) {
            throw new AddressException(text.substring(0, 40) + "...", "is longer than " + MAX_LENGTH + " characters");
        }
        int at = text.charAt(0) == '"' ? endOfQuotedString(text) : endOfDotAtom(text);
        if (at >= text.length() || text.charAt(at) != '@') {
            throw new AddressException(text, "has no @ and domain after its local part");
        }
        if (at == 0) {
            throw new AddressException(text, "has no local part");
        }
        String domain = text.substring(at + 1);
        return new MailAddress(text, text.substring(0, at), normaliseDomain(text, domain));
    }

    /** The domain in one form: A-labels, lower case, no trailing dot. Address literals stay as they are, lower case. */
    public static String normaliseDomain(String domain) {
        return normaliseDomain(domain, domain);
    }

    private static String normaliseDomain(String address, String domain) {
        if (domain.startsWith("[")) {
            return literal(address, domain);
        }
        String bare = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
        boolean ascii = true;
        for (int i = 0; i < bare.length(); i++) {
            char c = bare.charAt(i);
            if (c >= 128) {
                ascii = false;
            } else if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_')) {
                throw new AddressException(address, "has a character that no domain may have");
            }
        }
        String result;
        try {
            result = (ascii ? bare : IDN.toASCII(bare, IDN.ALLOW_UNASSIGNED)).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException notADomain) {
            throw new AddressException(address, "has a domain that cannot be written in IDNA form");
        }
        if (result.isEmpty() || result.length() > 255 || result.startsWith(".") || result.endsWith(".") || result.contains("..")) {
            throw new AddressException(address, "has an empty or overlong domain or label");
        }
        return result;
    }

    private static String literal(String address, String domain) {
        if (domain.length() < 4 || !domain.endsWith("]")) {
            throw new AddressException(address, "has an address literal without its closing bracket");
        }
        for (int i = 1; i < domain.length() - 1; i++) {
            char c = domain.charAt(i);
            if (c <= ' ' || c >= 127 || c == '[' || c == ']' || c == '\\' || c == '<' || c == '>') {
                throw new AddressException(address, "has a character that no address literal may have");
            }
        }
        return domain.toLowerCase(Locale.ROOT);
    }

    private static int endOfDotAtom(String text) {
        int i = 0;
        boolean dot = true;
        while (i < text.length() && text.charAt(i) != '@') {
            char c = text.charAt(i);
            if (c == '.') {
                if (dot) {
                    throw new AddressException(text, "has a dot where a character is needed");
                }
                dot = true;
            } else {
                if (!isAtomCharacter(c)) {
                    throw new AddressException(text, "has a character that its local part may not have unquoted");
                }
                dot = false;
            }
            i++;
        }
        if (dot && i > 0) {
            throw new AddressException(text, "has a dot before the @");
        }
        return i;
    }

    /** RFC 5322 atext, and every printable non-ASCII character (RFC 6531). */
    private static boolean isAtomCharacter(char c) {
        if (c >= 128) {
            return !Character.isISOControl(c) && !Character.isWhitespace(c) && c != '\u00a0' && c != '\u2028' && c != '\u2029';
        }
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "!#$%&'*+-/=?^_`{|}~".indexOf(c) >= 0;
    }

    private static int endOfQuotedString(String text) {
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                return i + 1;
            }
            if (i >= text.length() || text.charAt(i) < ' ' || text.charAt(i) == 127) {
                throw new AddressException(text, "has a control character or a broken escape in its quoted local part");
            }
        }
        throw new AddressException(text, "has a quoted local part without its closing quote");
    }

    /** As it was written, for sending it on; empty for the null reverse-path. */
    public String text() {
        return text;
    }

    /** As it was written, quotes included. */
    public String localPart() {
        return localPart;
    }

    /** A-labels, lower case; empty for the null reverse-path. */
    public String domain() {
        return domain;
    }

    public boolean isNull() {
        return text.isEmpty();
    }

    /** Whether it can only travel under SMTPUTF8 (RFC 6531). */
    public boolean needsSmtpUtf8() {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MailAddress that && domain.equals(that.domain) && localPart.equalsIgnoreCase(that.localPart);
    }

    @Override
    public int hashCode() {
        return domain.hashCode() * 31 + localPart.toLowerCase(Locale.ROOT).hashCode();
    }

    /** As written; the null reverse-path as {@code <>}. */
    @Override
    public String toString() {
        return isNull() ? "<>" : text;
    }
}
