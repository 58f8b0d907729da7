package nl.duwtje.rules.mail;

import java.util.Objects;

/**
 * One RCPT of an envelope with what the client asked for it (RFC 3461 section 4).
 *
 * @param address who it is for; never the null path
 * @param notifyOn  the NOTIFY parameter in upper case ("NEVER", "SUCCESS,FAILURE", ...), empty when not given
 * @param orcpt   the ORCPT parameter as given ("rfc822;a@example.org", xtext), empty when not given
 */
public record ForwardPath(MailAddress address, String notifyOn, String orcpt) {

    public ForwardPath {
        Objects.requireNonNull(address);
        Objects.requireNonNull(notifyOn);
        Objects.requireNonNull(orcpt);
        if (address.isNull()) {
            throw new IllegalArgumentException("a forward-path cannot be null");
        }
    }

    public static ForwardPath to(MailAddress address) {
        return new ForwardPath(address, "", "");
    }

    public static ForwardPath to(String address) {
        return to(MailAddress.of(address));
    }

    /** Whether a failure may be reported for it: not when NOTIFY was given without FAILURE (RFC 3461 section 4.1). */
    public boolean wantsFailureNotice() {
        return notifyOn.isEmpty() || notifyOn.contains("FAILURE");
    }
}
