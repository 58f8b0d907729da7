package nl.duwtje.gateway.smtp;

import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.Origin;
import nl.duwtje.rules.mail.RawMessage;
import nl.duwtje.rules.mail.SmtpReply;

/** What a complete message is handed to: the mailflow. Called by many sessions at once. */
@FunctionalInterface
public interface Intake {

    /**
     * Takes responsibility for the message, or not: a 2yz reply means it has been delivered or lies safely on disk.
     *
     * @param message belongs to the caller, who closes it after the call
     * @return the reply to the client
     */
    SmtpReply accept(Envelope envelope, RawMessage message, Origin origin);
}
