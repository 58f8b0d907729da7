package nl.duwtje.gateway.web;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import nl.duwtje.gateway.directory.Person;
import nl.duwtje.gateway.notice.ActQuestion;
import nl.duwtje.gateway.notice.Audience;
import nl.duwtje.gateway.notice.Offered;
import nl.duwtje.gateway.notice.Picture;
import nl.duwtje.gateway.notice.Shown;
import nl.duwtje.gateway.notice.Story;
import nl.duwtje.gateway.notice.Texts;
import nl.duwtje.gateway.notice.When;
import nl.duwtje.gateway.store.Choice;
import nl.duwtje.gateway.store.Hold;
import nl.duwtje.gateway.store.HoldState;
import nl.duwtje.gateway.store.Trust;
import nl.duwtje.gateway.web.Answers.Visit;
import nl.duwtje.gateway.web.PageView.AsIs;
import nl.duwtje.gateway.web.PageView.Offer;
import nl.duwtje.gateway.web.PageView.Oops;
import nl.duwtje.gateway.web.PageView.Reason;
import nl.duwtje.rules.PolicySettings.Act;
import nl.duwtje.rules.PolicySettings.Justification;
import nl.duwtje.rules.fact.PersonalData;
import nl.duwtje.rules.fact.Recipient;

/** One hold as a page, by its state: waiting, about to leave, decided, or expired and still to be sent; and its report. */
final class HoldPage {

    private static final int MAX_DOMAINS = 12;
    private static final int MAX_ADDRESSES = 10;
    private static final int MAX_FINDINGS = 12;
    private static final int MAX_TRUSTS = 50;
    /** What stands in the list of reasons: {@code page.reason-WORD}. */
    static final List<String> REASONS = List.of("expected", "agreed", "not-personal", "known", "other");

    /** Who looks, and how: what the page needs beside the hold. {@code path} is where the page is, {@code useful} what its link said. */
    record Looking(Visit visit, Person person, Story story, String path, String useful, List<Trust> trusts) {}

    private final Texts texts;
    private final ZoneId zone;
    private final String base;
    private final Hold hold;
    private final String language;
    private final Looking looking;

    HoldPage(Texts texts, ZoneId zone, String base, Hold hold, String language, Looking looking) {
        this.texts = texts;
        this.zone = zone;
        this.base = base;
        this.hold = hold;
        this.language = language;
        this.looking = looking;
    }

    /** @param notes said above everything: "that choice we do not know" */
    PageView view(List<String> notes) {
        return switch (hold.state()) {
            case HELD -> open(notes, looking.visit().ambassador() ? "ask" : "held", List.of(say("page.until", when(hold.expiresAt()))));
            case EXPIRED -> open(notes, "expired",
                    When.isSayable(hold.purgeAt()) ? List.of(say("notice.expired-until", when(hold.purgeAt()))) : List.of());
            case RELEASED, AMENDED, CANCELLED -> closed(notes);
        };
    }

    private PageView open(List<String> notes, String name, List<String> closing) {
        List<String> lead = new ArrayList<>(List.of(say("page.lead-" + name)));
        if (hold.together().siblings() > 0) {
            lead.add(say("notice.held-parts", hold.recipients(), hold.together().siblings() + 1));
        }
        boolean asked = Choice.ASK_AMBASSADOR.written().equals(hold.answer().choice());
        if (asked && !looking.visit().ambassador()) {
            lead.add(say("page.asked-ambassador", looking.person().ambassador().name(), when(hold.answer().at())));
        }
        List<Choice> choices = Offered.of(hold, looking.visit().canAsk());
        return new PageView(top("ask", name, notes), lead, details(true),
                choices.stream().filter(choice -> choice != Choice.SEND).map(choice -> offer(choice, choices.get(0))).toList(),
                asIs(offer(Choice.SEND, choices.get(0))), closing, Oops.NONE, looking.visit().ambassador() ? "" : askFirst(), useful(),
                looking.story(), trusted());
    }

    private PageView closed(List<String> notes) {
        boolean leaving = looking.visit().canUndo(hold);
        List<String> closing = new ArrayList<>();
        looking.visit().incident()
                .ifPresent(report -> closing.add(say("page.report-done", when(report.reportedAt()), report.id())));
        if (!leaving) {
            closing.add(say("page.decided-close"));
        }
        return new PageView(top("done", leaving ? "leaving" : "decided", notes), decided(leaving), details(false), List.of(), AsIs.NONE,
                closing, oops(leaving), "", useful(), Story.NONE, trusted());
    }

    private List<PageView.Trusted> trusted() {
        return looking.visit().ambassador()
                ? List.of()
                : looking.trusts().stream().limit(MAX_TRUSTS).map(trust -> new PageView.Trusted(trust.kind(), trust.domain(),
                        say("page.trust-line", Shown.line(trust.domain()), when(trust.until()), Shown.line(trust.kind())))).toList();
    }

    private PageView.Top top(String tone, String name, List<String> notes) {
        return new PageView.Top(language, base, tone, say("page.title-" + name), notes, this::say);
    }

    private PageView.Useful useful() {
        return looking.visit().rated() || looking.visit().ambassador() ? PageView.Useful.NONE : new PageView.Useful(true, looking.useful());
    }

    private String askFirst() {
        return looking.person().ambassador().isPresent()
                ? say("notice.ambassador", looking.person().ambassador().name(), looking.person().ambassador().contact())
                : "";
    }

    private List<String> decided(boolean leaving) {
        Choice choice = Choice.of(hold.answer().choice()).orElse(switch (hold.state()) {
            case CANCELLED -> Choice.CANCEL;
            case AMENDED -> Choice.SEND_HIDDEN;
            default -> Choice.SEND;
        });
        List<String> lines = new ArrayList<>();
        lines.add(say("page.decided-" + choice.written()));
        if (leaving) {
            lines.add(say("page.leaving-until", when(hold.answer().undoUntil())));
        }
        if (choice != Choice.SEND) {
            lines.add(say("page.decided-thanks"));
        }
        if (hold.answer().by().equals("ambassador") && !looking.visit().ambassador()) {
            lines.add(say("notice.by-ambassador"));
        }
        lines.add(say("page.decided-when", when(hold.answer().at())));
        return lines;
    }

    /** The same button before and after it has left: first it stops the mail, then it opens the report. */
    private Oops oops(boolean leaving) {
        if (leaving) {
            return new Oops(true, "", say("page.undo"), say("page.undo-why"));
        }
        if (looking.visit().incident().isPresent()) {
            return Oops.NONE;
        }
        String name = hold.state() == HoldState.CANCELLED ? "page.report-near" : "page.report";
        return new Oops(false, looking.path() + "/report?lang=" + language, say(name), say("page.report-why"));
    }

    private Offer offer(Choice choice, Choice first) {
        String label = choice == Choice.SEND && hold.state() == HoldState.EXPIRED ? "send-after-all" : choice.written();
        return new Offer(choice.written(), say("page." + label), why(choice), choice == first);
    }

    private String why(Choice choice) {
        return switch (choice) {
            case SEND_WITHOUT_ATTACHMENT ->
                say("page.send-without-attachment-why",
                        Offered.attachments(hold).stream().map(Shown::line).collect(Collectors.joining(", ")));
            case SEND_INSIDE_ONLY -> Offered.waitingInsiders(hold).isEmpty()
                    ? say("page.send-inside-only-had", Offered.insiders(hold))
                    : say("page.send-inside-only-why", Offered.insiders(hold));
            case ASK_AMBASSADOR -> say("page.ask-ambassador-why", looking.person().ambassador().name());
            default -> say("page." + choice.written() + "-why");
        };
    }

    private AsIs asIs(Offer offer) {
        Optional<ActQuestion> question = looking.visit().act() == Act.NONE ? Optional.empty() : ActQuestion.of(hold);
        Justification justification = looking.visit().justification();
        return new AsIs(offer, question.map(asked -> say("page.act-" + asked.key())).orElse(""),
                question.map(ActQuestion::options).orElse(List.of()),
                justification == Justification.CHOOSE
                        ? REASONS.stream().map(reason -> new Reason(reason, say("page.reason-" + reason))).toList()
                        : List.of(),
                justification == Justification.TEXT);
    }

    private PageView.Details details(boolean all) {
        return new PageView.Details(subject(), sent(), all ? texts.sentences(hold.nudges(), language) : List.of(),
                all ? picture() : Picture.NONE,
                all ? hold.facts().personalData().stream().limit(MAX_FINDINGS).map(this::finding).toList() : List.of());
    }

    private Picture picture() {
        return Picture.of(Audience.of(hold.facts(), hold.envelope(), MAX_DOMAINS, MAX_ADDRESSES), hold.facts().recipients().size(),
                say("notice.audience-heading"), texts, language);
    }

    private String subject() {
        String subject = Shown.line(hold.facts().message().subject());
        return subject.isEmpty() ? say("notice.no-subject") : subject;
    }

    private String sent() {
        return when(When.written(hold.facts().message().date(), hold.heldAt()));
    }

    private PageView.Finding finding(PersonalData data) {
        String where = switch (data.place()) {
            case SUBJECT -> say("page.place-subject");
            case BODY -> say("page.place-body");
            case MESSAGE -> say("page.place-message");
            case ATTACHMENT -> Shown.line(texts.place(language, data.where()));
        };
        return new PageView.Finding(texts.counted(language, data), where,
                Shown.line(data.sample()));
    }

    /** The form for a report, filled in as far as we know. */
    ReportView report(List<String> notes) {
        boolean sent = hold.state() != HoldState.CANCELLED;
        String people = hold.facts().recipients().stream().filter(Recipient::isOutside).map(one -> Shown.plain(one.address()))
                .limit(MAX_ADDRESSES).collect(Collectors.joining(", "));
        long more = hold.facts().recipients().stream().filter(Recipient::isOutside).count() - MAX_ADDRESSES;
        return new ReportView(top("ask", "report", notes), Stream.of(known("notice.subject-label", subject()),
                known("page.report-who", Shown.plain(hold.envelope().reversePath().text())),
                known("page.report-when", sent ? when(hold.answer().at()) : say("page.report-not-sent")),
                known("notice.recipients-heading", more > 0 ? people + " " + say("notice.audience-more", more) : people)).toList(),
                texts.sentences(hold.nudges(), language), !sent, looking.path() + "?lang=" + language);
    }

    private ReportView.Known known(String label, String value) {
        return new ReportView.Known(say(label), value);
    }

    private String when(Instant moment) {
        return When.said(moment, zone, language);
    }

    private String say(String key, Object... values) {
        return texts.text(language, key, values);
    }
}
