package nl.duwtje.gateway.action;

import java.util.Set;

import jakarta.mail.MessagingException;

import nl.duwtje.rules.mail.MailAddress;

/**
 * Gives the one recipient of this copy a To with only their own address. The copies are made by {@link Actions}; run on a mail with several
 * recipients it fails.
 *
 * <pre>
 * class: nl.duwtje.gateway.action.OneByOne
 * </pre>
 */
public final class OneByOne extends SpliceMailet {

    @Override
    public void init() throws MessagingException {
        checkInitParameters(Set.of());
    }

    @Override
    void splice(SplicedMail mail) throws MessagingException {
        if (mail.envelope().recipients().size() != 1) {
            throw new MessagingException("needs a mail with one recipient");
        }
        MailAddress own = mail.envelope().recipients().get(0).address();
        RecipientFields.replacedBy("<" + own.text() + ">", mail.outline()).forEach(mail::splice);
        new Calendars(getMailetContext()).hideAttendees(mail, own);
    }
}
