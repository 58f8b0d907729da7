package nl.duwtje.gateway.smtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.RawMessage;
import nl.duwtje.rules.mail.SmtpReply;

/** A body that was read to its end goes to the {@link Intake}, or is refused for what was found in it. The same for DATA and BDAT. */
final class Handover {

    private static final Logger LOG = LoggerFactory.getLogger(Handover.class);
    private static final Duration AS_LONG_AS_THE_INTAKE_NEEDS = Duration.ofDays(1);

    private Handover() {}

    /** Frees the message and answers; the transaction is the caller's to reset. */
    static void of(Conversation conversation, Body body) throws IOException {
        Envelope envelope = conversation.transaction().envelope();
        RawMessage message = body.refusal() == null ? body.finish() : null;
        if (message == null) {
            SmtpReply refusal = body.refusal();
            conversation.context().log().notAccepted("smtp", envelope, "", refusal);
            conversation.refuse(refusal);
            return;
        }
        conversation.wire().flush();
        conversation.wire().within(AS_LONG_AS_THE_INTAKE_NEEDS);
        SmtpReply reply;
        try {
            reply = accept(conversation, envelope, message);
        } finally {
            close(message);
        }
        conversation.wire().within(conversation.context().settings().idleTimeout());
        if (reply.isPositive()) {
            conversation.accepted();
        }
        conversation.reply(reply);
        conversation.wire().flush();
    }

    private static SmtpReply accept(Conversation conversation, Envelope envelope, RawMessage message) {
        try {
            return conversation.context().intake().accept(envelope, message, conversation.origin());
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("a message of {} bytes could not be handled", message.size(), e);
            return new SmtpReply(451, "4.3.0", "an error of ours, try again later");
        }
    }

    private static void close(RawMessage message) {
        try {
            message.close();
        } catch (UncheckedIOException e) {
            LOG.warn("cannot free a message: {}", e.toString());
        }
    }
}
