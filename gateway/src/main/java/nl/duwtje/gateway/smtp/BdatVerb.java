package nl.duwtje.gateway.smtp;

import java.io.EOFException;
import java.io.IOException;

import org.subethamail.smtp.server.Session;

import nl.duwtje.gateway.config.SmtpSettings;
import nl.duwtje.rules.mail.SmtpReply;

/**
 * BDAT (RFC 3030 section 2): counted chunks. The octets of a chunk are read whether we want them or not; a chunk whose length cannot be read
 * ends the session, because nobody knows where the next command begins.
 */
final class BdatVerb extends Verb {

    BdatVerb() {
        super("BDAT");
    }

    @Override
    void run(Conversation conversation, Session session) throws IOException, Refusal {
        String[] words = conversation.line().argument().split("[ \t]+");
        boolean last = words.length == 2 && words[1].equalsIgnoreCase("LAST");
        if (!words[0].matches("[0-9]{1,18}")) {
            conversation.refuse(new SmtpReply(501, "5.5.4", "syntax: BDAT octets [LAST]"));
            conversation.finish();
            return;
        }
        long octets = Long.parseLong(words[0]);
        Transaction transaction = conversation.transaction();
        SmtpReply refusal = words.length > 2 || words.length == 2 && !last
                ? new SmtpReply(501, "5.5.4", "syntax: BDAT octets [LAST]")
                : transaction == null
                        ? new SmtpReply(503, "5.5.1", "say MAIL first")
                        : transaction.recipients() == 0 ? new SmtpReply(554, "5.5.1", "no valid recipients") : null;
        if (refusal != null) {
            BodyPace pace = pace(conversation);
            read(conversation, octets, pace, null);
            conversation.refuse(refusal);
            if (transaction != null) {
                conversation.transactionFailed();
            }
        } else {
            chunk(conversation, transaction, octets, last);
        }
    }

    private static void chunk(Conversation conversation, Transaction transaction, long octets, boolean last) throws IOException {
        boolean keep = false;
        try {
            if (transaction.chunks() == null) {
                begin(conversation, transaction);
            }
            Transaction.Chunks chunks = transaction.chunks();
            read(conversation, octets, chunks.pace(), chunks.scanner());
            if (last) {
                chunks.scanner().finishChunks();
            }
            if (last || chunks.body().refusal() != null) {
                Handover.of(conversation, chunks.body());
            } else {
                conversation.ok("2.0.0", octets + " octets received");
                keep = true;
            }
        } finally {
            if (!keep) {
                conversation.transactionFailed();
            }
        }
    }

    private static void begin(Conversation conversation, Transaction transaction) {
        SessionContext context = conversation.context();
        Body body = new Body(context.spool(), transaction.maxSize(), transaction.expectedSize());
        BodyScanner scanner = new BodyScanner(body, false, context.settings().bareLf() == SmtpSettings.BareLf.REFUSE,
                context.limits().headerSection());
        transaction.chunks(new Transaction.Chunks(body, scanner, pace(conversation)));
    }

    private static BodyPace pace(Conversation conversation) {
        SessionContext context = conversation.context();
        return new BodyPace(context.settings().transactionLimit(), context.settings().idleTimeout(), context.limits());
    }

    /** @param scanner null to read the octets away */
    private static void read(Conversation conversation, long octets, BodyPace pace, BodyScanner scanner) throws IOException {
        Wire wire = conversation.wire();
        long left = octets;
        while (left > 0) {
            int count = (int) Math.min(left, wire.to() - wire.from());
            if (count == 0) {
                if (!wire.fill(pace.deadline())) {
                    throw new EOFException("connection ended with " + left + " octets of BDAT to come");
                }
                continue;
            }
            if (scanner != null) {
                scanner.scan(wire.buffer(), wire.from(), wire.from() + count);
            }
            pace.count(count);
            wire.consume(count);
            left -= count;
        }
    }
}
