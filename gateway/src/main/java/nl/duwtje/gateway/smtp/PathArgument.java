package nl.duwtje.gateway.smtp;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import nl.duwtje.rules.mail.AddressException;
import nl.duwtje.rules.mail.MailAddress;

/**
 * The argument of MAIL and RCPT: one path in angle brackets and parameters (RFC 5321 section 4.1.2).
 *
 * @param mailbox    what stood between the brackets, source route stripped; empty for {@code <>}
 * @param parameters upper-case keyword to value, empty when it had none; each at most once
 */
record PathArgument(String mailbox, Map<String, String> parameters) {

    /** @param keyword "FROM:" or "TO:" */
    static PathArgument of(String argument, String keyword) throws Refusal {
        if (!argument.regionMatches(true, 0, keyword, 0, keyword.length())) {
            throw new Refusal(501, "5.5.4", "syntax: " + keyword + "<address>");
        }
        int begin = keyword.length();
        while (begin < argument.length() && Character.isWhitespace(argument.charAt(begin))) {
            begin++;
        }
        int end = endOfPath(argument, begin);
        if (end < 0 || end + 1 < argument.length() && argument.charAt(end + 1) != ' ') {
            throw new Refusal(501, "5.5.4", "syntax: one address in angle brackets, then parameters");
        }
        return new PathArgument(withoutRoute(argument.substring(begin + 1, end)), parameters(argument, end + 1));
    }

    /** Where the closing bracket is, not counting those in quotes; -1 without one, or without an opening one at {@code begin}. */
    private static int endOfPath(String text, int begin) {
        if (begin == text.length() || text.charAt(begin) != '<') {
            return -1;
        }
        boolean quoted = false;
        for (int i = begin + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (quoted && c == '\\') {
                i++;
            } else if (!quoted && c == '>') {
                return i;
            }
        }
        return -1;
    }

    /** RFC 5321 appendix C: a source route is read over and ignored. */
    private static String withoutRoute(String path) throws Refusal {
        if (!path.startsWith("@")) {
            return path;
        }
        int colon = path.indexOf(':');
        if (colon < 0 || !path.substring(0, colon).matches("@[A-Za-z0-9.-]+(,@[A-Za-z0-9.-]+)*") || colon + 1 == path.length()) {
            throw new Refusal(553, "5.1.3", "this source route is not one");
        }
        return path.substring(colon + 1);
    }

    private static Map<String, String> parameters(String text, int from) throws Refusal {
        Map<String, String> found = new LinkedHashMap<>();
        int at = from;
        while (at < text.length()) {
            int space = text.indexOf(' ', at);
            int end = space < 0 ? text.length() : space;
            if (end > at) {
                parameter(text, at, end, found);
            }
            at = end + 1;
        }
        return found;
    }

    private static void parameter(String text, int from, int to, Map<String, String> found) throws Refusal {
        int equals = text.indexOf('=', from, to);
        String keyword = text.substring(from, equals < 0 ? to : equals).toUpperCase(Locale.ROOT);
        String value = equals < 0 ? "" : text.substring(equals + 1, to);
        if (!isKeyword(keyword) || equals >= 0 && (value.isEmpty() || value.indexOf('=') >= 0)) {
            throw new Refusal(501, "5.5.4", "a parameter is not KEYWORD or KEYWORD=value");
        }
        if (found.put(keyword, value) != null) {
            throw new Refusal(501, "5.5.4", "parameter " + keyword + " is given twice");
        }
    }

    /** RFC 5321 section 4.1.2: esmtp-keyword, in upper case. */
    private static boolean isKeyword(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' && i > 0)) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** The one mailbox, never {@code <>}. */
    MailAddress address(boolean smtpUtf8) throws Refusal {
        try {
            MailAddress address = MailAddress.of(mailbox);
            if (address.needsSmtpUtf8() && !smtpUtf8) {
                throw new Refusal(553, "5.6.7", "this address needs SMTPUTF8");
            }
            return address;
        } catch (AddressException e) {
            throw new Refusal(553, "5.1.3", "this address " + e.reason());
        }
    }
}
