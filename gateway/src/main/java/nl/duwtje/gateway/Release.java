package nl.duwtje.gateway;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import nl.duwtje.gateway.directory.Person;
import nl.duwtje.gateway.notice.NoticeWriter;
import nl.duwtje.gateway.notice.Offered;
import nl.duwtje.gateway.observe.MailLog;
import nl.duwtje.gateway.observe.Meters;
import nl.duwtje.gateway.store.Choice;
import nl.duwtje.gateway.store.Commit;
import nl.duwtje.gateway.store.Hold;
import nl.duwtje.gateway.store.HoldState;
import nl.duwtje.gateway.store.Store;
import nl.duwtje.gateway.store.StoreException;
import nl.duwtje.gateway.store.Trust;
import nl.duwtje.gateway.web.Answers;
import nl.duwtje.rules.decision.Action;
import nl.duwtje.rules.decision.Leg;
import nl.duwtje.rules.decision.Nudge;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.ForwardPath;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.RawMessage;

/**
 * What happens when the sender answers. An answer is one commit that moves the hold by compare-and-set, puts its leg and those of all its
 * siblings in the outbox and tells what went out; who comes second changes nothing. Safe for all threads and processes.
 */
final class Release implements Answers {

    static final int MOST_ON_LIST = 500;
    private static final int TRIES = 100;

    private final Store store;
    private final Runnable outboxBell;
    private final Legs legs;
    private final Reports reports;
    private final NoticeWriter notices;
    private final Senders senders;
    private final TrustMemory trust;
    private final Duration grace;
    private final Clock clock;
    private final MailLog log;
    private final Meters meters;

    Release(Store store, Runnable outboxBell, Legs legs, Reports reports, NoticeWriter notices, Senders senders, TrustMemory trust,
            Duration grace, Clock clock, MailLog log, Meters meters) {
        this.store = store;
        this.outboxBell = outboxBell;
        this.legs = legs;
        this.reports = reports;
        this.notices = notices;
        this.senders = senders;
        this.trust = trust;
        this.grace = grace;
        this.clock = clock;
        this.log = log;
        this.meters = meters;
    }

    /**
     * Who answers, and how.
     *
     * @param how "link", "reply" or "command line"
     * @param who the mailbox that was told; empty when nobody in particular
     */
    record By(String how, String who) {}

    @Override
    public Optional<Hold> find(String token) {
        return store.holdByToken(Ids.hash(token));
    }

    @Override
    public List<Hold> list(String token) {
        return store.token(Ids.hash(token)).map(found -> store.onList(found.list(), MOST_ON_LIST)).orElse(List.of());
    }

    /** An answer by mail from this mailbox. @throws java.util.NoSuchElementException for an unknown token */
    Answered answer(String token, Choice choice, MailAddress from) {
        return store.token(Ids.hash(token)).flatMap(found -> answer(found, choice, new By("reply", from.text()))).orElseThrow();
    }

    @Override
    public Person person(Hold hold) {
        return senders.person(hold.facts());
    }

    @Override
    public Optional<Answered> answer(String token, Choice choice) {
        return store.token(Ids.hash(token)).flatMap(found -> answer(found, choice, new By("link", found.who())));
    }

    @Override
    public Optional<Answered> answer(String token, String holdId, Choice choice) {
        return store.token(Ids.hash(token)).flatMap(found -> store.onList(found.list(), MOST_ON_LIST).stream()
                .filter(hold -> hold.id().equals(holdId)).findFirst().map(hold -> answer(hold, choice, new By("link", found.who()))));
    }

    @Override
    public List<Trust> trusts(Hold hold) {
        return hold.together().owner().isEmpty() ? List.of() : store.trusts(hold.together().owner(), clock.instant());
    }

    @Override
    public void distrust(String token, String kind, String domain) {
        find(token).filter(hold -> !hold.together().owner().isEmpty())
                .ifPresent(hold -> store.distrust(hold.together().owner(), kind, domain));
    }

    /** The one hold that a token leads to, or all that are on its list. */
    Optional<Answered> answer(Commit.Token token, Choice choice, By by) {
        Optional<Hold> hold = store.hold(token.holdId());
        return hold.map(first -> token.list().isEmpty() ? answer(first, choice, by) : answerAll(first, token.list(), choice, by));
    }

    /** Each in a commit of its own, and one mail about all. */
    private Answered answerAll(Hold first, String list, Choice choice, By by) {
        List<Hold> decided = store.onList(list, MOST_ON_LIST).stream()
                .filter(hold -> Offered.of(hold).contains(choice) && isDecided(hold, choice, by, false)).toList();
        if (!decided.isEmpty()) {
            Commit commit = new Commit();
            tell(decided.get(0), commit, to -> notices.listAnswered(decided, choice, to), () -> store.commit(commit));
            outboxBell.run();
        }
        return new Answered(store.hold(first.id()).orElse(first), !decided.isEmpty());
    }

    Answered answer(Hold hold, Choice choice, By by) {
        boolean open = hold.state() == HoldState.HELD || hold.state() == HoldState.EXPIRED && choice != Choice.CANCEL;
        boolean now = open && isDecided(hold, choice, by, true);
        return new Answered(store.hold(hold.id()).orElse(hold), now);
    }

    /** Whether this answer was the first. */
    private boolean isDecided(Hold hold, Choice choice, By by, boolean tells) {
        if (!move(hold, choice, by, tells)) {
            return false;
        }
        meters.answer(choice.written());
        outcome(hold, switch (choice) {
            case SEND -> "sent";
            case SEND_HIDDEN, SEND_ONE_BY_ONE -> "changed";
            case CANCEL -> "taken-back";
        });
        log.answered(hold.id(), choice.written(), by.how(), by.who());
        outboxBell.run();
        return true;
    }

    private void outcome(Hold hold, String outcome) {
        String department = person(hold).department();
        hold.nudges().stream().filter(nudge -> nudge.effect() == Nudge.Effect.HOLD).map(Nudge::rule).distinct()
                .forEach(rule -> meters.outcome(rule, department, outcome));
    }

    /** False when somebody was first. Siblings that come meanwhile are no such somebody: then once more, with them. */
    private boolean move(Hold hold, Choice choice, By by, boolean tells) {
        for (int i = 0; i < TRIES; i++) {
            if (isMoved(hold, choice, by, tells)) {
                return true;
            }
            if (store.hold(hold.id()).filter(now -> now.state() == hold.state()).isEmpty()) {
                return false;
            }
        }
        throw new StoreException("the other transactions of hold " + hold.id() + " come all the time", null);
    }

    private boolean isMoved(Hold hold, Choice choice, By by, boolean tells) {
        Instant now = clock.instant();
        HoldState to = switch (choice) {
            case SEND -> HoldState.RELEASED;
            case SEND_HIDDEN, SEND_ONE_BY_ONE -> HoldState.AMENDED;
            case CANCEL -> HoldState.CANCELLED;
        };
        Hold.Answer answer = new Hold.Answer(choice.written(), by.how(), by.who(), now);
        Commit commit = new Commit().move(hold.id(), hold.state(), to, answer, now.plus(grace));
        // a sibling that comes from now on finds the hold moved, and goes its own way; one that came before is here
        List<Commit.Sibling> siblings = store.siblings(hold.id());
        commit.siblingsAre(hold.id(), siblings.size());
        if (choice == Choice.SEND && !by.who().isEmpty()) {
            trust.remember(hold, now, commit);
        }
        List<RawMessage> open = new ArrayList<>();
        try {
            RawMessage message = body(hold.bodyId(), open);
            if (choice != Choice.CANCEL) {
                send(hold, message, siblings, actions(hold, choice), now, open, commit);
            }
            if (!tells) {
                return store.commit(commit);
            }
            List<ForwardPath> everybody = Stream.concat(Stream.of(hold.envelope()), siblings.stream().map(Commit.Sibling::envelope))
                    .flatMap(envelope -> envelope.recipients().stream()).toList();
            return tell(hold, commit, person -> choice == Choice.CANCEL
                    ? notices.cancelled(hold, message, person)
                    : notices.released(hold, List.of(new Leg(everybody, actions(hold, choice))), person), () -> store.commit(commit));
        } finally {
            open.forEach(RawMessage::close);
        }
    }

    private RawMessage body(String id, List<RawMessage> open) {
        RawMessage message = store.body(id);
        open.add(message);
        return message;
    }

    /** The legs of a hold and its siblings: those with the same bytes share them. */
    private void send(Hold hold, RawMessage message, List<Commit.Sibling> siblings, List<Action> actions, Instant now,
            List<RawMessage> open,
            Commit commit) {
        Map<String, List<Envelope>> byBody = new LinkedHashMap<>();
        byBody.computeIfAbsent(hold.bodyId(), none -> new ArrayList<>()).add(hold.envelope());
        siblings.forEach(sibling -> byBody.computeIfAbsent(sibling.bodyId(), none -> new ArrayList<>()).add(sibling.envelope()));
        byBody.forEach((bodyId, envelopes) -> {
            RawMessage bytes = bodyId.equals(hold.bodyId()) ? message : body(bodyId, open);
            legs.add(commit, new IdentityHashMap<>(Map.of(bytes, bodyId)), hold.id(), bytes, envelopes, actions, hold.language(), hold.id(),
                    now);
        });
    }

    /** A mail to each who was asked, in the commit that {@code then} makes. */
    private <T> T tell(Hold hold, Commit commit, Function<MailAddress, RawMessage> notice, Supplier<T> then) {
        List<RawMessage> written = new ArrayList<>();
        try {
            for (MailAddress person : senders.toTell(hold.facts())) {
                RawMessage mail = notice.apply(person);
                written.add(mail);
                reports.mail(mail, person, hold.id(), clock.instant(), commit);
            }
            return then.get();
        } finally {
            written.forEach(RawMessage::close);
        }
    }

    /** What is done to the legs of a hold that was answered so. */
    static List<Action> actions(Hold hold, Choice choice) {
        List<Action> actions = new ArrayList<>(hold.actions());
        switch (choice) {
            case SEND_HIDDEN -> actions.add(new Action.HideRecipients());
            case SEND_ONE_BY_ONE -> actions.add(new Action.OneByOne());
            case SEND, CANCEL -> {
                // nothing more
            }
        }
        return actions;
    }
}
