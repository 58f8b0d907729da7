package nl.duwtje.rules.mime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import nl.duwtje.rules.mail.AddressException;
import nl.duwtje.rules.mail.MailAddress;

/**
 * An address list as nearly all mail programs write it: {@code a@example.org, Name <b@example.org>, "Name, C." <c@example.org>}. About anything else
 * it says nothing: groups, comments, routes, quoted local parts, a single odd character. One pass, for one value.
 */
final class PlainAddresses {

    private static final String SPECIAL = "\"(),:;<>@[\\]";

    private final String value;
    private final List<MailAddress> found = new ArrayList<>(4);
    private int at;

    private PlainAddresses(String value) {
        this.value = value;
    }

    /** The addresses, in order; empty when the value is not written so, all of it. */
    static List<MailAddress> of(String value) {
        PlainAddresses list = new PlainAddresses(value);
        try {
            while (list.found.size() < AddressLists.MAX_ADDRESSES && list.mailbox()) {
                if (list.at == value.length()) {
                    return Collections.unmodifiableList(list.found);
                }
                list.at++;
            }
        } catch (AddressException notPlain) {
            // somebody else reads it
        }
        return List.of();
    }

    /** Takes one mailbox and stops at the comma or the end behind it; false when it is written otherwise. */
    private boolean mailbox() {
        blanks();
        boolean quoted = at < value.length() && value.charAt(at) == '"';
        if (quoted) {
            int end = value.indexOf('"', at + 1);
            int escape = value.indexOf('\\', at + 1);
            if (end < 0 || escape >= 0 && escape < end) {
                return false;
            }
            at = end + 1;
            blanks();
        } else {
            int from = at;
            words(true);
            if (at < value.length() && value.charAt(at) == '@') {
                return address(from) && ends();
            }
        }
        if (at == value.length() || value.charAt(at) != '<') {
            return false;
        }
        int from = ++at;
        words(false);
        return at < value.length() && value.charAt(at) == '@' && address(from) && at < value.length() && value.charAt(at++) == '>'
                && ends();
    }

    /** From the at sign on. */
    private boolean address(int from) {
        at++;
        int domain = at;
        words(false);
        if (at == domain || value.charAt(domain) == '.' || value.charAt(at - 1) == '.') {
            return false;
        }
        found.add(MailAddress.of(value.substring(from, at)));
        return true;
    }

    private boolean ends() {
        blanks();
        return at == value.length() || value.charAt(at) == ',';
    }

    private void blanks() {
        while (at < value.length() && isBlank(value.charAt(at))) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** Over ASCII that means nothing in a list. */
    private void words(boolean blanks) {
        while (at < value.length()) {
            char c = value.charAt(at);
            if (c > '~' || (isBlank(c) ? !blanks : c < ' ') || SPECIAL.indexOf(c) >= 0) {
                return;
            }
            at++;
        }
    }
}
