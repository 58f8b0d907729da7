package nl.duwtje.gateway.smtp;

import java.io.IOException;

import org.subethamail.smtp.server.Session;

import nl.duwtje.rules.mail.Extensions;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.RawMessage;

/** MAIL (RFC 5321 section 4.1.1.2): begins a transaction. */
final class MailVerb extends Verb {

    MailVerb() {
        super("MAIL");
    }

    @Override
    void run(Conversation conversation, Session session) throws IOException, Refusal {
        if (!conversation.isGreeted()) {
            throw new Refusal(503, "5.5.1", "say EHLO first");
        }
        if (conversation.transaction() != null) {
            throw new Refusal(503, "5.5.1", "a transaction is open; end it or say RSET");
        }
        if (conversation.context().sessions().isDraining()) {
            throw new Refusal(421, "4.3.2", "closing down, try again later");
        }
        conversation.transactionFailed();
        conversation.begin(parse(conversation));
        conversation.ok("2.1.0", "sender noted");
    }

    private static Transaction parse(Conversation conversation) throws Refusal {
        PathArgument path = PathArgument.of(conversation.line().argument(), "FROM:");
        Extensions offered = conversation.context().offer().current();
        Parameters parameters = new Parameters(path.parameters(), offered);
        long size = parameters.size();
        if (size > offered.size()) {
            throw new Refusal(552, "5.3.4", "message is larger than " + offered.size() + " bytes");
        }
        if (size > RawMessage.IN_MEMORY_LIMIT && !conversation.context().spool().hasRoomFor(size)) {
            throw new Refusal(452, "4.3.1", "no room for this message now");
        }
        boolean utf8 = path.parameters().containsKey("SMTPUTF8");
        MailAddress sender = path.mailbox().isEmpty() ? MailAddress.NULL : path.address(utf8);
        if (!sender.isNull() && !conversation.context().senders().test(sender)) {
            conversation.context().log().senderRefused(conversation.clientAddress(), sender);
            throw new Refusal(550, "5.7.1", "this sender is not of our organisation; smtp.senders says ours");
        }
        return new Transaction(sender, parameters, size, offered.size());
    }
}
