package nl.duwtje.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import nl.duwtje.gateway.action.Changed;
import nl.duwtje.gateway.config.GatewaySettings;
import nl.duwtje.gateway.config.GatewaySettings.HoldSettings;
import nl.duwtje.gateway.delivery.DeliveryOutcome;
import nl.duwtje.gateway.delivery.DeliveryOutcome.Result;
import nl.duwtje.gateway.delivery.DeliveryOutcome.Status;
import nl.duwtje.gateway.notice.Language;
import nl.duwtje.gateway.notice.NoticeWriter;
import nl.duwtje.gateway.store.Commit;
import nl.duwtje.gateway.store.Outgoing;
import nl.duwtje.gateway.store.Store;
import nl.duwtje.rules.decision.Decision;
import nl.duwtje.rules.decision.Leg;
import nl.duwtje.rules.fact.Facts;
import nl.duwtje.rules.mail.ForwardPath;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.RawMessage;
import nl.duwtje.rules.mime.MimeOutline;

/**
 * Takes a message into our own custody: one commit with everything that must still happen to it, on disk before we say 250. Each method is
 * one commit; when it throws, nothing was taken. Safe for all threads.
 */
final class Custody {

    /** How long "sent again" counts as "I am sure" after a warning bounce. */
    private static final Duration SURE = Duration.ofHours(1);

    private final Store store;
    private final Outbox outbox;
    private final Legs legs;
    private final Reports reports;
    private final NoticeWriter notices;
    private final HoldSettings times;
    private final GatewaySettings.Language language;
    private final Ids ids;

    Custody(Store store, Outbox outbox, Legs legs, Reports reports, NoticeWriter notices, HoldSettings times,
            GatewaySettings.Language language, Ids ids) {
        this.store = store;
        this.outbox = outbox;
        this.legs = legs;
        this.reports = reports;
        this.notices = notices;
        this.times = times;
        this.language = language;
        this.ids = ids;
    }

    /** Goes out in more than one form, or with a word to the sender about what went out. */
    void split(Arrival arrival, RawMessage traced, Decision.Amend decision, Facts facts, MailAddress sender) {
        Commit commit = new Commit();
        String language = language(arrival);
        Map<RawMessage, String> stored = new IdentityHashMap<>();
        for (Leg leg : decision.legs()) {
            legs.add(commit, stored, arrival.id(), traced, arrival.envelope().withRecipients(leg.recipients()), leg.actions(), language, "",
                    arrival.at());
        }
        if (decision.tell()) {
            reports.mail(notices.hidden(facts, decision.nudges(), language, sender), sender, "", arrival.at(), commit);
        }
        outbox.commit(commit);
    }

    /** The warning bounce: the message itself is not kept, only what it looks like. */
    void giveBack(Arrival arrival, Decision.Return decision, Facts facts, MailAddress sender) {
        String fingerprint = fingerprint(arrival, facts);
        Commit commit = new Commit().remember(fingerprint, arrival.at().plus(SURE));
        if (!arrival.messageId().isEmpty()) {
            commit.remember(sameMessage(fingerprint, arrival), arrival.at().plus(SURE));
        }
        RawMessage bounce = notices.returned(facts, decision.nudges(), language(arrival), arrival.message(), sender);
        try (bounce) {
            reports.mail(bounce, sender, "", arrival.at(), commit);
            outbox.commit(commit);
        }
    }

    /**
     * Whether it was given back within the hour and its sender has sent it again: counts once. The same Message-ID is no such answer: that is
     * a client which lost our 250 and tries again by itself (RFC 5321 section 4.5.4.1), and nobody has read the notice yet.
     */
    boolean isSure(Arrival arrival, Facts facts) {
        String fingerprint = fingerprint(arrival, facts);
        if (!arrival.messageId().isEmpty() && store.recall(sameMessage(fingerprint, arrival), arrival.at())) {
            return false;
        }
        return store.recall(fingerprint, arrival.at());
    }

    /** The sender is sure, but the next hop did not take it: the client's next try must still count. */
    void staysSure(Arrival arrival, Facts facts) {
        store.commit(new Commit().remember(fingerprint(arrival, facts), arrival.at().plus(SURE)));
    }

    /** Some recipients refused before the body went: DSN for the refused ones now, the others through the outbox. */
    void partlyRefused(Arrival arrival, Changed leg, DeliveryOutcome outcome) {
        List<Result> failed = outcome.with(Status.FAILED);
        List<ForwardPath> left = new ArrayList<>(
                outcome.results().stream().filter(r -> r.status() != Status.FAILED).map(Result::recipient).toList());
        Commit commit = new Commit().body(arrival.id(), leg.message());
        commit.send(Outgoing.now(Outgoing.Kind.LEG, arrival.id(), leg.envelope().withRecipients(left), "", arrival.at(),
                arrival.at().plus(times.outboxLifetime())));
        reports.failure(leg.envelope(), leg.message(), failed, arrival.at(), commit);
        outbox.commit(commit);
    }

    /** Grows while mailets do their work on some message. */
    long carriedOut() {
        return legs.done();
    }

    /** The bytes of a leg that nothing was decided about: as they came, but for mailets the operator added. */
    Changed unchanged(Arrival arrival, RawMessage traced) {
        return legs.one(arrival.id(), traced, arrival.envelope(), List.of(), "nl");
    }

    /** The bytes of the one leg of an amended message that is relayed at once. */
    Changed changed(Arrival arrival, RawMessage traced, Decision.Amend amend) {
        return legs.one(arrival.id(), traced, arrival.envelope(), amend.legs().get(0).actions(), language(arrival));
    }

    /** The language the message is written in, as far as settings leave that open. */
    String language(Arrival arrival) {
        MimeOutline outline = MimeOutline.of(arrival.message().bytes());
        String text = outline.leaves().stream().filter(part -> part.is("text/plain")).findFirst().map(part -> part.text(2000)).orElse("");
        return Language.of(language, outline.headers("Subject").stream().map(outline::text).findFirst().orElse(""), text);
    }

    private static String fingerprint(Arrival arrival, Facts facts) {
        return Fingerprint.of(arrival.envelope(), MimeOutline.of(arrival.message().bytes()), facts);
    }

    private static String sameMessage(String fingerprint, Arrival arrival) {
        return Ids.hash(fingerprint + ' ' + arrival.messageId());
    }

}
