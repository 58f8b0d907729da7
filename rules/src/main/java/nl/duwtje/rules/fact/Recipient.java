package nl.duwtje.rules.fact;

/**
 * One recipient of the envelope.
 *
 * @param address as written in RCPT
 * @param domain  A-labels, lower case
 * @param party   inside, partner or outsider
 * @param visible also named in To, Cc, Resent-To, Resent-Cc or as a calendar attendee
 */
public record Recipient(String address, String domain, Party party, boolean visible) {

    public boolean isOutside() {
        return party == Party.OUTSIDER;
    }
}
