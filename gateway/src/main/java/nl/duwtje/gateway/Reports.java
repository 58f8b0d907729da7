package nl.duwtje.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import nl.duwtje.gateway.delivery.DeliveryOutcome.Result;
import nl.duwtje.gateway.dsn.Dsn;
import nl.duwtje.gateway.dsn.DsnWriter;
import nl.duwtje.gateway.store.Commit;
import nl.duwtje.gateway.store.Outgoing;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.ForwardPath;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.RawMessage;

/**
 * Puts mail that we write (notices, DSNs) into a commit: from the null sender, so that nothing ever answers it (RFC 5321 section 4.5.5). Safe
 * for all threads.
 */
final class Reports {

    private final Ids ids;
    private final DsnWriter dsns;
    private final String hostname;
    private final String nextHop;
    private final Duration lifetime;

    /**
     * @param hostname ours, the Reporting-MTA
     * @param nextHop  its host, the Remote-MTA
     * @param lifetime how long the outbox tries to deliver what we write
     */
    Reports(Ids ids, DsnWriter dsns, String hostname, String nextHop, Duration lifetime) {
        this.ids = ids;
        this.dsns = dsns;
        this.hostname = hostname;
        this.nextHop = nextHop;
        this.lifetime = lifetime;
    }

    /** A mail to one person. The caller closes {@code mail} after the commit. */
    void mail(RawMessage mail, MailAddress to, String holdId, Instant now, Commit commit) {
        add(mail, new Envelope(MailAddress.NULL, List.of(ForwardPath.to(to)), "8BITMIME", to.needsSmtpUtf8(), "", ""), holdId, now, commit);
    }

    /**
     * A DSN to the reverse-path about recipients that will not get {@code message}.
     *
     * @return whether there is anybody to tell: not for the null sender, nor when the client asked for silence (NOTIFY)
     */
    boolean failure(Envelope envelope, RawMessage message, List<Result> failed, Instant now, Commit commit) {
        List<Dsn.Recipient> recipients = failed.stream().map(r -> new Dsn.Recipient(r.recipient(), Dsn.Action.FAILED, r.reply())).toList();
        Optional<Dsn> dsn = Dsn.about(envelope, recipients, hostname, now, nextHop);
        dsn.ifPresent(report -> add(dsns.write(report, message), report.envelope(), "", now, commit));
        return dsn.isPresent();
    }

    private void add(RawMessage mail, Envelope envelope, String holdId, Instant now, Commit commit) {
        commit.send(Outgoing.now(Outgoing.Kind.NOTICE, ids.id(), envelope, holdId, now, now.plus(lifetime)), mail);
    }
}
