package nl.duwtje.gateway.smtp;

import java.io.IOException;
import java.net.SocketTimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.internal.server.BaseCommand;
import org.subethamail.smtp.server.Session;

import nl.duwtje.rules.mail.SmtpReply;

/** One SMTP verb. The one place where refusals, lost clients and our own faults become replies. */
abstract class Verb extends BaseCommand {

    private static final Logger LOG = LoggerFactory.getLogger(Verb.class);

    Verb(String name) {
        super(name, name);
    }

    abstract void run(Conversation conversation, Session session) throws IOException, Refusal;

    @Override
    public final void execute(String verbOnly, Session session) throws IOException {
        Conversation conversation = ((WireSocket) session.getSocket()).conversation();
        try {
            run(conversation, session);
        } catch (Refusal e) {
            conversation.refuse(e.reply());
        } catch (SocketTimeoutException e) {
            conversation.refuse(new SmtpReply(421, "4.4.2", "the client was too slow"));
            LOG.info("{} was too slow during {}", conversation.clientAddress(), getName());
        } catch (IOException e) {
            LOG.info("{} was lost during {}: {}", conversation.clientAddress(), getName(), e.toString());
            conversation.finish();
            conversation.wire().abort();
        } catch (RuntimeException e) {
            LOG.error("{} failed", getName(), e);
            conversation.reset();
            conversation.reply(new SmtpReply(421, "4.3.0", "an error of ours, try again later"));
        }
    }
}
