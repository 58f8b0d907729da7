package nl.duwtje.gateway.dsn;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.ForwardPath;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.SmtpReply;

/**
 * One delivery status notification (RFC 3464), only for whoever may get one. Immutable.
 *
 * @param to           the reverse-path of the message it is about; never null ({@code <>})
 * @param envid        Original-Envelope-Id, as ENVID had it (xtext); empty when not given (RFC 3464 section 2.2.1)
 * @param reportingMta Reporting-MTA: our host name (RFC 3464 section 2.2.2)
 * @param arrivedAt    Arrival-Date: when the message came to us (RFC 3464 section 2.2.5)
 * @param remoteMta    Remote-MTA: host name or address of the next hop, empty when it was never asked (RFC 3464 section 2.3.5)
 * @param full         whether the whole message was asked to come back (RET=FULL, RFC 3461 section 4.3)
 * @param recipients   at least one; their fields are RFC 3464 section 2.3
 */
public record Dsn(MailAddress to, String envid, String reportingMta, Instant arrivedAt, String remoteMta, boolean full,
        List<Recipient> recipients) {

    public Dsn {
        recipients = List.copyOf(recipients);
        if (to.isNull() || recipients.isEmpty()) {
            throw new IllegalArgumentException("a DSN needs somebody to go to and somebody to be about");
        }
    }

    /** What became of the message for one recipient (RFC 3464 section 2.3.3). */
    public enum Action {
        /** Will not be delivered. */
        FAILED,
        /** Not yet delivered, still being tried. */
        DELAYED,
        /** Handed to a system that cannot report delivery. */
        RELAYED
    }

    /**
     * @param path   gives Original-Recipient (its ORCPT, RFC 3464 section 2.3.1) and Final-Recipient (section 2.3.2)
     * @param action Action (section 2.3.3)
     * @param reply  gives Status (section 2.3.4) and Diagnostic-Code (section 2.3.6)
     */
    public record Recipient(ForwardPath path, Action action, SmtpReply reply) {

        /** Whether NOTIFY wants to hear of it (RFC 3461 section 4.1): without NOTIFY failures and delays, not success. */
        boolean isWanted() {
            return switch (action) {
                case FAILED -> path.wantsFailureNotice();
                case DELAYED -> path.notifyOn().isEmpty() || path.notifyOn().contains("DELAY");
                case RELAYED -> path.notifyOn().contains("SUCCESS");
            };
        }

        /** Status: the enhanced code of the reply, or the plainest one of its class (RFC 3463). */
        String status() {
            return reply.enhanced().isEmpty() ? reply.code() / 100 + ".0.0" : reply.enhanced();
        }
    }

    /**
     * The report about some recipients of an envelope. Empty when nobody may get it: the reverse-path is null (RFC 3461 section 6.1, or mail
     * would circle), or no recipient's NOTIFY asks for it.
     */
    public static Optional<Dsn> about(Envelope envelope, List<Recipient> recipients, String reportingMta, Instant arrivedAt,
            String remoteMta) {
        List<Recipient> wanted = recipients.stream().filter(Recipient::isWanted).toList();
        if (envelope.reversePath().isNull() || wanted.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Dsn(envelope.reversePath(), envelope.envid(), reportingMta, arrivedAt, remoteMta,
                envelope.ret().equals("FULL"), wanted));
    }

    /** The envelope it travels in: from {@code <>} (RFC 3461 section 6.1). */
    public Envelope envelope() {
        return new Envelope(MailAddress.NULL, List.of(ForwardPath.to(to)), "8BITMIME", to.needsSmtpUtf8(), "", "");
    }

    /** Whether a recipient is told to have failed for good. */
    boolean hasFailure() {
        return recipients.stream().anyMatch(r -> r.action() == Action.FAILED);
    }
}
