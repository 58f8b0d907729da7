package nl.duwtje.gateway.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import nl.duwtje.rules.mail.Extensions;

/**
 * What we offer in EHLO: what we handle and the next hop honours. 8BITMIME, SMTPUTF8 and DSN come from the next hop, SIZE is the smaller of
 * both. A next hop that offers nothing at all is taken for one that could not be asked: the last answer it gave holds, and before the first
 * answer only what needs no next hop is offered, so that no client sends what would have to bounce. Safe for all threads.
 */
final class Offer {

    private final long ownSize;
    private final Supplier<Extensions> nextHop;
    private volatile Extensions last = Extensions.NONE;

    Offer(long ownSize, Supplier<Extensions> nextHop) {
        this.ownSize = ownSize;
        this.nextHop = nextHop;
    }

    /** With {@code size} set to the limit that holds here. */
    Extensions current() {
        Extensions now = nextHop.get();
        if (now != null && !now.equals(Extensions.NONE)) {
            last = now;
        }
        Extensions known = last;
        long size = known.size() > 0 ? Math.min(ownSize, known.size()) : ownSize;
        return new Extensions(true, known.eightBitMime(), known.smtpUtf8(), known.dsn(), true, false, size);
    }

    /** The keyword lines of the EHLO reply. */
    static List<String> keywords(Extensions offered, boolean startTls) {
        List<String> lines = new ArrayList<>(List.of("PIPELINING", "SIZE " + offered.size()));
        if (offered.eightBitMime()) {
            lines.add("8BITMIME");
        }
        lines.add("ENHANCEDSTATUSCODES");
        if (offered.dsn()) {
            lines.add("DSN");
        }
        lines.add("CHUNKING");
        if (offered.smtpUtf8()) {
            lines.add("SMTPUTF8");
        }
        if (startTls) {
            lines.add("STARTTLS");
        }
        return lines;
    }
}
