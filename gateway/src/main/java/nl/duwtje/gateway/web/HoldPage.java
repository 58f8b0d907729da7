package nl.duwtje.gateway.web;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import nl.duwtje.gateway.directory.Ambassador;
import nl.duwtje.gateway.notice.Audience;
import nl.duwtje.gateway.notice.Offered;
import nl.duwtje.gateway.notice.Shown;
import nl.duwtje.gateway.notice.Story;
import nl.duwtje.gateway.notice.Texts;
import nl.duwtje.gateway.notice.When;
import nl.duwtje.gateway.store.Choice;
import nl.duwtje.gateway.store.Hold;
import nl.duwtje.gateway.store.HoldState;
import nl.duwtje.rules.fact.PersonalData;

/** One hold as a page, by its state: waiting, decided, or expired and still to be sent. */
final class HoldPage {

    private static final int MAX_DOMAINS = 12;
    private static final int MAX_ADDRESSES = 10;
    private static final int MAX_FINDINGS = 12;

    private final Texts texts;
    private final ZoneId zone;
    private final String base;
    private final Hold hold;
    private final String language;
    private final Ambassador ambassador;
    private final Story story;

    HoldPage(Texts texts, ZoneId zone, String base, Hold hold, String language, Ambassador ambassador, Story story) {
        this.texts = texts;
        this.zone = zone;
        this.base = base;
        this.hold = hold;
        this.language = language;
        this.ambassador = ambassador;
        this.story = story;
    }

    /** @param notes said above everything: "that choice we do not know" */
    PageView view(List<String> notes) {
        return switch (hold.state()) {
            case HELD -> new PageView(language, base, "ask", say("page.title-held"), notes, List.of(say("page.lead-held")), details(true),
                    offers(), List.of(say("page.until", when(hold.expiresAt()))), words(), askFirst(), story);
            case EXPIRED -> new PageView(language, base, "ask", say("page.title-expired"), notes, List.of(say("page.lead-expired")),
                    details(true), offers(),
                    When.isSayable(hold.purgeAt()) ? List.of(say("notice.expired-until", when(hold.purgeAt()))) : List.of(), words(),
                    askFirst(), story);
            case RELEASED, AMENDED, CANCELLED -> new PageView(language, base, "done", say("page.title-decided"), notes, decided(),
                    details(false), List.of(), List.of(say("page.decided-close")), words());
        };
    }

    private String askFirst() {
        return ambassador.isPresent() ? say("notice.ambassador", ambassador.name(), ambassador.contact()) : "";
    }

    private List<String> decided() {
        Choice choice = Choice.of(hold.answer().choice()).orElse(switch (hold.state()) {
            case CANCELLED -> Choice.CANCEL;
            case AMENDED -> Choice.SEND_HIDDEN;
            default -> Choice.SEND;
        });
        List<String> lines = new ArrayList<>();
        lines.add(say("page.decided-" + choice.written()));
        if (choice != Choice.SEND) {
            lines.add(say("page.decided-thanks"));
        }
        lines.add(say("page.decided-when", when(hold.answer().at())));
        return lines;
    }

    private List<PageView.Offer> offers() {
        List<Choice> choices = Offered.of(hold);
        return choices.stream().map(choice -> {
            String label = choice == Choice.SEND && hold.state() == HoldState.EXPIRED ? "send-after-all" : choice.written();
            return new PageView.Offer(choice.written(), say("page." + label), say("page." + choice.written() + "-why"),
                    choice == choices.get(0));
        }).toList();
    }

    private PageView.Details details(boolean all) {
        String subject = Shown.line(hold.facts().message().subject());
        return new PageView.Details(subject.isEmpty() ? say("notice.no-subject") : subject,
                when(When.written(hold.facts().message().date(), hold.heldAt())),
                all ? texts.sentences(hold.nudges(), language) : List.of(),
                all ? Audience.of(hold.facts(), hold.envelope(), MAX_DOMAINS, MAX_ADDRESSES) : new Audience(List.of(), 0),
                all ? hold.facts().personalData().stream().limit(MAX_FINDINGS).map(this::finding).toList() : List.of());
    }

    private PageView.Finding finding(PersonalData data) {
        String where = switch (data.place()) {
            case SUBJECT -> say("page.place-subject");
            case BODY -> say("page.place-body");
            case ATTACHMENT -> Shown.line(texts.place(language, data.where()));
        };
        return new PageView.Finding(data.count() + " " + texts.name(language, "types", Shown.line(data.type()), data.count()), where,
                Shown.line(data.sample()));
    }

    private String when(Instant moment) {
        return When.said(moment, zone, language);
    }

    private String say(String key, Object... values) {
        return texts.text(language, key, values);
    }

    private Words words() {
        return this::say;
    }
}
