package nl.duwtje.gateway;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
import nl.duwtje.gateway.web.Answers.Again;
import nl.duwtje.gateway.web.Answers.Answered;
import nl.duwtje.gateway.web.Answers.Given;
import nl.duwtje.rules.decision.Action;
import nl.duwtje.rules.decision.Leg;
import nl.duwtje.rules.mail.ForwardPath;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.RawMessage;

/**
 * What happens to a held message: its sender answers, or time passes. An answer is one commit that moves the hold by compare-and-set, puts
 * the leg in the outbox and tells the sender what went out; who comes second changes nothing. Safe for all threads and processes.
 */
final class Release {

    private static final Logger LOG = LoggerFactory.getLogger(Release.class);
    private static final int BATCH = 100;

    private final Store store;
    private final Runnable outboxBell;
    private final Legs legs;
    private final Reports reports;
    private final NoticeWriter notices;
    private final Senders senders;
    private final Asking asking;
    private final Correspondents correspondents;
    private final Duration grace;
    private final Ids ids;
    private final Clock clock;
    private final MailLog log;
    private final Meters meters;

    Release(Store store, Runnable outboxBell, Legs legs, Reports reports, NoticeWriter notices, Senders senders, Asking asking,
            Correspondents correspondents, Duration grace, Ids ids, Clock clock, MailLog log, Meters meters) {
        this.store = store;
        this.outboxBell = outboxBell;
        this.legs = legs;
        this.reports = reports;
        this.notices = notices;
        this.senders = senders;
        this.asking = asking;
        this.correspondents = correspondents;
        this.grace = grace;
        this.ids = ids;
        this.clock = clock;
        this.log = log;
        this.meters = meters;
    }

    /** The hold a link's token leads to. */
    Optional<Hold> find(String token) {
        return store.holdByToken(Ids.hash(token));
    }

    /**
     * Decides once, if all that is asked of who answers is there.
     *
     * @param by "link", "ambassador" or "reply"
     */
    Answered answer(Hold hold, Given given, String by) {
        Again again = waitsFor(hold, given.choice()) ? asking.check(hold, given) : Again.NO;
        if (again != Again.NO) {
            log.answered(hold.id(), given.choice().written() + " not yet: " + again, by);
            return new Answered(hold, false, again);
        }
        return decide(hold, given, by);
    }

    /** Decides once, in the sender's place: nothing is asked, and it leaves at once. */
    Answered answer(Hold hold, Choice choice) {
        return decide(hold, Given.of(choice), "command line");
    }

    private static boolean waitsFor(Hold hold, Choice choice) {
        return hold.state() == HoldState.HELD || hold.state() == HoldState.EXPIRED && choice.sends();
    }

    private Answered decide(Hold hold, Given given, String by) {
        Choice choice = given.choice();
        boolean now = waitsFor(hold, choice) && (choice == Choice.ASK_AMBASSADOR ? ask(hold, by) : move(hold, given, by));
        if (now) {
            meters.answer(choice.written());
            log.answered(hold.id(), choice.written(), given.act().isEmpty() ? by : by + ", risk named");
            if (choice.sends()) {
                correspondents.met(hold.envelope());
            }
            outboxBell.run();
        }
        return new Answered(store.hold(hold.id()).orElse(hold), now);
    }

    /**
     * Stops what is about to leave: what no outbox has taken yet is forgotten and the hold waits again, in one commit.
     *
     * @return {@code decidedNow} when it was stopped in time
     */
    Answered undo(Hold hold, String by) {
        Instant now = clock.instant();
        boolean stopped = now.isBefore(hold.answer().undoUntil()) && store.commit(new Commit().undo(hold.id(), hold.state(),
                hold.answer().undoUntil(), new Hold.Answer("undo", by, now)));
        if (stopped) {
            meters.answer("undo");
            log.answered(hold.id(), "undo", by);
        }
        return new Answered(store.hold(hold.id()).orElse(hold), stopped);
    }

    /** Asks the ambassador: they get the facts, masked, and a link of their own. The hold stays. */
    private boolean ask(Hold hold, String by) {
        Optional<MailAddress> asker = senders.toAsk(hold.facts());
        Optional<MailAddress> ambassador = senders.person(hold.facts()).ambassador().mailbox();
        if (asker.isEmpty() || ambassador.isEmpty() || !Offered.canAsk(hold, senders.person(hold.facts()), asker.get())) {
            return false;
        }
        Instant now = clock.instant();
        String token = ids.token();
        Commit commit = new Commit().token(Ids.hash(token), hold.id(), "ambassador").move(hold.id(), HoldState.HELD, HoldState.HELD,
                new Hold.Answer(Choice.ASK_AMBASSADOR.written(), by, now), hold.purgeAt());
        reports.mail(notices.askAmbassador(hold, token, asker.get(), ambassador.get()), ambassador.get(), hold.id(), now, commit);
        if (by.equals("reply")) {
            String own = ids.token();
            commit.token(Ids.hash(own), hold.id());
            reports.mail(notices.asked(hold, own, asker.get()), asker.get(), hold.id(), now, commit);
        }
        return store.commit(commit);
    }

    private boolean move(Hold hold, Given given, String by) {
        Instant now = clock.instant();
        Choice choice = given.choice();
        List<ForwardPath> to = choice == Choice.SEND_INSIDE_ONLY ? Offered.waitingInsiders(hold) : hold.envelope().recipients();
        boolean leaves = choice.sends() && !to.isEmpty();
        Duration window = given.person() && leaves ? asking.window(hold) : Duration.ZERO;
        Instant until = now.plus(window).truncatedTo(ChronoUnit.MILLIS);
        Hold.Answer answer = new Hold.Answer(choice.written(), by, now, Shown.line(given.reason()),
                window.isZero() ? Instant.EPOCH : until);
        Commit commit = new Commit().move(hold.id(), hold.state(), state(choice, leaves), answer, now.plus(grace));
        try (RawMessage message = store.body(hold.bodyId())) {
            Leg leg = leaves ? new Leg(to, actions(hold, choice)) : null;
            if (leaves) {
                legs.add(commit, new IdentityHashMap<>(Map.of(message, hold.bodyId())), hold.id(), message,
                        hold.envelope().withRecipients(to), leg.actions(), hold.language(), hold.id(), window.isZero() ? now : until);
            }
            Optional<MailAddress> sender = senders.toAsk(hold.facts());
            if (sender.isEmpty()) {
                return store.commit(commit);
            }
            try (RawMessage notice = told(hold.with(answer), leg, message, sender.get(), commit)) {
                reports.mail(notice, sender.get(), hold.id(), now, commit);
                return store.commit(commit);
            }
        }
    }

    private static HoldState state(Choice choice, boolean leaves) {
        return !leaves ? HoldState.CANCELLED : choice == Choice.SEND ? HoldState.RELEASED : HoldState.AMENDED;
    }

    /** What the sender is told of the answer. */
    private RawMessage told(Hold hold, Leg leg, RawMessage message, MailAddress sender, Commit commit) {
        Choice choice = Choice.of(hold.answer().choice()).orElseThrow();
        if (choice == Choice.CANCEL) {
            return notices.cancelled(hold, message, sender);
        }
        if (choice == Choice.SEND_INSIDE_ONLY) {
            return notices.insideOnly(hold, sender);
        }
        if (hold.answer().undoUntil().equals(Instant.EPOCH)) {
            return notices.released(hold, List.of(leg), sender);
        }
        String token = ids.token();
        commit.token(Ids.hash(token), hold.id());
        return notices.released(hold, List.of(leg), token, sender);
    }

    private List<Action> actions(Hold hold, Choice choice) {
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

    /** Sends due reminders, expires what nobody answered, deletes what is past its time. For one thread, every few seconds. */
    void onTheClock() {
        Instant now = clock.instant();
        store.dueForReminder(now, BATCH).forEach(hold -> remind(hold, now));
        store.dueForExpiry(now, BATCH).forEach(hold -> expire(hold, now));
        store.purge(now);
    }

    private void remind(Hold hold, Instant now) {
        String token = ids.token();
        Commit commit = new Commit().token(Ids.hash(token), hold.id());
        senders.toAsk(hold.facts()).ifPresent(to -> reports.mail(notices.reminder(hold, token, to), to, hold.id(), now, commit));
        store.reminded(hold.id(), commit);
        outboxBell.run();
    }

    private void expire(Hold hold, Instant now) {
        String token = ids.token();
        Commit commit = new Commit().token(Ids.hash(token), hold.id()).move(hold.id(), HoldState.HELD, HoldState.EXPIRED,
                new Hold.Answer("expire", "clock", now), now.plus(grace));
        senders.toAsk(hold.facts()).ifPresent(to -> reports.mail(notices.expired(hold, token, to), to, hold.id(), now, commit));
        if (store.commit(commit)) {
            LOG.debug("hold {} expired", hold.id());
            log.answered(hold.id(), "expire", "clock");
            outboxBell.run();
        }
    }
}
