package nl.duwtje.gateway.action;

import java.util.List;
import java.util.Set;

import jakarta.mail.MessagingException;

import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mime.AddressLists;

/**
 * Replaces To, Cc, Bcc, Resent-* and other headers that name recipients by one To; the envelope stays, and so does every other byte. Attendees
 * from outside are taken out of calendars, unless those are signed or encrypted.
 *
 * <pre>
 * class: nl.duwtje.gateway.action.HideRecipients
 * parameters: {to: undisclosed-recipients}     # or: sender (the address in From)
 * </pre>
 */
public final class HideRecipients extends SpliceMailet {

    private static final String UNDISCLOSED = "undisclosed-recipients:;";
    private String to;

    @Override
    public void init() throws MessagingException {
        checkInitParameters(Set.of("to"));
        to = getInitParameter("to", "undisclosed-recipients");
        if (!to.equals("undisclosed-recipients") && !to.equals("sender")) {
            throw new MessagingException("parameter to \"" + to + "\" must be undisclosed-recipients or sender");
        }
    }

    @Override
    void splice(SplicedMail mail) throws MessagingException {
        RecipientFields.replacedBy(to.equals("sender") ? sender(mail) : UNDISCLOSED, mail.outline()).forEach(mail::splice);
        new Calendars(getMailetContext()).hideAttendees(mail, null);
    }

    private static String sender(SplicedMail mail) {
        List<MailAddress> from = AddressLists.of(mail.outline(), "From");
        MailAddress sender = from.isEmpty() ? mail.envelope().reversePath() : from.get(0);
        return sender.isNull() ? UNDISCLOSED : "<" + sender.text() + ">";
    }
}
