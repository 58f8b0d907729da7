package nl.duwtje.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.concurrent.atomic.AtomicLong;

import nl.duwtje.gateway.action.Actions;
import nl.duwtje.gateway.action.Changed;
import nl.duwtje.gateway.observe.MailLog;
import nl.duwtje.gateway.store.Commit;
import nl.duwtje.gateway.store.Outgoing;
import nl.duwtje.rules.decision.Action;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.RawMessage;

/**
 * Puts legs in the outbox in the form in which they leave. What leaves as it came shares the stored bytes; so do copies that differ only in
 * their head. Safe for all threads.
 */
final class Legs {

    private final Actions actions;
    private final Ids ids;
    private final Duration lifetime;
    private final MailLog log;
    private final AtomicLong done = new AtomicLong();

    /** @param lifetime how long the outbox tries */
    Legs(Actions actions, Ids ids, Duration lifetime, MailLog log) {
        this.actions = actions;
        this.ids = ids;
        this.lifetime = lifetime;
        this.log = log;
    }

    /**
     * A leg as it leaves when it is relayed at once, the operator's own mailets included.
     *
     * @param ourId names the message in the log
     * @param todo  never {@link Action.OneByOne}: that is more than one message
     */
    Changed one(String ourId, RawMessage message, Envelope envelope, List<Action> todo, String language) {
        return changed(ourId, message, List.of(envelope), todo, language).get(0);
    }

    /**
     * Adds a leg to a commit.
     *
     * @param stored  which bytes this commit or an earlier one stores, and under what name; grows by what this leg needs
     * @param ourId   names the message in the log
     * @param message with our trace headers
     */
    void add(Commit commit, Map<RawMessage, String> stored, String ourId, RawMessage message, Envelope envelope, List<Action> todo,
            String language, String holdId,
            Instant now) {
        add(commit, stored, ourId, message, List.of(envelope), todo, language, holdId, now);
    }

    /** The same for several transactions of one message. */
    void add(Commit commit, Map<RawMessage, String> stored, String ourId, RawMessage message, List<Envelope> envelopes, List<Action> todo,
            String language, String holdId, Instant now) {
        for (Changed leg : changed(ourId, message, envelopes, todo, language)) {
            String id = stored.computeIfAbsent(leg.base(), base -> {
                String fresh = ids.id();
                commit.body(fresh, base);
                return fresh;
            });
            commit.send(leg(id, leg.head(), leg.bodyFrom(), leg.envelope(), holdId, now));
        }
    }

    /**
     * Adds legs of a held message.
     *
     * @param bodyId where its bytes are
     * @param bytes  those, asked for only when something is done to them
     * @param holdId names the message in the log, too
     */
    void add(Commit commit, String bodyId, Supplier<RawMessage> bytes, String holdId, List<Envelope> envelopes, List<Action> todo,
            String language, Instant now) {
        if (actions.areIdleFor(todo)) {
            envelopes.forEach(envelope -> commit.send(leg(bodyId, new byte[0], 0, envelope, holdId, now)));
            done.incrementAndGet();
        } else {
            RawMessage message = bytes.get();
            add(commit, new IdentityHashMap<>(Map.of(message, bodyId)), holdId, message, envelopes, todo, language, holdId, now);
        }
    }

    private Outgoing leg(String bodyId, byte[] head, long bodyFrom, Envelope envelope, String holdId, Instant now) {
        return new Outgoing(0, Outgoing.Kind.LEG, bodyId, head, bodyFrom, envelope, holdId, 0, now, now.plus(lifetime));
    }

    /** How many legs mailets have been through without failing, those without any included. */
    long done() {
        return done.get();
    }

    private List<Changed> changed(String ourId, RawMessage message, List<Envelope> envelopes, List<Action> todo, String language) {
        List<Changed> legs = actions.apply(todo, envelopes, message, language);
        done.incrementAndGet();
        if (actions.areIdleFor(todo)) {
            return legs;
        }
        legs.stream().flatMap(leg -> leg.removedSignatureDomains().stream()).distinct()
                .forEach(domain -> log.signatureRemoved(domain, ourId));
        legs.stream().flatMap(leg -> leg.notes().stream()).distinct().forEach(note -> log.note(note, ourId));
        return legs;
    }
}
