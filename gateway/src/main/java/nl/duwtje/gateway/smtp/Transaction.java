package nl.duwtje.gateway.smtp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.ForwardPath;
import nl.duwtje.rules.mail.MailAddress;

/** From MAIL to the end of data: the envelope as it grows, and the body once BDAT has begun one. Not safe for several threads. */
final class Transaction implements AutoCloseable {

    private final MailAddress reversePath;
    private final String body;
    private final boolean smtpUtf8;
    private final String ret;
    private final String envid;
    private final long expectedSize;
    private final long maxSize;
    private final Map<MailAddress, ForwardPath> recipients = new LinkedHashMap<>();
    private Chunks chunks;

    /** A message that arrives by BDAT. */
    record Chunks(Body body, BodyScanner scanner, BodyPace pace) {}

    Transaction(MailAddress reversePath, Parameters parameters, long expectedSize, long maxSize) throws Refusal {
        this.reversePath = reversePath;
        this.body = parameters.body();
        this.smtpUtf8 = parameters.smtpUtf8();
        this.ret = parameters.ret();
        this.envid = parameters.envid();
        this.expectedSize = expectedSize;
        this.maxSize = maxSize;
        parameters.nothingElse();
    }

    boolean smtpUtf8() {
        return smtpUtf8;
    }

    long expectedSize() {
        return expectedSize;
    }

    /** Bytes; what was offered when MAIL came. */
    long maxSize() {
        return maxSize;
    }

    boolean has(MailAddress recipient) {
        return recipients.containsKey(recipient);
    }

    void add(ForwardPath recipient) {
        recipients.put(recipient.address(), recipient);
    }

    int recipients() {
        return recipients.size();
    }

    /** Null before the first BDAT. */
    Chunks chunks() {
        return chunks;
    }

    void chunks(Chunks begun) {
        chunks = begun;
    }

    Envelope envelope() {
        return new Envelope(reversePath, List.copyOf(recipients.values()), body, smtpUtf8, ret, envid);
    }

    @Override
    public void close() {
        if (chunks != null) {
            chunks.body().close();
        }
    }
}
