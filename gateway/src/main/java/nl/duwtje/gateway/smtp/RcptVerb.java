package nl.duwtje.gateway.smtp;

import java.io.IOException;

import org.subethamail.smtp.server.Session;

import nl.duwtje.rules.mail.ForwardPath;
import nl.duwtje.rules.mail.MailAddress;

/** RCPT (RFC 5321 section 4.1.1.3): exactly one mailbox. The same mailbox twice is one recipient. */
final class RcptVerb extends Verb {

    RcptVerb() {
        super("RCPT");
    }

    @Override
    void run(Conversation conversation, Session session) throws IOException, Refusal {
        Transaction transaction = conversation.transaction();
        if (transaction == null || transaction.chunks() != null) {
            throw new Refusal(503, "5.5.1", transaction == null ? "say MAIL first" : "the message has begun");
        }
        PathArgument path = PathArgument.of(conversation.line().argument(), "TO:");
        Parameters parameters = new Parameters(path.parameters(), conversation.context().offer().current());
        MailAddress address = path.address(transaction.smtpUtf8());
        ForwardPath recipient = new ForwardPath(address, parameters.notifyOn(), parameters.orcpt());
        parameters.nothingElse();
        if (!transaction.has(address)) {
            if (transaction.recipients() >= conversation.context().settings().maxRecipients()) {
                throw new Refusal(452, "4.5.3", "too many recipients; send the rest in another transaction");
            }
            transaction.add(recipient);
        }
        conversation.ok("2.1.5", "recipient noted");
    }
}
