package nl.duwtje.gateway;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import nl.duwtje.gateway.directory.Person;
import nl.duwtje.gateway.notice.NoticeWriter;
import nl.duwtje.gateway.observe.MailLog;
import nl.duwtje.gateway.observe.Meters;
import nl.duwtje.gateway.store.Choice;
import nl.duwtje.gateway.store.Commit;
import nl.duwtje.gateway.store.Hold;
import nl.duwtje.gateway.store.HoldState;
import nl.duwtje.gateway.store.Store;
import nl.duwtje.gateway.web.Answers;
import nl.duwtje.rules.decision.Action;
import nl.duwtje.rules.decision.Leg;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.RawMessage;

/**
 * What happens to a held message: its sender answers, or time passes. An answer is one commit that moves the hold by compare-and-set, puts
 * the leg in the outbox and tells the sender what went out; who comes second changes nothing. Safe for all threads and processes.
 */
final class Release implements Answers {

    private static final Logger LOG = LoggerFactory.getLogger(Release.class);
    private static final int BATCH = 100;

    private final Store store;
    private final Runnable outboxBell;
    private final Legs legs;
    private final Reports reports;
    private final NoticeWriter notices;
    private final Senders senders;
    private final java.time.Duration grace;
    private final Ids ids;
    private final Clock clock;
    private final MailLog log;
    private final Meters meters;

    Release(Store store, Runnable outboxBell, Legs legs, Reports reports, NoticeWriter notices, Senders senders, java.time.Duration grace,
            Ids ids,
            Clock clock, MailLog log, Meters meters) {
        this.store = store;
        this.outboxBell = outboxBell;
        this.legs = legs;
        this.reports = reports;
        this.notices = notices;
        this.senders = senders;
        this.grace = grace;
        this.ids = ids;
        this.clock = clock;
        this.log = log;
        this.meters = meters;
    }

    @Override
    public Optional<Hold> find(String token) {
        return store.holdByToken(Ids.hash(token));
    }

    @Override
    public Person person(Hold hold) {
        return senders.person(hold.facts());
    }

    @Override
    public Optional<Answered> answer(String token, Choice choice) {
        return find(token).map(hold -> answer(hold, choice, "link"));
    }

    /** @param by "link", "reply" or "command line" */
    Answered answer(Hold hold, Choice choice, String by) {
        if (hold.state() == HoldState.HELD || hold.state() == HoldState.EXPIRED && choice != Choice.CANCEL) {
            if (move(hold, choice, by)) {
                meters.answer(choice.written());
                log.answered(hold.id(), choice.written(), by);
                outboxBell.run();
                return new Answered(store.hold(hold.id()).orElse(hold), true);
            }
        }
        return new Answered(store.hold(hold.id()).orElse(hold), false);
    }

    private boolean move(Hold hold, Choice choice, String by) {
        Instant now = clock.instant();
        HoldState to = switch (choice) {
            case SEND -> HoldState.RELEASED;
            case SEND_HIDDEN, SEND_ONE_BY_ONE -> HoldState.AMENDED;
            case CANCEL -> HoldState.CANCELLED;
        };
        Commit commit = new Commit().move(hold.id(), hold.state(), to, new Hold.Answer(choice.written(), by, now), now.plus(grace));
        try (RawMessage message = store.body(hold.bodyId())) {
            if (choice != Choice.CANCEL) {
                legs.add(commit, new IdentityHashMap<>(Map.of(message, hold.bodyId())), hold.id(), message, hold.envelope(),
                        actions(hold, choice), hold.language(), hold.id(), now);
            }
            Optional<MailAddress> sender = senders.toAsk(hold.facts());
            if (sender.isEmpty()) {
                return store.commit(commit);
            }
            try (RawMessage notice = choice == Choice.CANCEL
                    ? notices.cancelled(hold, message, sender.get())
                    : notices.released(hold, List.of(new Leg(hold.envelope().recipients(), actions(hold, choice))), sender.get())) {
                reports.mail(notice, sender.get(), hold.id(), now, commit);
                return store.commit(commit);
            }
        }
    }

    private static List<Action> actions(Hold hold, Choice choice) {
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
