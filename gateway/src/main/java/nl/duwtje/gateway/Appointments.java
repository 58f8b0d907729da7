package nl.duwtje.gateway;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import nl.duwtje.gateway.config.GatewaySettings.HoldSettings;
import nl.duwtje.gateway.notice.NoticeWriter;
import nl.duwtje.gateway.observe.MailLog;
import nl.duwtje.gateway.observe.Meters;
import nl.duwtje.gateway.store.Commit;
import nl.duwtje.gateway.store.Hold;
import nl.duwtje.gateway.store.HoldState;
import nl.duwtje.gateway.store.NoticesDue;
import nl.duwtje.gateway.store.Store;
import nl.duwtje.rules.decision.Nudge;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.RawMessage;

/**
 * What happens to a held message when time passes: its notice goes, one reminder, it expires, it is deleted. Holds of one person for the same
 * reasons that come close together (a mail merge) are told of on one list, and stay together on it. Each step is one commit that finds
 * nothing to do when another process was first. One thread calls {@link #writeNotices}, one {@link #onTheClock}.
 */
final class Appointments {

    private static final Logger LOG = LoggerFactory.getLogger(Appointments.class);
    /** From so many alike in so short a time, they come on one list; mail that somebody writes by hand never waits for others. */
    private static final int LIST_FROM = 5;
    private static final Duration BURST = Duration.ofSeconds(30);
    /** Notices in one write to disk, which takes longer than to write a notice. */
    private static final int TOGETHER = 32;

    private final Store store;
    private final Outbox outbox;
    private final Reports reports;
    private final NoticeWriter notices;
    private final Senders senders;
    private final HoldSettings times;
    private final Ids ids;
    private final Clock clock;
    private final MailLog log;
    private final Meters meters;

    Appointments(Store store, Outbox outbox, Reports reports, NoticeWriter notices, Senders senders, HoldSettings times, Ids ids,
            Clock clock, MailLog log, Meters meters) {
        this.store = store;
        this.outbox = outbox;
        this.reports = reports;
        this.notices = notices;
        this.senders = senders;
        this.times = times;
        this.ids = ids;
        this.clock = clock;
        this.log = log;
        this.meters = meters;
    }

    /** First notices that are due: so many times a second. Those of several people are written to disk together. */
    void writeNotices() {
        Instant now = clock.instant();
        List<Hold> alone = new ArrayList<>();
        for (NoticesDue due : store.noticesDue(now)) {
            try {
                write(due, now, alone);
                if (alone.size() >= TOGETHER) {
                    writeEach(alone, now);
                }
            } catch (RuntimeException e) {
                LOG.error("a notice could not be written; trying again", e); // it must not stop the others
            }
        }
        writeEach(alone, now);
    }

    /** Each a notice of its own; {@code holds} is empty then, also when this fails. */
    private void writeEach(List<Hold> holds, Instant now) {
        List<Hold> due = List.copyOf(holds);
        holds.clear();
        List<Commit> commits = new ArrayList<>();
        List<RawMessage> written = new ArrayList<>();
        try {
            for (Hold hold : due) {
                try {
                    commits.add(letters(List.of(hold), "", new Commit().noticed(hold.id(), now, ""),
                            (token, to) -> notices.held(hold, token, to), written));
                } catch (RuntimeException e) {
                    LOG.error("the notice of hold {} could not be written; trying again", hold.id(), e); // it must not stop the others
                }
            }
            if (!commits.isEmpty()) {
                store.commitEach(commits); // false: another process was first
                outbox.ring();
            }
        } finally {
            written.forEach(RawMessage::close);
        }
    }

    private void write(NoticesDue due, Instant now, List<Hold> alone) {
        long before = store.noticedSince(due.alike(), now.minus(BURST));
        if (before + due.count() < LIST_FROM) {
            store.awaitingNotice(due.alike(), LIST_FROM).stream().filter(hold -> !hold.together().noticeAt().isAfter(now))
                    .forEach(alone::add);
            return;
        }
        boolean longEnough = !now.isBefore(due.oldest().plus(times.collect()));
        boolean quiet = before < LIST_FROM && !due.quietAt().isAfter(now);
        if (quiet || longEnough) {
            List<Hold> holds = store.awaitingNotice(due.alike(), Release.MOST_ON_LIST);
            Commit commit = new Commit();
            String list = holds.get(0).id();
            holds.forEach(hold -> commit.noticed(hold.id(), now, list));
            tell(holds, list, commit, (token, to) -> notices.list("list", holds, token, to));
        }
    }

    /** Sends due reminders, expires what nobody answered, deletes what is past its time: every few seconds. */
    void onTheClock() {
        Instant now = clock.instant();
        byList(store.dueForReminder(now, Release.MOST_ON_LIST)).forEach(this::remind);
        byList(store.dueForExpiry(now, Release.MOST_ON_LIST)).forEach(holds -> expire(holds, now));
        store.purge(now);
    }

    /** Those of one list together, the others alone. */
    private static Collection<List<Hold>> byList(List<Hold> holds) {
        Map<String, List<Hold>> lists = new LinkedHashMap<>();
        holds.forEach(hold -> lists
                .computeIfAbsent(hold.together().list().isEmpty() ? hold.id() : "list " + hold.together().list(), none -> new ArrayList<>())
                .add(hold));
        return lists.values();
    }

    private void remind(List<Hold> holds) {
        Commit commit = new Commit();
        holds.forEach(hold -> commit.reminded(hold.id()));
        Hold first = holds.get(0);
        String list = first.together().list();
        tell(holds, list, commit,
                (token, to) -> list.isEmpty() ? notices.reminder(first, token, to) : notices.list("list-reminder", holds, token, to));
    }

    private void expire(List<Hold> holds, Instant now) {
        Commit commit = new Commit();
        Hold first = holds.get(0);
        String list = first.together().list();
        holds.forEach(hold -> commit.move(hold.id(), HoldState.HELD, HoldState.EXPIRED, new Hold.Answer("expire", "clock", now),
                now.plus(times.grace())));
        if (tell(holds, list, commit,
                (token, to) -> list.isEmpty() ? notices.expired(first, token, to) : notices.list("list-expired", holds, token, to))) {
            holds.forEach(this::expired);
        }
    }

    private void expired(Hold hold) {
        log.answered(hold.id(), "expire", "clock", "");
        String department = senders.person(hold.facts()).department();
        hold.nudges().stream().filter(nudge -> nudge.effect() == Nudge.Effect.HOLD).map(Nudge::rule).distinct()
                .forEach(rule -> meters.outcome(rule, department, "expired"));
    }

    /** A mail with a link of its own to each who may answer, all in this commit; false when somebody was first. */
    private boolean tell(List<Hold> holds, String list, Commit commit, BiFunction<String, MailAddress, RawMessage> notice) {
        List<RawMessage> written = new ArrayList<>();
        try {
            return outbox.commit(letters(holds, list, commit, notice, written));
        } finally {
            written.forEach(RawMessage::close);
        }
    }

    /** @param written takes the mails, to be closed after the commit */
    private Commit letters(List<Hold> holds, String list, Commit commit, BiFunction<String, MailAddress, RawMessage> notice,
            List<RawMessage> written) {
        Hold first = holds.get(0);
        for (MailAddress person : senders.toTell(first.facts())) {
            String token = ids.token();
            RawMessage mail = notice.apply(token, person);
            written.add(mail);
            commit.token(new Commit.Token(Ids.hash(token), first.id(), "", person.text(), list));
            reports.mail(mail, person, first.id(), clock.instant(), commit);
        }
        return commit;
    }
}
