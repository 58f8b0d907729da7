package nl.duwtje.gateway.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import nl.duwtje.gateway.config.NextHopSettings;
import nl.duwtje.gateway.delivery.DeliveryOutcome.Result;
import nl.duwtje.gateway.delivery.DeliveryOutcome.Status;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.ForwardPath;
import nl.duwtje.rules.mail.RawMessage;
import nl.duwtje.rules.mail.SmtpReply;

/**
 * One message over one connection (RFC 5321 section 3.3): MAIL, RCPTs and DATA in as few writes as the server allows (RFC 2920), then the
 * body. Leaves the connection ready for the next one, or broken. Used once, by one thread.
 */
final class Transaction {

    /** Commands without a reply: so few that their replies fit into any TCP window and no two ends write without reading. */
    private static final int MAX_UNANSWERED = 100;
    private static final int MAX_UNANSWERED_BYTES = 16 * 1024;
    private static final long RESET_NANOS = 5_000_000_000L;
    private static final long EARLY_REPLY_NANOS = 1_000_000_000L;
    private static final byte[] DATA = "DATA\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DOT = ".\r\n".getBytes(StandardCharsets.US_ASCII);
    /** What yes is kept as: nobody asks how it was put. */
    private static final SmtpReply ACCEPTED = new SmtpReply(250, "", "");
    private static final SmtpReply GO_AHEAD = new SmtpReply(354, "", "");
    private static final SmtpReply NOT_TRIED = new SmtpReply(451, "4.5.0", "not tried: the next hop refused other recipients");

    private final Connection connection;
    private final Envelope envelope;
    private final RawMessage message;
    private final Partial partial;
    private final NextHopSettings settings;
    /** For each command its reply, null while there is none: MAIL at 0, the recipients from 1, DATA last. */
    private final SmtpReply[] replies;
    private final int data;
    private int sent;
    private int answered;
    private boolean finalDotSent;
    private int code;

    Transaction(Connection connection, Envelope envelope, RawMessage message, Partial partial, NextHopSettings settings) {
        this.connection = connection;
        this.envelope = envelope;
        this.message = message;
        this.partial = partial;
        this.settings = settings;
        this.data = envelope.recipients().size() + 1;
        this.replies = new SmtpReply[data + 1];
    }

    /** The code of the reply that decided; 0 when none came. */
    int code() {
        return code;
    }

    /**
     * @throws LinkException only on a kept connection that had been closed before any reply: nothing was accepted, another may be tried
     */
    DeliveryOutcome run() throws LinkException {
        List<byte[]> commands;
        try {
            commands = commands();
        } catch (IllegalArgumentException e) {
            return outcome(Status.FAILED, new SmtpReply(553, "5.1.3", "the envelope cannot be sent: " + e.getMessage()));
        }
        SmtpReply unfit = unfit();
        if (unfit != null) {
            code = unfit.code();
            return outcome(Status.FAILED, unfit);
        }
        try {
            sendEnvelope(commands);
            return afterEnvelope();
        } catch (LinkException e) {
            connection.abort();
            if (answered == 0 && connection.isKept() && e.isLost()) {
                throw e;
            }
            code = 0;
            return finalDotSent
                    ? outcome(Status.UNKNOWN, new SmtpReply(451, "4.4.2", "no reply after the final dot: " + e.reply().text()))
                    : outcome(Status.DEFERRED, e.reply());
        } catch (IOException | UncheckedIOException e) {
            connection.abort();
            return outcome(Status.DEFERRED, new SmtpReply(451, "4.3.0", "the message could not be read"));
        }
    }

    private List<byte[]> commands() {
        List<byte[]> commands = new ArrayList<>(replies.length);
        commands.add(EnvelopeCommands.mail(envelope, message.size(), connection.extensions()));
        for (ForwardPath recipient : envelope.recipients()) {
            commands.add(EnvelopeCommands.rcpt(recipient, connection.extensions()));
        }
        commands.add(DATA);
        return commands;
    }

    /** Why this server cannot take this message at all, or null. */
    private SmtpReply unfit() {
        long limit = connection.extensions().size();
        if (limit > 0 && message.size() > limit) {
            return new SmtpReply(552, "5.3.4", "the next hop takes messages of up to " + limit + " bytes");
        }
        if (envelope.needsSmtpUtf8() && !connection.extensions().smtpUtf8()) {
            return new SmtpReply(553, "5.6.7", "the next hop does not offer SMTPUTF8, which this message needs");
        }
        return null;
    }

    private void sendEnvelope(List<byte[]> commands) throws IOException {
        int unanswered = connection.extensions().pipelining() ? MAX_UNANSWERED : 1;
        while (sent < commands.size() && isWorthwhile(sent)) {
            connection.out().put(commands.get(sent++));
            if (sent - answered >= unanswered || connection.out().used() >= MAX_UNANSWERED_BYTES) {
                readReplies();
            }
        }
        readReplies();
    }

    /** By the replies so far. */
    private boolean isWorthwhile(int command) {
        if (connection.isBroken() || replies[0] != null && !replies[0].isPositive()) {
            return false;
        }
        if (command < data) {
            return true;
        }
        int refused = refused();
        return refused == 0 || refused < envelope.recipients().size() && partial == Partial.PROCEED;
    }

    private void readReplies() throws IOException {
        connection.out().flush();
        while (answered < sent) {
            Reply reply = connection.reply(settings.replyTimeout().toNanos());
            if (reply.code() == 421) {
                goodbye(reply.toSmtpReply());
                return;
            }
            boolean goAhead = reply.code() / 100 == 3;
            if (answered == data ? reply.isPositive() : goAhead) {
                throw LinkException.garbled("reply " + reply.code() + " at the wrong place");
            }
            replies[answered] = goAhead ? GO_AHEAD : reply.isPositive() ? ACCEPTED : refusal(reply);
            answered++;
        }
    }

    private SmtpReply refusal(Reply reply) {
        return answered > 0 && answered < data ? forRecipient(reply.toSmtpReply()) : reply.toSmtpReply();
    }

    /** 421 at any place: the next hop closes, and that is its answer to everything it has not answered (RFC 5321 section 3.8). */
    private void goodbye(SmtpReply reply) throws LinkException {
        if (answered == 0 && connection.isKept()) {
            throw LinkException.lost("closed a kept connection", null);
        }
        for (int i = answered; i < replies.length; i++) {
            replies[i] = afterGoodbye(reply);
        }
        answered = sent;
        connection.abort();
    }

    /** Our client must not take their goodbye for ours. */
    private static SmtpReply afterGoodbye(SmtpReply reply) {
        return new SmtpReply(451, "4.4.2", "next hop closes: " + reply.line());
    }

    /** 552 to RCPT is how old servers say "too many recipients": the rest may be tried later (RFC 5321 section 4.5.3.1.10). */
    private static SmtpReply forRecipient(SmtpReply reply) {
        boolean tooMany = reply.code() == 552 && (reply.enhanced().isEmpty() || reply.enhanced().equals("5.5.3"));
        return tooMany ? new SmtpReply(452, "4.5.3", reply.text()) : reply;
    }

    private DeliveryOutcome afterEnvelope() throws IOException {
        boolean goAhead = replies[data] != null && replies[data].code() / 100 == 3;
        int refused = refused();
        if (!replies[0].isPositive() || refused == envelope.recipients().size()) {
            code = replies[0].isPositive() ? firstRefusal() : replies[0].code();
            emptyHanded(goAhead);
            return outcome(Status.DEFERRED, NOT_TRIED);
        }
        if (refused > 0 && partial == Partial.ABORT) {
            code = firstRefusal();
            if (goAhead) {
                // there is no way back from 354 but to hang up
                connection.abort();
            } else {
                reset();
            }
            return outcome(Status.NOT_TRIED, NOT_TRIED);
        }
        if (!goAhead) {
            code = replies[data].code();
            reset();
            return outcome(status(replies[data]), replies[data]);
        }
        return body();
    }

    /** Nobody is there to get the message, and yet the body may have been asked for: a lone dot, and 5yz comes (RFC 2920 section 3.1). */
    private void emptyHanded(boolean goAhead) throws IOException {
        if (goAhead) {
            connection.out().put(DOT);
            connection.out().flush();
            connection.reply(settings.replyTimeout().toNanos());
        }
        reset();
    }

    private DeliveryOutcome body() throws IOException {
        Reply reply;
        try {
            BodyWriter writer = new BodyWriter(connection.out());
            message.writeTo(writer);
            if (writer.taken() != message.size()) {
                throw new IOException("a message of " + message.size() + " bytes gave " + writer.taken());
            }
            writer.finish();
            finalDotSent = true;
            connection.out().flush();
            reply = connection.reply(settings.dataTimeout().toNanos());
        } catch (LinkException e) {
            reply = earlyReply(e);
        }
        if (reply.code() / 100 == 3 || !finalDotSent && reply.isPositive()) {
            throw LinkException.garbled("reply " + reply.code() + " to the message");
        }
        SmtpReply last = reply.toSmtpReply();
        code = last.code();
        if (last.code() == 421 || !finalDotSent) {
            connection.abort();
        } else if (!last.isPositive()) {
            reset();
        }
        return outcome(status(last), last.code() == 421 ? afterGoodbye(last) : last);
    }

    /** A server that has had enough says so and hangs up while we still write: its words may have come in. */
    private Reply earlyReply(LinkException broken) throws IOException {
        if (finalDotSent || !broken.isLost()) {
            throw broken;
        }
        try {
            return connection.reply(EARLY_REPLY_NANOS);
        } catch (LinkException nothing) {
            throw broken;
        }
    }

    private void reset() {
        if (!connection.isBroken()) {
            connection.reset(Math.min(RESET_NANOS, settings.replyTimeout().toNanos()));
        }
    }

    private int refused() {
        int count = 0;
        for (int i = 1; i < data; i++) {
            count += isRefused(i) ? 1 : 0;
        }
        return count;
    }

    private int firstRefusal() {
        for (int i = 1; i < data; i++) {
            if (isRefused(i)) {
                return replies[i].code();
            }
        }
        return 0;
    }

    private boolean isRefused(int command) {
        return replies[command] != null && !replies[command].isPositive();
    }

    /** Who was refused by MAIL or RCPT has that reply; for the others it is {@code reply}. */
    private DeliveryOutcome outcome(Status status, SmtpReply reply) {
        List<ForwardPath> recipients = envelope.recipients();
        if (isRefused(0)) {
            return DeliveryOutcome.all(recipients, status(replies[0]), replies[0]);
        }
        List<Result> results = new ArrayList<>(recipients.size());
        for (int i = 1; i < data; i++) {
            results.add(isRefused(i)
                    ? new Result(recipients.get(i - 1), status(replies[i]), replies[i])
                    : new Result(recipients.get(i - 1), status, reply));
        }
        return new DeliveryOutcome(results);
    }

    private static Status status(SmtpReply reply) {
        return reply.isPositive() ? Status.DELIVERED : reply.isTemporary() ? Status.DEFERRED : Status.FAILED;
    }
}
