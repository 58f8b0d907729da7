package nl.duwtje.rules.mail;

import java.util.List;
import java.util.Objects;

/**
 * What MAIL and RCPT said: never what the headers say (RFC 5321 section 2.3.1). Immutable.
 *
 * @param reversePath where failures go; {@link MailAddress#NULL} for {@code <>}
 * @param recipients  at least one, in the order given, without repeats
 * @param body        the BODY parameter, "7BIT" or "8BITMIME", empty when not given (RFC 6152)
 * @param smtpUtf8    whether SMTPUTF8 was asked for (RFC 6531)
 * @param ret         the RET parameter, "FULL" or "HDRS", empty when not given (RFC 3461 section 4.3)
 * @param envid       the ENVID parameter as given (xtext), empty when not given (RFC 3461 section 4.4)
 */
public record Envelope(MailAddress reversePath, List<ForwardPath> recipients, String body, boolean smtpUtf8, String ret, String envid) {

    public Envelope {
        Objects.requireNonNull(reversePath);
        recipients = List.copyOf(recipients);
        Objects.requireNonNull(body);
        Objects.requireNonNull(ret);
        Objects.requireNonNull(envid);
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("an envelope needs a recipient");
        }
    }

    /** A plain envelope without parameters. */
    public static Envelope of(MailAddress reversePath, List<MailAddress> recipients) {
        return new Envelope(reversePath, recipients.stream().map(ForwardPath::to).toList(), "", false, "", "");
    }

    /** The same envelope for other recipients: a leg of it. */
    public Envelope withRecipients(List<ForwardPath> others) {
        return new Envelope(reversePath, others, body, smtpUtf8, ret, envid);
    }

    /** Whether this can only travel to a next hop that offers SMTPUTF8. */
    public boolean needsSmtpUtf8() {
        if (smtpUtf8 || reversePath.needsSmtpUtf8()) {
            return true;
        }
        for (ForwardPath recipient : recipients) {
            if (recipient.address().needsSmtpUtf8()) {
                return true;
            }
        }
        return false;
    }
}
