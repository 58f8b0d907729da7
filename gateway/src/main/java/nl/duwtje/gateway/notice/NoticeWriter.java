package nl.duwtje.gateway.notice;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

import nl.duwtje.gateway.directory.Ambassador;
import nl.duwtje.gateway.directory.Departments;
import nl.duwtje.gateway.directory.Directory;
import nl.duwtje.gateway.directory.Person;
import nl.duwtje.gateway.store.Choice;
import nl.duwtje.gateway.store.Hold;
import nl.duwtje.rules.decision.Action;
import nl.duwtje.rules.decision.Leg;
import nl.duwtje.rules.decision.Nudge;
import nl.duwtje.rules.fact.Facts;
import nl.duwtje.rules.mail.ForwardPath;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.RawMessage;

/**
 * Writes the mails to people: text and HTML of equal worth, from us, to be sent from the null sender. Personal data is masked and the
 * original never attached, except where a method says so. Each method gives a new message, which the caller closes. Safe for all threads.
 */
public final class NoticeWriter {

    private static final int MAX_DOMAINS = 6;
    private static final int MAX_ADDRESSES = 5;

    private final Texts texts;
    private final Supplier<String> baseUrl;
    private final Clock clock;
    private final NoticeMime mime;
    private final Around around;

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
        this.around = around;
        this.texts = texts;
        this.baseUrl = baseUrl;
        this.clock = clock;
        this.mime = new NoticeMime(from, domain, spool, clock, random);
    }

    /** What is known around a message: who its sender is and who can help, stories from practice, and where to answer by mail. */
    public record Around(Directory directory, Stories stories, Optional<ReplyAddress> replies, Predicate<Hold> byMail) {
        static final Around NOTHING = new Around(new Directory(Departments.none()), Stories.none(), Optional.empty(), hold -> true);
    }

    /** "Your mail is waiting for you", with the link to the page. */
    public RawMessage held(Hold hold, String token, MailAddress to) {
        return waiting("held", hold, token, to);
    }

    /** The one reminder of a mail that still waits. */
    public RawMessage reminder(Hold hold, String token, MailAddress to) {
        return waiting("reminder", hold, token, to);
    }

    private RawMessage waiting(String kind, Hold hold, String token, MailAddress to) {
        Letter letter = letter(kind, hold.language(), hold.facts(), to);
        letter.sayIn(letter.opening, "notice." + kind + "-intro");
        int others = hold.facts().recipients().size() - hold.envelope().recipients().size();
        if (others > 0) {
            letter.sayIn(letter.opening, "notice.already-sent", others);
        }
        letter.card(hold.heldAt()).seen(hold.nudges()).audience(Audience.of(hold.facts(), hold.envelope(), MAX_DOMAINS, MAX_ADDRESSES));
        letter.button("notice.held-button", token).byMail(hold, token);
        letter.sayIn(letter.closing, "notice.held-after");
        letter.sayIn(letter.closing, "notice.held-until", when(hold.expiresAt(), letter.language));
        letter.askFirst();
        if (kind.equals("held")) {
            letter.story(hold.id());
        }
        return mime.notice(letter.view(), to);
    }

    /** "Your mail was not sent", with a link to send it after all during the grace period. */
    public RawMessage expired(Hold hold, String token, MailAddress to) {
        Letter letter = letter("expired", hold.language(), hold.facts(), to);
        letter.sayIn(letter.opening, "notice.expired-intro");
        letter.card(hold.heldAt()).seen(hold.nudges()).button("notice.expired-button", token).byMail(hold, token);
        if (When.isSayable(hold.purgeAt())) {
            letter.sayIn(letter.closing, "notice.expired-until", when(hold.purgeAt(), letter.language));
        }
        letter.askFirst();
        return mime.notice(letter.view(), to);
    }

    /** The answer by mail was none that we know, or none that was offered: which words there are, and the link. */
    public RawMessage notUnderstood(Hold hold, String token, MailAddress to) {
        Letter letter = letter("help", hold.language(), hold.facts(), to);
        letter.sayIn(letter.opening, "notice.help-intro");
        letter.card(hold.heldAt()).button("notice.held-button", token).byMail(hold, token).askFirst();
        return mime.notice(letter.view(), to);
    }

    /** An answer by mail, about a message that asks for sign-in: nothing has changed; the link. */
    public RawMessage signInFirst(Hold hold, String token, MailAddress to) {
        Letter letter = letter("help", hold.language(), hold.facts(), to);
        letter.sayIn(letter.opening, "notice.help-sign-in");
        letter.card(hold.heldAt()).button("notice.held-button", token).askFirst();
        return mime.notice(letter.view(), to);
    }

    /** The answer by mail came when it had been decided: nothing has changed. */
    public RawMessage tooLate(Hold hold, MailAddress to) {
        Letter letter = letter("late", hold.language(), hold.facts(), to);
        letter.sayIn(letter.opening, "notice.late-intro");
        Choice.of(hold.answer().choice()).ifPresent(choice -> letter.sayIn(letter.opening, "page.decided-" + choice.written()));
        letter.card(hold.heldAt()).askFirst();
        return mime.notice(letter.view(), to);
    }

    /**
     * What went out after the sender's answer; thanks when addresses were hidden.
     *
     * @param wentOut the legs as they were carried out
     */
    public RawMessage released(Hold hold, List<Leg> wentOut, MailAddress to) {
        Letter letter = letter("released", hold.language(), hold.facts(), to);
        boolean hidden = false;
        for (Leg leg : wentOut) {
            String how = has(leg, Action.OneByOne.class) ? "one-by-one" : has(leg, Action.HideRecipients.class) ? "hidden" : "as-is";
            hidden |= !how.equals("as-is");
            letter.sayIn(letter.opening, "notice.released-" + how, leg.recipients().size());
        }
        letter.card(hold.heldAt()).recipients(wentOut.stream().flatMap(leg -> leg.recipients().stream()).toList());
        if (hidden) {
            letter.sayIn(letter.closing, "notice.thanks-hidden");
        }
        return mime.notice(letter.view(), to);
    }

    private static boolean has(Leg leg, Class<? extends Action> action) {
        return leg.actions().stream().anyMatch(action::isInstance);
    }

    /** The mail that was taken back, attached as a draft that Outlook opens for editing. */
    public RawMessage cancelled(Hold hold, RawMessage original, MailAddress to) {
        Letter letter = letter("cancelled", hold.language(), hold.facts(), to);
        letter.sayIn(letter.opening, "notice.cancelled-intro").sayIn(letter.opening, "notice.cancelled-how");
        letter.card(hold.heldAt());
        letter.sayIn(letter.closing, "notice.cancelled-thanks");
        return mime.noticeWithDraft(letter.view(), to, original, draftName(letter));
    }

    /** Receipt of a mail that went out at once with its addresses hidden. */
    public RawMessage hidden(Facts facts, List<Nudge> nudges, String language, MailAddress to) {
        Letter letter = letter("hidden", language, facts, to);
        letter.sayIn(letter.opening, "notice.hidden-intro");
        letter.card(clock.instant()).seen(nudges);
        letter.sayIn(letter.closing, "notice.hidden-note");
        return mime.notice(letter.view(), to);
    }

    /** The warning bounce: an explanation, and the original attached as a draft; sending it again within the hour means "I am sure". */
    public RawMessage returned(Facts facts, List<Nudge> nudges, String language, RawMessage original, MailAddress to) {
        Letter letter = letter("returned", language, facts, to);
        letter.sayIn(letter.opening, "notice.returned-intro");
        letter.card(clock.instant()).seen(nudges);
        letter.sayIn(letter.closing, "notice.returned-change").sayIn(letter.closing, "notice.returned-again");
        letter.askFirst().story(facts.message().messageId());
        return mime.noticeWithDraft(letter.view(), to, original, draftName(letter));
    }

    private String when(Instant moment, String language) {
        return When.said(moment, clock.getZone(), language);
    }

    private static String draftName(Letter letter) {
        return DraftMessage.fileName(letter.subjectOfMessage, letter.say("notice.file-name"));
    }

    /** In the reader's language when we know it, else in the message's own. */
    private Letter letter(String kind, String language, Facts facts, MailAddress to) {
        Person reader = around.directory().of(to);
        return new Letter(kind, Texts.known(reader.language().isEmpty() ? language : reader.language()), facts, reader);
    }

    /** One notice while it is being written. */
    private final class Letter {
        private final String kind;
        private final String language;
        private final String subjectOfMessage;
        private final String dateOfMessage;
        private final List<String> opening = new ArrayList<>();
        private final List<NoticeView.Row> card = new ArrayList<>();
        private final List<String> seen = new ArrayList<>();
        private final List<NoticeView.Row> audience = new ArrayList<>();
        private final List<String> closing = new ArrayList<>();
        private String audienceHeading = "notice.audience-heading";
        private NoticeView.Button button = NoticeView.Button.NONE;
        private final Person reader;
        private String ambassador = "";
        private Story story = Story.NONE;
        private NoticeView.ByMail byMail = NoticeView.ByMail.NONE;

        Letter(String kind, String language, Facts facts, Person reader) {
            this.reader = reader;
            this.kind = kind;
            this.language = language;
            this.subjectOfMessage = Shown.line(facts.message().subject());
            this.dateOfMessage = facts.message().date();
        }

        String say(String key, Object... values) {
            return texts.text(language, key, values);
        }

        Letter sayIn(List<String> paragraphs, String key, Object... values) {
            paragraphs.add(say(key, values));
            return this;
        }

        /** The message as its sender knows it: subject, and when it was sent by its own clock, else when it came in. */
        Letter card(Instant cameIn) {
            card.add(new NoticeView.Row(say("notice.subject-label"), subject()));
            card.add(new NoticeView.Row(say("notice.sent-label"), when(When.written(dateOfMessage, cameIn), language)));
            return this;
        }

        private String subject() {
            return subjectOfMessage.isEmpty() ? say("notice.no-subject") : subjectOfMessage;
        }

        Letter seen(List<Nudge> nudges) {
            seen.addAll(texts.sentences(nudges, language));
            return this;
        }

        Letter recipients(List<ForwardPath> recipients) {
            audienceHeading = "notice.recipients-heading";
            return audience(Audience.of(recipients, MAX_DOMAINS, MAX_ADDRESSES));
        }

        Letter audience(Audience people) {
            for (Audience.Group group : people.groups()) {
                String addresses = String.join(", ", group.addresses());
                audience.add(new NoticeView.Row(group.domain(),
                        group.more() == 0 ? addresses : addresses + " " + say("notice.audience-more", group.more())));
            }
            if (people.moreDomains() > 0) {
                audience.add(new NoticeView.Row(say("notice.audience-more-domains", people.moreDomains()), ""));
            }
            return this;
        }

        Letter button(String label, String token) {
            button = new NoticeView.Button(say(label), baseUrl.get() + "/m/" + token);
            return this;
        }

        /** Names the ambassador, if there is one. */
        Letter askFirst() {
            Ambassador person = reader.ambassador();
            ambassador = person.isPresent() ? say("notice.ambassador", person.name(), person.contact()) : "";
            return this;
        }

        /** The words to answer with, if answers by mail are on: for an expired mail those that are left. */
        Letter byMail(Hold hold, String token) {
            around.replies().filter(ours -> around.byMail().test(hold)).ifPresent(address -> {
                List<Choice> offered = Offered.of(hold);
                List<NoticeView.Button> buttons = offered.stream()
                        .map(choice -> new NoticeView.Button(say("page." + choice.written()), mailto(address, token, choice))).toList();
                String words = offered.stream().map(choice -> "“" + SpokenAnswer.word(choice, language) + "”")
                        .collect(Collectors.joining(", "));
                byMail = new NoticeView.ByMail(address.with(token), say("notice.reply-heading", words), buttons);
            });
            return this;
        }

        private String mailto(ReplyAddress address, String token, Choice choice) {
            String subject = URLEncoder.encode(say("notice." + kind + "-subject", subject()), StandardCharsets.UTF_8).replace("+", "%20");
            return "mailto:" + address.mailto(token) + "?subject=" + subject + "&body=" + SpokenAnswer.word(choice, language);
        }

        Letter story(String messageOrHold) {
            story = around.stories().of(language, messageOrHold);
            return this;
        }

        NoticeView view() {
            List<String> footer = new ArrayList<>(List.of(say(byMail.isPresent() ? "notice.footer-reply" : "notice.footer")));
            if (button.isPresent()) {
                footer.add(say("notice.keep-link"));
            }
            return new NoticeView(language, say("notice.sender-name"), say("notice." + kind + "-subject", subject()),
                    say("notice." + kind + "-heading"), opening,
                    card, say("notice.seen-heading"), seen, say(audienceHeading), audience, closing, button,
                    say("notice.link-alternative"), footer, ambassador, say("notice.story-heading"), story, byMail);
        }
    }
}
