package nl.duwtje.gateway.notice;

import java.util.Locale;
import java.util.Optional;

import nl.duwtje.rules.mail.MailAddress;

/**
 * Where people answer notices by mail: {@code confirm+TOKEN@duwtje.example.org}, an address that the gateway itself receives. Immutable.
 *
 * @param base without the token: {@code confirm@duwtje.example.org}
 */
public record ReplyAddress(MailAddress base) {

    /** For one hold. */
    public String with(String token) {
        return base.localPart() + "+" + token + "@" + base.domain();
    }

    /** As in a mailto link (RFC 6068 section 2), where some programs read a plus sign as a space. */
    String mailto(String token) {
        return base.localPart() + "%2B" + token + "@" + base.domain();
    }

    /** The token in it; empty text when it is the address without one; nothing when the mail is for somebody else. */
    public Optional<String> token(MailAddress recipient) {
        String local = recipient.localPart().toLowerCase(Locale.ROOT);
        String ours = base.localPart().toLowerCase(Locale.ROOT);
        if (!recipient.domain().equals(base.domain()) || !local.equals(ours) && !local.startsWith(ours + "+")) {
            return Optional.empty();
        }
        return Optional.of(local.equals(ours) ? "" : local.substring(ours.length() + 1));
    }
}
