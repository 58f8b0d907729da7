package nl.duwtje.gateway.store;

import java.time.Instant;
import java.util.List;

/**
 * One line of the register that the privacy officer keeps (GDPR article 33(5): the facts, the effects, what was done). Masked.
 *
 * @param id         ours
 * @param holdId     the mail's; one report for each
 * @param kind       whether it got out
 * @param reportedAt when this was written
 * @param report     the rest
 */
public record Incident(String id, String holdId, Kind kind, Instant reportedAt, Report report) {

    /** Whether somebody outside got to see it. */
    public enum Kind {
        /** It was stopped in time. */
        NEAR_MISS,
        /** It went out. */
        INCIDENT
    }

    /**
     * What the register asks.
     *
     * @param reporter   who reports: the mailbox that was asked
     * @param department empty when not known
     * @param messageId  of the mail
     * @param subject    of the mail, masked
     * @param sentAt     when it left, as {@link Instant} text; empty when it did not
     * @param recipients outsiders, at most 1,000
     * @param more       outsiders beyond those
     * @param data       what was in it, a line each, masked
     * @param rules      that had noticed it
     * @param facts      what happened, in the reporter's words
     * @param effects    what it may lead to, in the reporter's words
     * @param measures   what was done, in the reporter's words
     */
    public record Report(String reporter, String department, String messageId, String subject, String sentAt, List<String> recipients,
            int more, List<String> data, List<String> rules, String facts, String effects, String measures) {
        public Report {
            recipients = List.copyOf(recipients);
            data = List.copyOf(data);
            rules = List.copyOf(rules);
        }
    }
}
