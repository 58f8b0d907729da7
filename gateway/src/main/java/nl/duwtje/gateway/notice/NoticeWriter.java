package nl.duwtje.gateway.notice;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import nl.duwtje.gateway.directory.Departments;
import nl.duwtje.gateway.directory.Directory;
import nl.duwtje.gateway.store.Choice;
import nl.duwtje.gateway.store.Hold;
import nl.duwtje.gateway.store.Incident;
import nl.duwtje.rules.decision.Action;
import nl.duwtje.rules.decision.Leg;
import nl.duwtje.rules.decision.Nudge;
import nl.duwtje.rules.fact.Facts;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.RawMessage;

/**
 * Writes the mails to people: text and HTML of equal worth, from us, to be sent from the null sender. Personal data is masked and the
 * original never attached, except where a method says so. Each method gives a new message, which the caller closes. Safe for all threads.
 */
public final class NoticeWriter {

    private final Letter.Desk desk;
    private final NoticeMime mime;

    /**
     * @param baseUrl what links begin with, without a slash at the end, asked for when a link is written; never from a request
     * @param domain  the right side of our Message-IDs: a host name of ours
     * @param spool   folder for the temp files of notices above 1 MB (those with a large original)
     * @param clock   its zone is the one in which people read times
     * @param random  for Message-IDs and boundaries: hard to guess
     */
    public NoticeWriter(Texts texts, MailAddress from, Supplier<String> baseUrl, String domain, Path spool, Clock clock,
            RandomGenerator random) {
        this(texts, from, baseUrl, domain, spool, clock, random, Around.NOTHING);
    }

    /**
     * As the other, with more to say.
     *
     * @param around who the readers are, and stories for them
     */
    public NoticeWriter(Texts texts, MailAddress from, Supplier<String> baseUrl, String domain, Path spool, Clock clock,
            RandomGenerator random, Around around) {
        this.desk = new Letter.Desk(texts, baseUrl, clock, around);
        this.mime = new NoticeMime(from, domain, spool, clock, random);
    }

    /** What is known around a message: who its sender is and who can help, stories from practice, and where to answer by mail. */
    public record Around(Directory directory, Stories stories, Optional<ReplyAddress> replies, Predicate<Hold> byMail) {
        static final Around NOTHING = new Around(new Directory(Departments.none()), Stories.none(), Optional.empty(), hold -> true);
    }

    /** "Your mail is waiting for you", with the link to the page. */
    public RawMessage held(Hold hold, String token, MailAddress to) {
        return mime.notice(waiting("held", hold, token, to).story(hold.id()).useful(token).view(), to);
    }

    /** The one reminder of a mail that still waits. */
    public RawMessage reminder(Hold hold, String token, MailAddress to) {
        return mime.notice(waiting("reminder", hold, token, to).view(), to);
    }

    private Letter waiting(String kind, Hold hold, String token, MailAddress to) {
        Letter letter = letter(kind, hold, to).open("notice." + kind + "-intro");
        int others = hold.facts().recipients().size() - hold.envelope().recipients().size();
        if (others > 0) {
            letter.open("notice.already-sent", others);
        }
        if (hold.together().siblings() > 0) {
            letter.open("notice.held-parts", hold.recipients(), hold.together().siblings() + 1);
        }
        return letter.card(hold.heldAt()).seen(hold.nudges()).audience(hold).button("notice.held-button", token).choices(hold, token)
                .close("notice.held-until", letter.when(hold.expiresAt())).askFirst();
    }

    /** The same mail was sent again while the first copy waits: nothing is sent twice, and the link to decide about the first. */
    public RawMessage waitsAlready(Hold hold, String token, MailAddress to) {
        Letter letter = letter("again", hold, to).open("notice.again-intro").card(hold.heldAt()).button("notice.held-button", token);
        return mime.notice(letter.choices(hold, token).close("notice.held-until", letter.when(hold.expiresAt())).view(), to);
    }

    /**
     * One notice for many mails that wait for the same reasons: a mail merge.
     *
     * @param kind  "list" for the first notice, "list-reminder", "list-expired"
     * @param holds at least one, the first of them stands for all
     */
    public RawMessage list(String kind, List<Hold> holds, String token, MailAddress to) {
        Hold first = holds.get(0);
        Letter letter = letter(kind, first, to).open("notice." + kind + "-intro", holds.size()).mails(holds).seen(first.nudges())
                .button("notice.list-button", token);
        if (!kind.equals("list-expired")) {
            letter.choices(first, token).close("notice.held-until", letter.when(first.expiresAt()));
        }
        return mime.notice(letter.askFirst().view(), to);
    }

    /** What became of the mails on a list that were answered together. */
    public RawMessage listAnswered(List<Hold> holds, Choice choice, MailAddress to) {
        String what = choice == Choice.CANCEL ? "cancelled" : choice == Choice.SEND_INSIDE_ONLY ? "inside" : "sent";
        Letter letter = letter("list-answered", holds.get(0), to).open("notice.list-" + what, holds.size()).mails(holds);
        return mime.notice(letter.view(), to);
    }

    /** "Your mail was not sent", with a link to send it after all during the grace period. */
    public RawMessage expired(Hold hold, String token, MailAddress to) {
        Letter letter = letter("expired", hold, to).open("notice.expired-intro");
        letter.card(hold.heldAt()).seen(hold.nudges()).button("notice.expired-button", token).choices(hold, token);
        if (When.isSayable(hold.purgeAt())) {
            letter.close("notice.expired-until", letter.when(hold.purgeAt()));
        }
        return mime.notice(letter.askFirst().view(), to);
    }

    /** The answer by mail was none that we know, or none that was offered, or one that needs the page: which words there are, and the link. */
    public RawMessage notUnderstood(Hold hold, String token, MailAddress to) {
        return help("help", hold, token, to);
    }

    /** The answer by mail was understood, but a question comes first that only the page asks. */
    public RawMessage onThePage(Hold hold, String token, MailAddress to) {
        return help("page", hold, token, to);
    }

    /** An answer by mail, about a message that asks for sign-in: nothing has changed; the link. */
    public RawMessage signInFirst(Hold hold, String token, MailAddress to) {
        Letter letter = letter("help", hold, to).open("notice.help-sign-in").card(hold.heldAt());
        return mime.notice(letter.button("notice.held-button", token).choices(hold, token).askFirst().view(), to);
    }

    private RawMessage help(String kind, Hold hold, String token, MailAddress to) {
        Letter letter = letter(kind, hold, to).open("notice." + kind + "-intro").card(hold.heldAt());
        return mime.notice(letter.button("notice.held-button", token).choices(hold, token).askFirst().view(), to);
    }

    /** The answer by mail came when it had been decided: nothing has changed. */
    public RawMessage tooLate(Hold hold, MailAddress to) {
        Letter letter = letter("late", hold, to).open("notice.late-intro");
        Choice.of(hold.answer().choice()).ifPresent(choice -> letter.open("page.decided-" + choice.written()));
        return mime.notice(letter.card(hold.heldAt()).askFirst().view(), to);
    }

    /** As the other, when it has left already or leaves at once. */
    public RawMessage released(Hold hold, List<Leg> wentOut, MailAddress to) {
        return released(hold, wentOut, "", to);
    }

    /**
     * What went out, or goes out when the time to stop it is over, after the sender's answer; thanks when the safer way was taken.
     *
     * @param hold    with its answer
     * @param wentOut the legs as they are carried out
     * @param token   for the page where it can be stopped; empty when it cannot
     */
    public RawMessage released(Hold hold, List<Leg> wentOut, String token, MailAddress to) {
        Letter letter = letter(token.isEmpty() ? "released" : "leaving", hold, to);
        boolean safer = false;
        for (Leg leg : wentOut) {
            String how = how(leg);
            safer |= !how.equals("as-is");
            letter.open((token.isEmpty() ? "notice.released-" : "notice.leaving-") + how, leg.recipients().size());
        }
        letter.card(hold.heldAt()).recipients(wentOut.stream().flatMap(leg -> leg.recipients().stream()).toList());
        if (!token.isEmpty()) {
            letter.open("notice.leaving-until", letter.when(hold.answer().undoUntil())).button("notice.leaving-button", token)
                    .byMail(token, List.of(Choice.CANCEL));
        }
        if (safer) {
            letter.close(has(wentOut, Action.WithoutAttachments.class) ? "notice.thanks-safer" : "notice.thanks-hidden");
        }
        return mime.notice(byAmbassador(letter, hold).view(), to);
    }

    private static String how(Leg leg) {
        List<Leg> one = List.of(leg);
        return has(one, Action.WithoutAttachments.class)
                ? "without-attachment"
                : has(one, Action.OneByOne.class) ? "one-by-one" : has(one, Action.HideRecipients.class) ? "hidden" : "as-is";
    }

    private static boolean has(List<Leg> legs, Class<? extends Action> action) {
        return legs.stream().flatMap(leg -> leg.actions().stream()).anyMatch(action::isInstance);
    }

    private static Letter byAmbassador(Letter letter, Hold hold) {
        return hold.answer().by().equals("ambassador") ? letter.open("notice.by-ambassador") : letter;
    }

    /** Only colleagues have it, or get it now: nobody outside does. */
    public RawMessage insideOnly(Hold hold, MailAddress to) {
        Letter letter = letter("inside", hold, to).open("notice.inside-intro").card(hold.heldAt()).close("notice.thanks-safer");
        return mime.notice(byAmbassador(letter, hold).view(), to);
    }

    /** The mail that was taken back, attached as a draft that Outlook opens for editing. */
    public RawMessage cancelled(Hold hold, RawMessage original, MailAddress to) {
        Letter letter = letter("cancelled", hold, to).open("notice.cancelled-intro").open("notice.cancelled-how").card(hold.heldAt());
        return mime.noticeWithDraft(byAmbassador(letter.close("notice.cancelled-thanks"), hold).view(), to, original, letter.draftName());
    }

    /** To the ambassador: a colleague is not sure. Masked, with a link of their own; the mail waits on. */
    public RawMessage askAmbassador(Hold hold, String token, MailAddress asker, MailAddress to) {
        Letter letter = letter("ask", hold, to).open("notice.ask-intro", Shown.plain(asker.text()));
        letter.card(hold.heldAt()).seen(hold.nudges()).audience(hold).button("notice.ask-button", token)
                .close("notice.ask-how", Shown.plain(asker.text())).close("notice.ask-until", letter.when(hold.expiresAt()));
        return mime.notice(letter.view(), to);
    }

    /** To the sender, who asked by mail: the ambassador has been asked. */
    public RawMessage asked(Hold hold, String token, MailAddress to) {
        Letter letter = letter("asked", hold, to);
        letter.open("notice.asked-intro", desk.around().directory().of(to).ambassador().name()).card(hold.heldAt())
                .button("notice.held-button", token).choices(hold, token).close("notice.held-until", letter.when(hold.expiresAt()));
        return mime.notice(letter.view(), to);
    }

    /** To the privacy officer and the ambassador: somebody reports a mail. */
    public RawMessage incident(Hold hold, Incident incident, MailAddress to) {
        Incident.Report report = incident.report();
        Letter letter = letter(incident.kind() == Incident.Kind.NEAR_MISS ? "near-miss" : "incident", hold, to);
        letter.open("notice.incident-intro", Shown.plain(report.reporter()), letter.when(incident.reportedAt()));
        letter.card(hold.heldAt()).row(letter.say("notice.incident-left"),
                report.sentAt().isEmpty() ? letter.say("page.report-not-sent") : letter.when(Instant.parse(report.sentAt())))
                .row(letter.say("notice.incident-id"), incident.id())
                .row(letter.say("notice.incident-department"), Shown.line(report.department()))
                .row(letter.say("notice.incident-facts"), Shown.line(report.facts()))
                .row(letter.say("notice.incident-effects"), Shown.line(report.effects()))
                .row(letter.say("notice.incident-measures"), Shown.line(report.measures()));
        return mime.notice(letter.seen(hold.nudges()).audience(hold).close("notice.incident-close").view(), to);
    }

    /** What stands in a mail where an attachment was left out. */
    public String leftOut(List<String> names, String language) {
        return desk.texts().text(Texts.known(language), "notice.left-out",
                names.stream().map(Shown::line).collect(java.util.stream.Collectors.joining(", ")));
    }

    /** Receipt of a mail that went out at once with its addresses hidden. */
    public RawMessage hidden(Facts facts, List<Nudge> nudges, String language, MailAddress to) {
        Letter letter = new Letter(desk, "hidden", language, facts, to, facts.message().messageId()).open("notice.hidden-intro");
        return mime.notice(letter.card(desk.clock().instant()).seen(nudges).close("notice.hidden-note").view(), to);
    }

    /** The warning bounce: an explanation, and the original attached as a draft; sending it again within the hour means "I am sure". */
    public RawMessage returned(Facts facts, List<Nudge> nudges, String language, RawMessage original, MailAddress to) {
        Letter letter = new Letter(desk, "returned", language, facts, to, facts.message().messageId()).open("notice.returned-intro");
        letter.card(desk.clock().instant()).seen(nudges).close("notice.returned-change").close("notice.returned-again").askFirst()
                .story(facts.message().messageId());
        return mime.noticeWithDraft(letter.view(), to, original, letter.draftName());
    }

    private Letter letter(String kind, Hold hold, MailAddress to) {
        return new Letter(desk, kind, hold.language(), hold.facts(), to, hold.id());
    }
}
