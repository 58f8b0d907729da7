package nl.duwtje.gateway;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import nl.duwtje.gateway.directory.Person;
import nl.duwtje.gateway.notice.NoticeWriter;
import nl.duwtje.gateway.notice.Offered;
import nl.duwtje.gateway.notice.Shown;
import nl.duwtje.gateway.observe.MailLog;
import nl.duwtje.gateway.observe.Meters;
import nl.duwtje.gateway.store.Commit;
import nl.duwtje.gateway.store.Hold;
import nl.duwtje.gateway.store.HoldState;
import nl.duwtje.gateway.store.Incident;
import nl.duwtje.gateway.store.Rating;
import nl.duwtje.gateway.store.Store;
import nl.duwtje.gateway.store.Trust;
import nl.duwtje.gateway.web.Answers;
import nl.duwtje.rules.decision.Nudge;
import nl.duwtje.rules.fact.PersonalData;
import nl.duwtje.rules.fact.Recipient;
import nl.duwtje.rules.mail.MailAddress;

/**
 * What the pages can do: show, decide and stop through {@link Release}, take a report of an incident, and hear whether a warning was useful.
 * Each is one commit. Safe for all threads and processes.
 */
final class Conversation implements Answers {

    private static final int MOST_RECIPIENTS = 1000;
    private static final int MOST_DATA = 50;
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyy-MM");

    private final Store store;
    private final Release release;
    private final Asking asking;
    private final Senders senders;
    private final NoticeWriter notices;
    private final Reports reports;
    private final Optional<MailAddress> privacyOfficer;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;
    private final ZoneId zone;
    private final MailLog log;
    private final Meters meters;

    /** @param privacyOfficer who gets each report; empty: it is only stored, and the ambassador told */
    Conversation(Store store, Release release, Asking asking, Senders senders, NoticeWriter notices, Reports reports,
            Optional<MailAddress> privacyOfficer, Outbox outbox, Ids ids, Clock clock, ZoneId zone, MailLog log, Meters meters) {
        this.store = store;
        this.release = release;
        this.asking = asking;
        this.senders = senders;
        this.notices = notices;
        this.reports = reports;
        this.privacyOfficer = privacyOfficer;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.zone = zone;
        this.log = log;
        this.meters = meters;
    }

    @Override
    public Optional<Store.Link> find(String token) {
        return store.link(Ids.hash(token));
    }

    @Override
    public Person person(Hold hold) {
        return senders.person(hold.facts());
    }

    @Override
    public Visit visit(String token, Hold hold) {
        boolean ambassador = isAmbassador(token);
        boolean canAsk = !ambassador
                && senders.toAsk(hold.facts()).filter(asker -> Offered.canAsk(hold, person(hold), asker)).isPresent();
        return new Visit(ambassador, canAsk, asking.act(hold), asking.justification(hold), store.register().isRated(hold.id()),
                store.register().incident(hold.id()), clock.instant());
    }

    private boolean isAmbassador(String token) {
        return store.register().role(Ids.hash(token)).equals("ambassador");
    }

    private static Release.By by(Commit.Token token) {
        return new Release.By(token.role().equals("ambassador") ? "ambassador" : "link", token.who());
    }

    @Override
    public List<Hold> list(String token) {
        return store.token(Ids.hash(token)).filter(found -> !found.list().isEmpty())
                .map(found -> store.onList(found.list(), Release.MOST_ON_LIST)).orElse(List.of());
    }

    @Override
    public Answered answer(Store.Link link, Given given) {
        return release.answer(link.token().list(), link.hold(), given, by(link.token()));
    }

    @Override
    public Optional<String> tokenFor(String token, String holdId) {
        Optional<Commit.Token> found = store.token(Ids.hash(token));
        return list(token).stream().filter(hold -> hold.id().equals(holdId)).findFirst().map(hold -> {
            String own = ids.token();
            store.commit(new Commit().token(new Commit.Token(Ids.hash(own), hold.id(), "", found.orElseThrow().who(), "")));
            return own;
        });
    }

    @Override
    public List<Trust> trusts(Hold hold) {
        return hold.together().owner().isEmpty() ? List.of() : store.trusts(hold.together().owner(), clock.instant());
    }

    @Override
    public void distrust(String token, String kind, String domain) {
        find(token).map(Store.Link::hold).filter(hold -> !hold.together().owner().isEmpty() && !isAmbassador(token))
                .ifPresent(hold -> store.distrust(hold.together().owner(), kind, domain));
    }

    @Override
    public Optional<Answered> undo(String token) {
        return find(token).map(link -> release.undo(link.hold(), by(link.token())));
    }

    @Override
    public Optional<Hold> rate(String token, boolean useful, String because) {
        Optional<Hold> found = find(token).map(Store.Link::hold);
        found.ifPresent(hold -> {
            List<String> rules = hold.nudges().stream().map(Nudge::rule).distinct().toList();
            Rating rating = new Rating(hold.id(), rules, person(hold).department(), MONTH.withZone(zone).format(clock.instant()), useful,
                    Shown.line(because));
            if (store.commit(new Commit().rate(rating))) {
                rules.forEach(rule -> meters.rated(rule, useful));
            }
        });
        return found;
    }

    @Override
    public Optional<Hold> report(String token, Told told) {
        Optional<Hold> found = find(token).map(Store.Link::hold);
        found.filter(hold -> hold.state() != HoldState.HELD && hold.state() != HoldState.EXPIRED)
                .ifPresent(hold -> report(hold, told));
        return found;
    }

    private void report(Hold hold, Told told) {
        Instant now = clock.instant();
        Incident incident = new Incident(ids.id(), hold.id(), told.kind(), now, known(hold, told));
        Commit commit = new Commit().incident(incident);
        Set<MailAddress> readers = new LinkedHashSet<>();
        privacyOfficer.ifPresent(readers::add);
        person(hold).ambassador().mailbox().ifPresent(readers::add);
        readers.forEach(to -> reports.mail(notices.incident(hold, incident, to), to, hold.id(), now, commit));
        if (outbox.commit(commit)) {
            log.reported(hold.id(), incident.id(), incident.kind().name());
            meters.reported(incident.kind().name());
        }
    }

    private Incident.Report known(Hold hold, Told told) {
        List<String> outside = hold.facts().recipients().stream().filter(Recipient::isOutside).map(Recipient::address).toList();
        List<String> shown = outside.subList(0, Math.min(MOST_RECIPIENTS, outside.size()));
        boolean sent = hold.state() == HoldState.RELEASED || hold.state() == HoldState.AMENDED;
        Instant left = hold.answer().undoUntil().isAfter(hold.answer().at()) ? hold.answer().undoUntil() : hold.answer().at();
        return new Incident.Report(senders.toAsk(hold.facts()).map(MailAddress::text).orElse(hold.envelope().reversePath().text()),
                person(hold).department(), hold.facts().message().messageId(), Shown.line(hold.facts().message().subject()),
                sent ? left.toString() : "", shown, outside.size() - shown.size(),
                hold.facts().personalData().stream().limit(MOST_DATA).map(Conversation::line).toList(),
                hold.nudges().stream().map(Nudge::rule).distinct().toList(), Shown.line(told.facts()), Shown.line(told.effects()),
                Shown.line(told.measures()));
    }

    private static String line(PersonalData data) {
        return data.count() + " " + data.type() + " (" + (data.where().isEmpty()
                ? data.place().name().toLowerCase(java.util.Locale.ROOT)
                : Shown.line(data.where())) + ")";
    }
}
