package nl.duwtje.gateway.smtp;

import java.io.EOFException;
import java.io.IOException;

import org.subethamail.smtp.server.Session;

import nl.duwtje.gateway.config.SmtpSettings;

/** DATA (RFC 5321 section 4.1.1.4): reads to CRLF.CRLF whatever is wrong with the body, then answers. */
final class DataVerb extends Verb {

    DataVerb() {
        super("DATA");
    }

    @Override
    void run(Conversation conversation, Session session) throws IOException, Refusal {
        Transaction transaction = conversation.transaction();
        if (!conversation.line().argument().isEmpty()) {
            throw new Refusal(501, "5.5.4", "DATA takes no argument");
        }
        if (transaction == null || transaction.chunks() != null) {
            throw new Refusal(503, "5.5.1", transaction == null ? "say MAIL first" : "this message comes by BDAT");
        }
        if (transaction.recipients() == 0) {
            throw new Refusal(554, "5.5.1", "no valid recipients");
        }
        conversation.wire().reply("354 end with <CRLF>.<CRLF>");
        try (Body body = new Body(conversation.context().spool(), transaction.maxSize(), transaction.expectedSize())) {
            read(conversation, body);
            Handover.of(conversation, body);
        } finally {
            conversation.transactionFailed();
        }
    }

    private static void read(Conversation conversation, Body body) throws IOException {
        SessionContext context = conversation.context();
        Wire wire = conversation.wire();
        BodyScanner scanner = new BodyScanner(body, true, context.settings().bareLf() == SmtpSettings.BareLf.REFUSE,
                context.limits().headerSection());
        BodyPace pace = new BodyPace(context.settings().transactionLimit(), context.settings().idleTimeout(), context.limits());
        while (true) {
            int end = scanner.scan(wire.buffer(), wire.from(), wire.to());
            pace.count(end - wire.from());
            wire.consume(end - wire.from());
            if (scanner.atEnd()) {
                return;
            }
            if (!wire.fill(pace.deadline())) {
                throw new EOFException("connection ended inside DATA");
            }
        }
    }
}
