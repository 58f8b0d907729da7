package nl.duwtje.rules.fact;

/**
 * One recipient of the envelope.
 *
 * @param address as written in RCPT
 * @param domain  A-labels, lower case
 * @param party   inside, partner or outsider
 * @param known   {@link Known#YES} unless it was looked up and is new
 * @param visible also named in To, Cc, Resent-To, Resent-Cc or as a calendar attendee
 */
public record Recipient(String address, String domain, Party party, boolean visible, Known known) {

    /** Whether mail of ours went there before, as far as we know. Only looked up for mail that is held. */
    public enum Known {
        /** Not looked up, or written to before. */
        YES,
        /** The domain was written to before, this address was not. */
        NEW_ADDRESS,
        /** Nobody at this domain was written to before. */
        NEW_DOMAIN
    }

    public Recipient {
        known = known == null ? Known.YES : known;
    }

    public Recipient(String address, String domain, Party party, boolean visible) {
        this(address, domain, party, visible, Known.YES);
    }

    public Recipient withKnown(Known other) {
        return new Recipient(address, domain, party, visible, other);
    }

    public boolean isOutside() {
        return party == Party.OUTSIDER;
    }
}
