package nl.duwtje.gateway;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import nl.duwtje.gateway.notice.NoticeWriter;
import nl.duwtje.gateway.notice.Offered;
import nl.duwtje.gateway.notice.Shown;
import nl.duwtje.gateway.observe.MailLog;
import nl.duwtje.gateway.observe.Meters;
import nl.duwtje.gateway.store.Choice;
import nl.duwtje.gateway.store.Commit;
import nl.duwtje.gateway.store.Hold;
import nl.duwtje.gateway.store.HoldState;
import nl.duwtje.gateway.store.Store;
import nl.duwtje.gateway.store.StoreException;
import nl.duwtje.gateway.web.Answers.Again;
import nl.duwtje.gateway.web.Answers.Answered;
import nl.duwtje.gateway.web.Answers.Given;
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
final class Release {

    static final int MOST_ON_LIST = 500;
    private static final int TRIES = 100;

    private final Store store;
    private final Predicate<Commit> commits;
    private final Legs legs;
    private final Reports reports;
    private final NoticeWriter notices;
    private final Senders senders;
    private final Asking asking;
    private final Correspondents correspondents;
    private final TrustMemory trust;
    private final Duration grace;
    private final Ids ids;
    private final Clock clock;
    private final MailLog log;
    private final Meters meters;

    /** @param commits {@link Outbox#commit}; {@link Store#commit} where no outbox runs beside it */
    Release(Store store, Predicate<Commit> commits, Legs legs, Reports reports, NoticeWriter notices, Senders senders, Asking asking,
            Correspondents correspondents, TrustMemory trust, Duration grace, Ids ids, Clock clock, MailLog log, Meters meters) {
        this.store = store;
        this.commits = commits;
        this.legs = legs;
        this.reports = reports;
        this.notices = notices;
        this.senders = senders;
        this.asking = asking;
        this.correspondents = correspondents;
        this.trust = trust;
        this.grace = grace;
        this.ids = ids;
        this.clock = clock;
        this.log = log;
        this.meters = meters;
    }

    /**
     * Who answers, and how.
     *
     * @param how "link", "ambassador", "reply" or "command line"
     * @param who the mailbox that was told; empty when nobody in particular
     */
    record By(String how, String who) {}

    /** The hold a link's token leads to; for a list the first on it. */
    Optional<Hold> find(String token) {
        return store.holdByToken(Ids.hash(token));
    }

    /** An answer by mail from this mailbox. */
    Answered answer(String token, Hold hold, Given given, MailAddress from) {
        String list = store.token(Ids.hash(token)).map(Commit.Token::list).orElse("");
        return answer(list, hold, given, new By("reply", from.text()));
    }

    /** The one hold, or all that are on the list when that is not empty. */
    Answered answer(String list, Hold hold, Given given, By by) {
        return list.isEmpty() ? answer(hold, given, by) : answerAll(hold, list, given, by);
    }

    /** Decides once, if all that is asked of who answers is there. */
    Answered answer(Hold hold, Given given, By by) {
        Again again = check(hold, given, by);
        return again == Again.NO ? decide(hold, given, by) : new Answered(hold, false, again);
    }

    /** Decides once, in the sender's place: nothing is asked, and it leaves at once. */
    Answered answer(Hold hold, Choice choice) {
        return decide(hold, Given.of(choice), new By("command line", ""));
    }

    private Again check(Hold hold, Given given, By by) {
        Again again = waitsFor(hold, given.choice()) ? asking.check(hold, given) : Again.NO;
        if (again != Again.NO) {
            log.answered(hold.id(), given.choice().written() + " not yet: " + again, by.how(), by.who());
        }
        return again;
    }

    /** Each in a commit of its own, and one mail about all. */
    private Answered answerAll(Hold first, String list, Given given, By by) {
        List<Hold> waiting = store.onList(list, MOST_ON_LIST).stream()
                .filter(hold -> waitsFor(hold, given.choice()) && Offered.of(hold).contains(given.choice())).toList();
        if (waiting.isEmpty()) {
            return new Answered(store.hold(first.id()).orElse(first), false);
        }
        Again again = check(waiting.get(0), given, by);
        if (again != Again.NO) {
            return new Answered(waiting.get(0), false, again);
        }
        List<Hold> decided = waiting.stream().filter(hold -> isDecided(hold, given, by, false)).toList();
        if (!decided.isEmpty()) {
            Commit commit = new Commit();
            tell(decided.get(0), commit, to -> notices.listAnswered(decided, given.choice(), to), () -> commits.test(commit));
        }
        return new Answered(store.hold(first.id()).orElse(first), !decided.isEmpty());
    }

    private static boolean waitsFor(Hold hold, Choice choice) {
        return hold.state() == HoldState.HELD || hold.state() == HoldState.EXPIRED && choice.sends();
    }

    private Answered decide(Hold hold, Given given, By by) {
        boolean now = waitsFor(hold, given.choice()) && isDecided(hold, given, by, true);
        return new Answered(now ? hold : store.hold(hold.id()).orElse(hold), now);
    }

    /** Whether this answer was the first. */
    private boolean isDecided(Hold hold, Given given, By by, boolean tells) {
        Choice choice = given.choice();
        if (!(choice == Choice.ASK_AMBASSADOR ? ask(hold, by) : move(hold, given, by, tells))) {
            return false;
        }
        meters.answer(choice.written());
        log.answered(hold.id(), choice.written(), given.act().isEmpty() ? by.how() : by.how() + ", risk named", by.who());
        if (choice != Choice.ASK_AMBASSADOR) {
            outcome(hold, choice == Choice.SEND ? "sent" : choice.sends() ? "changed" : "taken-back");
        }
        if (choice.sends()) {
            correspondents.met(hold.envelope());
        }
        return true;
    }

    private void outcome(Hold hold, String outcome) {
        String department = senders.person(hold.facts()).department();
        hold.nudges().stream().filter(nudge -> nudge.effect() == Nudge.Effect.HOLD).map(Nudge::rule).distinct()
                .forEach(rule -> meters.outcome(rule, department, outcome));
    }

    /**
     * Stops what is about to leave: what no outbox has taken yet is forgotten and the hold waits again, in one commit.
     *
     * @return {@code decidedNow} when it was stopped in time
     */
    Answered undo(Hold hold, By by) {
        Instant now = clock.instant();
        Hold.Answer answer = new Hold.Answer("undo", by.how(), now, "", Instant.EPOCH, by.who());
        boolean stopped = now.isBefore(hold.answer().undoUntil())
                && store.commit(new Commit().undo(hold.id(), hold.state(), hold.answer().undoUntil(), answer));
        if (stopped) {
            trust.confirmedBy(hold, now).forEach(one -> store.distrust(one.owner(), one.kind(), one.domain()));
            meters.answer("undo");
            log.answered(hold.id(), "undo", by.how(), by.who());
        }
        return new Answered(store.hold(hold.id()).orElse(hold), stopped);
    }

    /** Asks the ambassador: they get the facts, masked, and a link of their own. The hold stays. */
    private boolean ask(Hold hold, By by) {
        Optional<MailAddress> asker = senders.toAsk(hold.facts());
        Optional<MailAddress> ambassador = senders.person(hold.facts()).ambassador().mailbox();
        if (asker.isEmpty() || ambassador.isEmpty() || !Offered.canAsk(hold, senders.person(hold.facts()), asker.get())) {
            return false;
        }
        Instant now = clock.instant();
        String token = ids.token();
        Commit commit = new Commit().token(new Commit.Token(Ids.hash(token), hold.id(), "ambassador", ambassador.get().text(), "")).move(
                hold.id(), HoldState.HELD, HoldState.HELD,
                new Hold.Answer(Choice.ASK_AMBASSADOR.written(), by.how(), now, "", Instant.EPOCH, by.who()), hold.purgeAt());
        reports.mail(notices.askAmbassador(hold, token, asker.get(), ambassador.get()), ambassador.get(), hold.id(), now, commit);
        if (by.how().equals("reply")) {
            String own = ids.token();
            commit.token(new Commit.Token(Ids.hash(own), hold.id(), "", asker.get().text(), ""));
            reports.mail(notices.asked(hold, own, asker.get()), asker.get(), hold.id(), now, commit);
        }
        return commits.test(commit);
    }

    /** False when somebody was first. Siblings that come meanwhile are no such somebody: then once more, with them. */
    private boolean move(Hold hold, Given given, By by, boolean tells) {
        Hold seen = hold;
        for (int i = 0; i < TRIES; i++) {
            if (isMoved(seen, given, by, tells)) {
                return true;
            }
            Optional<Hold> now = store.hold(hold.id()).filter(one -> one.state() == hold.state());
            if (now.isEmpty()) {
                return false;
            }
            seen = now.get();
        }
        throw new StoreException("the other transactions of hold " + hold.id() + " come all the time", null);
    }

    private boolean isMoved(Hold hold, Given given, By by, boolean tells) {
        Instant now = clock.instant();
        Choice choice = given.choice();
        List<Commit.Sibling> siblings = hold.together().siblings() == 0 ? List.of() : store.siblings(hold.id());
        Map<String, List<Envelope>> leaving = new LinkedHashMap<>();
        leaving(hold, choice, hold.envelope()).ifPresent(own -> leaving.computeIfAbsent(hold.bodyId(), none -> new ArrayList<>()).add(own));
        siblings.forEach(sibling -> leaving(hold, choice, sibling.envelope())
                .ifPresent(other -> leaving.computeIfAbsent(sibling.bodyId(), none -> new ArrayList<>()).add(other)));
        Duration window = given.person() && !leaving.isEmpty() ? asking.window(hold) : Duration.ZERO;
        Instant until = now.plus(window).truncatedTo(ChronoUnit.MILLIS);
        Hold.Answer answer = new Hold.Answer(choice.written(), by.how(), now, Shown.line(given.reason()),
                window.isZero() ? Instant.EPOCH : until, by.who());
        Commit commit = new Commit().move(hold.id(), hold.state(), state(choice, !leaving.isEmpty()), answer, now.plus(grace))
                .siblingsAre(hold.id(), siblings.size());
        if (choice == Choice.SEND && !by.who().isEmpty() && !by.how().equals("ambassador")) {
            trust.confirmedBy(hold, now).forEach(commit::trust);
        }
        List<Action> actions = actions(hold, choice);
        try (Opened opened = new Opened(store)) {
            leaving.forEach((bodyId, envelopes) -> legs.add(commit, bodyId, () -> opened.of(bodyId), hold.id(), envelopes, actions,
                    hold.language(), window.isZero() ? now : until));
            List<ForwardPath> everybody = leaving.values().stream().flatMap(List::stream).flatMap(e -> e.recipients().stream()).toList();
            return tells
                    ? tell(hold, commit, to -> told(hold.with(answer), everybody, opened, to, commit), () -> commits.test(commit))
                    : commits.test(commit);
        }
    }

    /** Stored bytes, read only when somebody needs them and then once. For one thread. */
    private record Opened(Store store, Map<String, RawMessage> messages) implements AutoCloseable {

        Opened(Store store) {
            this(store, new HashMap<>());
        }

        RawMessage of(String bodyId) {
            return messages.computeIfAbsent(bodyId, store::body);
        }

        @Override
        public void close() {
            messages.values().forEach(RawMessage::close);
        }
    }

    private static HoldState state(Choice choice, boolean leaves) {
        return !leaves ? HoldState.CANCELLED : choice == Choice.SEND ? HoldState.RELEASED : HoldState.AMENDED;
    }

    /** What one transaction of this message becomes by this choice; empty when nobody gets it. */
    static Optional<Envelope> leaving(Hold hold, Choice choice, Envelope envelope) {
        if (!choice.sends()) {
            return Optional.empty();
        }
        if (choice != Choice.SEND_INSIDE_ONLY) {
            return Optional.of(envelope);
        }
        List<ForwardPath> insiders = Offered.waitingInsiders(hold).stream().filter(envelope.recipients()::contains).toList();
        return insiders.isEmpty() ? Optional.empty() : Optional.of(envelope.withRecipients(insiders));
    }

    /** What a person is told of the answer. */
    private RawMessage told(Hold hold, List<ForwardPath> everybody, Opened opened, MailAddress to, Commit commit) {
        Choice choice = Choice.of(hold.answer().choice()).orElseThrow();
        if (choice == Choice.CANCEL) {
            return notices.cancelled(hold, opened.of(hold.bodyId()), to);
        }
        if (choice == Choice.SEND_INSIDE_ONLY) {
            return notices.insideOnly(hold, to);
        }
        List<Leg> wentOut = List.of(new Leg(everybody, actions(hold, choice)));
        if (hold.answer().undoUntil().equals(Instant.EPOCH)) {
            return notices.released(hold, wentOut, to);
        }
        String token = ids.token();
        commit.token(new Commit.Token(Ids.hash(token), hold.id(), "", to.text(), ""));
        return notices.released(hold, wentOut, token, to);
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
    List<Action> actions(Hold hold, Choice choice) {
        List<Action> actions = new ArrayList<>(hold.actions());
        switch (choice) {
            case SEND_HIDDEN -> actions.add(new Action.HideRecipients());
            case SEND_ONE_BY_ONE -> actions.add(new Action.OneByOne());
            case SEND_WITHOUT_ATTACHMENT -> {
                List<String> names = Offered.attachments(hold);
                actions.add(new Action.WithoutAttachments(names, notices.leftOut(names, hold.language())));
            }
            case SEND_INSIDE_ONLY -> actions.clear();
            case SEND, CANCEL, ASK_AMBASSADOR -> {
                // nothing more
            }
        }
        return actions;
    }
}
