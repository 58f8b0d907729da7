package nl.duwtje.gateway.action;

import jakarta.mail.MessagingException;

import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;

/** A mailet that changes bytes, not objects. Holds no state after init: safe for all threads. */
abstract class SpliceMailet extends GenericMailet {

    @Override
    public final void service(Mail mail) throws MessagingException {
        if (!(mail instanceof SplicedMail spliced)) {
            throw new MessagingException(getClass().getName() + " works on Duwtje's own mail only");
        }
        splice(spliced);
    }

    abstract void splice(SplicedMail mail) throws MessagingException;
}
