package nl.duwtje.gateway.observe;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.Origin;
import nl.duwtje.rules.mail.SmtpReply;

/**
 * One method per thing that can happen to a message, one structured line each: what happened as the message, who and which as keys. Never
 * subjects or content. Values are reduced to one line, so that nothing a client says can forge an event.
 */
public final class MailLog {

    private static final Logger LOG = LoggerFactory.getLogger("mail");

    /** The next hop took it and we said so. */
    public void delivered(Origin origin, Envelope envelope, String messageId, long size, SmtpReply reply) {
        message("delivered", envelope, messageId).addKeyValue("client", origin.clientAddress()).addKeyValue("size", size)
                .addKeyValue("reply", reply.line()).log();
    }

    /** It lies in the store: {@code what} is held, amended, returned or partly-refused. {@code ourId} is the hold's id when held. */
    public void committed(String what, Envelope envelope, String messageId, long size, String ourId, String rules) {
        message(what, envelope, messageId).addKeyValue("size", size).addKeyValue("our-id", ourId).addKeyValue("rules", clean(rules))
                .log();
    }

    /** The client was told no, or later: nothing of the message is with us. */
    public void notAccepted(String why, Envelope envelope, String messageId, SmtpReply reply) {
        message("not-accepted", envelope, messageId).addKeyValue("why", clean(why)).addKeyValue("reply", reply.line()).log();
    }

    /** A rule that only observes would have done something. */
    public void observed(String rules, String messageId) {
        LOG.atInfo().setMessage("observed").addKeyValue("id", clean(messageId)).addKeyValue("rules", clean(rules)).log();
    }

    /** A DKIM signature of our own domain was taken off a message that we changed: it no longer held. */
    public void signatureRemoved(String domain, String ourId) {
        LOG.atInfo().setMessage("dkim-signature-removed").addKeyValue("our-id", ourId).addKeyValue("domain", clean(domain)).log();
    }

    /** Something could not be done to a leg, and why; it left all the same. */
    public void note(String what, String ourId) {
        LOG.atInfo().setMessage("left-as-it-was").addKeyValue("our-id", ourId).addKeyValue("what", clean(what)).log();
    }

    /** A hold was answered, {@code who} is the mailbox that was asked, empty when nobody in particular. */
    public void answered(String holdId, String choice, String by, String who) {
        LOG.atInfo().setMessage("answered").addKeyValue("hold", clean(holdId)).addKeyValue("choice", clean(choice))
                .addKeyValue("by", clean(by)).addKeyValue("who", clean(who)).log();
    }

    /** Somebody reported a mail as an incident or a near miss; {@code incident} names the report. */
    public void reported(String holdId, String incident, String kind) {
        LOG.atInfo().setMessage("reported").addKeyValue("hold", clean(holdId)).addKeyValue("incident", clean(incident))
                .addKeyValue("kind", clean(kind)).log();
    }

    /** A mail that answers a notice came in: {@code what} is the choice, or why it decided nothing. */
    public void replied(String holdId, String what, String messageId, SmtpReply reply) {
        LOG.atInfo().setMessage("reply").addKeyValue("hold", clean(holdId)).addKeyValue("what", clean(what))
                .addKeyValue("id", clean(messageId)).addKeyValue("reply", reply.line()).log();
    }

    /** The outbox got rid of a row. */
    public void sent(long row, String kind, Envelope envelope, SmtpReply reply) {
        LOG.atInfo().setMessage("sent").addKeyValue("row", row).addKeyValue("kind", kind)
                .addKeyValue("from", clean(envelope.reversePath().text()))
                .addKeyValue("to", recipients(envelope)).addKeyValue("reply", reply.line()).log();
    }

    /** The outbox will try again. */
    public void deferred(long row, String kind, Envelope left, String nextAttempt, SmtpReply reply) {
        LOG.atInfo().setMessage("deferred").addKeyValue("row", row).addKeyValue("kind", kind).addKeyValue("to", recipients(left))
                .addKeyValue("next", nextAttempt).addKeyValue("reply", reply.line()).log();
    }

    /** The outbox gave up on some recipients; the sender is told with a DSN when {@code dsn}. */
    public void failed(long row, String kind, String recipients, boolean dsn, SmtpReply reply) {
        LOG.atWarn().setMessage("failed").addKeyValue("row", row).addKeyValue("kind", kind).addKeyValue("to", clean(recipients))
                .addKeyValue("dsn", dsn).addKeyValue("reply", reply.line()).log();
    }

    private static LoggingEventBuilder message(String event, Envelope envelope, String messageId) {
        return LOG.atInfo().setMessage(event).addKeyValue("id", clean(messageId)).addKeyValue("from", clean(envelope.reversePath().text()))
                .addKeyValue("to", recipients(envelope));
    }

    private static String recipients(Envelope envelope) {
        int n = envelope.recipients().size();
        String first = clean(envelope.recipients().get(0).address().text());
        return n == 1 ? first : first + " and " + (n - 1) + " more";
    }

    private static String clean(String value) {
        int length = Math.min(value.length(), 400);
        StringBuilder safe = null;
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == 127 || c >= '\u0080' && c < '\u00a0' || c == '\u2028' || c == '\u2029' || c == '"'
                    || Character.getType(c) == Character.FORMAT) {
                if (safe == null) {
                    safe = new StringBuilder(value.substring(0, length));
                }
                safe.setCharAt(i, '?');
            }
        }
        return safe != null ? safe.toString() : value.substring(0, length);
    }
}
