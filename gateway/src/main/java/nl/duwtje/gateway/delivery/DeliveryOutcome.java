package nl.duwtje.gateway.delivery;

import java.util.List;

import nl.duwtje.rules.mail.ForwardPath;
import nl.duwtje.rules.mail.SmtpReply;

/**
 * What the next hop made of one message, per recipient, in the order of the envelope.
 *
 * @param results one per recipient
 */
public record DeliveryOutcome(List<Result> results) {

    public DeliveryOutcome {
        results = List.copyOf(results);
    }

    /** Where one recipient ended. */
    public enum Status {
        /** The next hop took responsibility. */
        DELIVERED,
        /** 4yz, or no connection: may be tried again. */
        DEFERRED,
        /** The next hop would have taken it, but refused others, and {@link Partial#ABORT} was asked for: the body was not sent. */
        NOT_TRIED,
        /** 5yz: will never work unchanged. */
        FAILED,
        /** The final dot went out and no reply came back: maybe delivered. Trying again may duplicate, not trying may lose. */
        UNKNOWN
    }

    /**
     * @param reply the next hop's own reply, or ours (451 4.4.x) when there was none
     */
    public record Result(ForwardPath recipient, Status status, SmtpReply reply) {}

    /** The same for all recipients. */
    public static DeliveryOutcome all(List<ForwardPath> recipients, Status status, SmtpReply reply) {
        return new DeliveryOutcome(recipients.stream().map(r -> new Result(r, status, reply)).toList());
    }

    /** Whether every recipient has this status. */
    public boolean isAll(Status status) {
        for (Result result : results) {
            if (result.status() != status) {
                return false;
            }
        }
        return true;
    }

    /** Whether some recipient has this status. */
    public boolean has(Status status) {
        for (Result result : results) {
            if (result.status() == status) {
                return true;
            }
        }
        return false;
    }

    public List<Result> with(Status status) {
        return results.stream().filter(r -> r.status() == status).toList();
    }
}
