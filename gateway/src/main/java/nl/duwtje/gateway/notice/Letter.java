package nl.duwtje.gateway.notice;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import nl.duwtje.gateway.directory.Ambassador;
import nl.duwtje.gateway.directory.Person;
import nl.duwtje.gateway.store.Choice;
import nl.duwtje.gateway.store.Hold;
import nl.duwtje.rules.decision.Nudge;
import nl.duwtje.rules.fact.Facts;
import nl.duwtje.rules.mail.ForwardPath;
import nl.duwtje.rules.mail.MailAddress;

/** One notice while it is being written. For one thread. */
final class Letter {

    private static final int MAX_DOMAINS = 6;
    private static final int MAX_ADDRESSES = 5;
    private static final int MAX_MAILS = 20;

    /** What every letter is written with. */
    record Desk(Texts texts, Supplier<String> baseUrl, Clock clock, NoticeWriter.Around around) {
        String when(Instant moment, String language) {
            return When.said(moment, clock.getZone(), language);
        }
    }

    private final Desk desk;
    private final String kind;
    private final String language;
    private final Look look;
    private final String subjectOfMessage;
    private final String dateOfMessage;
    private final Person reader;
    private final MailAddress to;
    private final List<String> opening = new ArrayList<>();
    private final List<NoticeView.Row> card = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();
    private final List<String> closing = new ArrayList<>();
    private Picture picture = Picture.NONE;
    private NoticeView.Button button = NoticeView.Button.NONE;
    private NoticeView.Choices choices = NoticeView.Choices.NONE;
    private NoticeView.Choices useful = NoticeView.Choices.NONE;
    private String ambassador = "";
    private Story story = Story.NONE;
    private NoticeView.ByMail byMail = NoticeView.ByMail.NONE;

    /**
     * @param kind     which subject and heading: {@code notice.KIND-subject}
     * @param language of the message, for who has no other
     * @param id       of message or hold: picks the look
     */
    Letter(Desk desk, String kind, String language, Facts facts, MailAddress to, String id) {
        this.desk = desk;
        this.kind = kind;
        this.to = to;
        this.reader = desk.around().directory().of(to);
        this.language = Texts.known(reader.language().isEmpty() ? language : reader.language());
        this.look = Look.of(id);
        this.subjectOfMessage = Shown.line(facts.message().subject());
        this.dateOfMessage = facts.message().date();
    }

    MailAddress to() {
        return to;
    }

    String say(String key, Object... values) {
        return desk.texts().text(language, key, values);
    }

    String when(Instant moment) {
        return desk.when(moment, language);
    }

    /** Above the card. */
    Letter open(String key, Object... values) {
        opening.add(say(key, values));
        return this;
    }

    /** Below everything that was seen. */
    Letter close(String key, Object... values) {
        closing.add(say(key, values));
        return this;
    }

    /** The message as its sender knows it: subject, and when it was sent by its own clock, else when it came in. */
    Letter card(Instant cameIn) {
        return row(say("notice.subject-label"), subject())
                .row(say("notice.sent-label"), desk.when(When.written(dateOfMessage, cameIn), language));
    }

    Letter row(String label, String value) {
        if (!value.isEmpty()) {
            card.add(new NoticeView.Row(label, value));
        }
        return this;
    }

    /** The first few of many, by subject and first recipient. */
    Letter mails(List<Hold> holds) {
        for (Hold hold : holds.subList(0, Math.min(MAX_MAILS, holds.size()))) {
            String title = Shown.line(hold.facts().message().subject());
            row(title.isEmpty() ? say("notice.no-subject") : title, Shown.plain(hold.envelope().recipients().get(0).address().text()));
        }
        return holds.size() > MAX_MAILS ? row("…", say("notice.list-more", holds.size() - MAX_MAILS)) : this;
    }

    String subject() {
        return subjectOfMessage.isEmpty() ? say("notice.no-subject") : subjectOfMessage;
    }

    /** A file name for the draft. */
    String draftName() {
        return DraftMessage.fileName(subjectOfMessage, say("notice.file-name"));
    }

    Letter seen(List<Nudge> nudges) {
        seen.addAll(desk.texts().sentences(nudges, language));
        return this;
    }

    /** Who got it. */
    Letter recipients(List<ForwardPath> recipients) {
        picture = Picture.of(Audience.of(recipients, MAX_DOMAINS, MAX_ADDRESSES), 0, say("notice.recipients-heading"), desk.texts(),
                language);
        return this;
    }

    /** Who would get it, and who would see whom. */
    Letter audience(Hold hold) {
        picture = Picture.of(Audience.of(hold.facts(), hold.envelope(), MAX_DOMAINS, MAX_ADDRESSES), hold.facts().recipients().size(),
                say("notice.audience-heading"), desk.texts(), language);
        return this;
    }

    Letter button(String label, String token) {
        button = new NoticeView.Button(say(label), link(token));
        return this;
    }

    private String link(String token) {
        return desk.baseUrl().get() + "/m/" + token;
    }

    /** What can be chosen, by page and by mail if answers by mail are on: for an expired mail what is left. */
    Letter choices(Hold hold, String token) {
        List<Choice> offered = offered(hold);
        choices = new NoticeView.Choices(say("notice.choices-heading"), offered.stream()
                .map(choice -> new NoticeView.Button(say("page." + choice.written()), link(token) + "#" + choice.written())).toList());
        return desk.around().byMail().test(hold) ? byMail(token, offered) : this;
    }

    private List<Choice> offered(Hold hold) {
        return Offered.of(hold, Offered.canAsk(hold, reader, to));
    }

    /** The words to answer with, if answers by mail are on. */
    Letter byMail(String token, List<Choice> offered) {
        desk.around().replies().ifPresent(address -> {
            List<NoticeView.Button> buttons = offered.stream()
                    .map(choice -> new NoticeView.Button(SpokenAnswer.word(choice, language), mailto(address, token, choice))).toList();
            String words = offered.stream().map(choice -> "“" + SpokenAnswer.word(choice, language) + "”")
                    .collect(Collectors.joining(", "));
            byMail = new NoticeView.ByMail(address.with(token), say("notice.reply-heading", words), say("notice.reply-lead"), buttons);
        });
        return this;
    }

    private String mailto(ReplyAddress address, String token, Choice choice) {
        String subject = encoded(say("notice." + kind + "-subject", subject()));
        return "mailto:" + address.mailto(token) + "?subject=" + subject + "&body=" + encoded(SpokenAnswer.word(choice, language));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Names the ambassador, if there is one. */
    Letter askFirst() {
        Ambassador person = reader.ambassador();
        ambassador = person.isPresent() ? say("notice.ambassador", person.name(), person.contact()) : "";
        return this;
    }

    Letter story(String messageOrHold) {
        story = desk.around().stories().of(language, messageOrHold);
        return this;
    }

    /** "Was this useful?": the links show the page, where a button counts. */
    Letter useful(String token) {
        useful = new NoticeView.Choices(say("notice.useful-heading"),
                List.of(new NoticeView.Button(say("page.useful-yes"), link(token) + "?useful=yes#useful"),
                        new NoticeView.Button(say("page.useful-no"), link(token) + "?useful=no#useful")));
        return this;
    }

    NoticeView view() {
        List<String> footer = new ArrayList<>(List.of(say(byMail.isPresent() ? "notice.footer-reply" : "notice.footer")));
        if (button.isPresent()) {
            footer.add(say("notice.keep-link"));
        }
        return new NoticeView(language, look, say("notice.sender-name"), say("notice." + kind + "-subject", subject()),
                say("notice." + kind + "-heading"), opening, card, say("notice.seen-heading"), seen, picture, closing, button,
                say("notice.link-alternative"), choices, footer, ambassador, say("notice.story-heading"), story, byMail, useful);
    }
}
