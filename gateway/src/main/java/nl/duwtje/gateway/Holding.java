package nl.duwtje.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import nl.duwtje.gateway.config.GatewaySettings.HoldSettings;
import nl.duwtje.gateway.notice.NoticeWriter;
import nl.duwtje.gateway.observe.Meters;
import nl.duwtje.gateway.store.Choice;
import nl.duwtje.gateway.store.Commit;
import nl.duwtje.gateway.store.Hold;
import nl.duwtje.gateway.store.HoldState;
import nl.duwtje.gateway.store.Store;
import nl.duwtje.gateway.store.StoreException;
import nl.duwtje.rules.decision.Decision;
import nl.duwtje.rules.decision.Leg;
import nl.duwtje.rules.decision.Nudge;
import nl.duwtje.rules.fact.Facts;
import nl.duwtje.rules.mail.ForwardPath;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.RawMessage;

/**
 * Takes a message that waits for its sender: as a hold of its own, as one more transaction of a message that is held already (it shares that
 * one's answer, also when the answer was given before it came), or, sent again while the first copy waits, as nothing but a word to its sender.
 * One commit, on disk before we say 250. Safe for all threads and processes: who finds that another was first looks again.
 */
final class Holding {

    private static final int MOST_SIBLINGS = 1000;
    private static final int TRIES = 20;
    private static final Duration WEEK = Duration.ofDays(7);

    private final Store store;
    private final Outbox outbox;
    private final Legs legs;
    private final Reports reports;
    private final Release release;
    private final NoticeWriter notices;
    private final Senders senders;
    private final Pseudonyms pseudonyms;
    private final HoldSettings times;
    private final Ids ids;
    private final Meters meters;
    private final AtMost toldAgain = new AtMost(3);

    Holding(Store store, Outbox outbox, Legs legs, Reports reports, Release release, NoticeWriter notices,
            Senders senders, Pseudonyms pseudonyms,
            HoldSettings times, Ids ids, Meters meters) {
        this.store = store;
        this.outbox = outbox;
        this.legs = legs;
        this.reports = reports;
        this.release = release;
        this.notices = notices;
        this.senders = senders;
        this.pseudonyms = pseudonyms;
        this.times = times;
        this.ids = ids;
        this.meters = meters;
    }

    /**
     * What waits.
     *
     * @param traced   with the trace of a copy for outsiders
     * @param inside   with the trace of a copy that no outsider gets: what goes at once
     * @param sender   who is asked
     * @param language of its notices
     */
    record Waiting(Arrival arrival, RawMessage traced, RawMessage inside, Decision.Hold decision, Facts facts, MailAddress sender,
            String language) {

        Kinship kinship() {
            return Kinship.of(arrival, facts, sender, decision.held().recipients());
        }
    }

    /** The hold that this message belongs to, if it is not the first. */
    Optional<Hold> known(Arrival arrival, Facts facts, MailAddress sender, Decision.Hold decision) {
        Kinship kin = Kinship.of(arrival, facts, sender, decision.held().recipients());
        return sibling(kin, arrival.at()).or(() -> again(kin, arrival.at()));
    }

    /** @return the id of the hold that it became or belongs to */
    String take(Waiting mail) {
        Kinship kin = mail.kinship();
        Instant now = mail.arrival().at();
        for (int i = 0; i < TRIES; i++) {
            Optional<Hold> group = sibling(kin, now);
            Optional<Hold> waiting = group.isPresent() ? Optional.empty() : again(kin, now);
            if (group.isPresent()
                    ? joins(mail, kin, group.get())
                    : waiting.isPresent() ? isTold(mail, waiting.get()) : isFirst(mail, kin)) {
                return group.or(() -> waiting).map(Hold::id).orElse(mail.arrival().id());
            }
        }
        throw new StoreException("the other transactions of this message change all the time", null);
    }

    private Optional<Hold> sibling(Kinship kin, Instant now) {
        return kin.message().isEmpty() ? Optional.empty() : store.recognised(kin.message(), now);
    }

    private Optional<Hold> again(Kinship kin, Instant now) {
        return store.recognised(kin.again(), now).filter(hold -> hold.state() == HoldState.HELD);
    }

    /** A hold of its own; false when another transaction of it was first. */
    private boolean isFirst(Waiting mail, Kinship kin) {
        Arrival arrival = mail.arrival();
        Decision.Hold decision = mail.decision();
        Instant now = arrival.at();
        Instant expires = now.plus(times.expireAfter());
        Hold hold = new Hold(arrival.id(), bodyId(arrival.id(), kin), HoldState.HELD, now, now.plus(times.remindAfter()), expires,
                expires.plus(times.grace()), arrival.envelope().withRecipients(decision.held().recipients()), decision.held().actions(),
                mail.facts(), decision.nudges(), decision.proposals(), mail.language(), Hold.Answer.NONE,
                new Hold.Together(pseudonyms.of("owner", mail.sender()), alike(mail), now.plus(times.noticeDelay()), "", 0, 0));
        Commit commit = new Commit().body(hold.bodyId(), mail.traced()).hold(hold);
        if (!kin.message().isEmpty()) {
            commit.mark(new Commit.Mark(kin.message(), hold.id(), now, now.plus(times.groupWindow()), false));
        }
        commit.mark(new Commit.Mark(kin.again(), hold.id(), now, expires, true));
        if (Restraint.isCounted(decision)) {
            commit.count(pseudonyms.of("budget", mail.sender()), now.plus(WEEK));
        }
        addInside(commit, mail, new IdentityHashMap<>(Map.of(mail.traced(), hold.bodyId())));
        boolean done = outbox.commit(commit);
        if (done) {
            String department = senders.person(mail.facts()).department();
            hold.nudges().stream().filter(nudge -> nudge.effect() == Nudge.Effect.HOLD).map(Nudge::rule).distinct()
                    .forEach(rule -> meters.outcome(rule, department, "held"));
        }
        return done;
    }

    /** The same person for the same reasons: what may come together on one list. */
    private String alike(Waiting mail) {
        List<String> words = new ArrayList<>(senders.toTell(mail.facts()).stream().map(MailAddress::text).toList());
        mail.decision().nudges().stream().map(Nudge::rule).distinct().sorted().forEach(words::add);
        return Ids.hash(pseudonyms.of("alike", mail.sender()) + String.join("\n", words));
    }

    /** One more transaction of a held message; false when the hold has moved meanwhile. */
    private boolean joins(Waiting mail, Kinship kin, Hold group) {
        if (kin.chunk().equals(Kinship.chunk(group.envelope().recipients())) || store.hasSibling(group.id(), kin.chunk())) {
            return true; // the client has lost our 250 and sends again: all of it is on disk
        }
        if (group.together().siblings() >= MOST_SIBLINGS) {
            throw new StoreException("more than " + MOST_SIBLINGS + " transactions of one message", null);
        }
        Commit commit = new Commit().onlyIf(group.id(), group.state());
        Map<RawMessage, String> stored = new IdentityHashMap<>();
        boolean sameBytes = group.bodyId().equals(bodyId(group.id(), kin));
        String bodyId = sameBytes ? group.bodyId() : mail.arrival().id();
        if (!sameBytes) {
            commit.body(bodyId, mail.traced());
            stored.put(mail.traced(), bodyId);
        }
        commit.join(new Commit.Sibling(group.id(), kin.chunk(), bodyId, envelope(mail)));
        if (group.state() == HoldState.HELD) {
            Instant quiet = mail.arrival().at().plus(times.noticeDelay());
            Instant latest = group.heldAt().plus(times.collect());
            commit.noticeNotBefore(group.id(), quiet.isBefore(latest) ? quiet : latest);
        }
        addInside(commit, mail, stored);
        if (group.state() == HoldState.RELEASED || group.state() == HoldState.AMENDED) {
            try (RawMessage bytes = store.body(group.bodyId())) {
                RawMessage message = sameBytes ? bytes : mail.traced();
                stored.put(message, bodyId);
                followAnswer(mail, group, message, stored, commit);
                return isCommitted(commit, group);
            }
        }
        return isCommitted(commit, group); // HELD, or EXPIRED and sent after all with the others; CANCELLED: kept with them until they go
    }

    /** The answer was given: the same happens to this one, and while that can be stopped it waits with the others. */
    private void followAnswer(Waiting mail, Hold group, RawMessage message, Map<RawMessage, String> stored, Commit commit) {
        Choice choice = Choice.of(group.answer().choice()).orElse(Choice.SEND);
        Instant now = mail.arrival().at();
        boolean canBeStopped = now.isBefore(group.answer().undoUntil());
        Release.leaving(group, choice, envelope(mail)).ifPresent(leaving -> legs.add(commit, stored, group.id(), message, leaving,
                release.actions(group, choice), group.language(), group.id(), canBeStopped ? group.answer().undoUntil() : now));
        if (canBeStopped) {
            commit.stoppedWith(group.id());
        }
    }

    private boolean isCommitted(Commit commit, Hold group) {
        boolean done = outbox.commit(commit);
        if (done) {
            meters.sibling(group.state() == HoldState.HELD ? "waits" : "late");
        }
        return done;
    }

    /** The same again while the first waits: nothing new to send, so its sender is told that it waits. */
    private boolean isTold(Waiting mail, Hold waiting) {
        if (waiting.facts().message().messageId().equals(mail.arrival().messageId()) && !mail.arrival().messageId().isEmpty()
                || !toldAgain.allows(waiting.id())) {
            return true; // a client that tries again, or one who has been told often enough
        }
        Commit commit = new Commit().onlyIf(waiting.id(), HoldState.HELD);
        for (MailAddress person : senders.toTell(waiting.facts())) {
            String token = ids.token();
            commit.token(new Commit.Token(Ids.hash(token), waiting.id(), "", person.text(), ""));
            reports.mail(notices.waitsAlready(waiting, token, person), person, waiting.id(), mail.arrival().at(), commit);
        }
        return outbox.commit(commit);
    }

    private void addInside(Commit commit, Waiting mail, Map<RawMessage, String> stored) {
        for (Leg leg : mail.decision().now()) {
            legs.add(commit, stored, mail.arrival().id(), mail.inside(), mail.arrival().envelope().withRecipients(leg.recipients()),
                    leg.actions(), mail.language(), "", mail.arrival().at());
        }
    }

    private static nl.duwtje.rules.mail.Envelope envelope(Waiting mail) {
        List<ForwardPath> held = mail.decision().held().recipients();
        return mail.arrival().envelope().withRecipients(held);
    }

    /** Names the bytes of a hold such that a sibling sees whether its own are the same. */
    private static String bodyId(String holdId, Kinship kin) {
        return holdId + '.' + kin.bytes().substring(0, 32);
    }
}
