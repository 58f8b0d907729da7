package nl.duwtje.gateway.web;

import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import nl.duwtje.gateway.directory.Person;
import nl.duwtje.gateway.notice.Stories;
import nl.duwtje.gateway.notice.Texts;
import nl.duwtje.gateway.store.Choice;
import nl.duwtje.gateway.store.Hold;
import nl.duwtje.gateway.store.HoldState;
import nl.duwtje.gateway.store.Incident;
import nl.duwtje.gateway.store.Store;

/** From a request's words to a reply: which page, which answer. Knows no socket. GET never changes anything. */
final class Pages {

    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);
    private static final String PREFIX = "/m/";
    private static final String REPORT = "/report";
    /** Longer than any token of ours; what is longer is cut before it is looked up, and so found by nobody. */
    private static final int MAX_TOKEN = 100;
    private static final int MAX_TOLD = 2_000;

    /**
     * What was asked.
     *
     * @param method   GET, HEAD or POST are answered
     * @param path     decoded
     * @param query    its fields
     * @param accepted the first language of Accept-Language that is ours, else Dutch
     * @param form     its fields; those given twice are left out
     */
    record Asked(String method, String path, Map<String, String> query, String accepted, Map<String, String> form) {

        String field(String name) {
            return form.getOrDefault(name, "");
        }

        String lang() {
            return query.getOrDefault("lang", "");
        }

        /** Whether the query says that there was an earlier answer. */
        boolean earlier() {
            return query.containsKey("earlier");
        }

        /** What happened just before, by the key of its words. */
        String said() {
            return query.getOrDefault("said", "");
        }

        boolean reads() {
            return method.equals("GET") || method.equals("HEAD");
        }
    }

    private final Answers answers;
    private final Texts texts;
    private final Stories stories;
    private final ZoneId zone;
    private final String base;
    private final byte[] style;
    private final TemplateEngine templates = TemplateEngine.createPrecompiled(null, ContentType.Html, Pages.class.getClassLoader(),
            "nl.duwtje.gateway.jte");

    Pages(Answers answers, Texts texts, Stories stories, ZoneId zone, String baseUrl, byte[] style) {
        this.answers = answers;
        this.texts = texts;
        this.stories = stories;
        this.zone = zone;
        this.base = baseUrl.isEmpty() ? "" : Optional.ofNullable(URI.create(baseUrl).getRawPath()).orElse("");
        this.style = style;
    }

    Reply reply(Asked asked) {
        try {
            return route(asked);
        } catch (RuntimeException e) {
            // the request is not logged: its path is the token
            LOG.error("a page could not be made", e);
            return words(503, asked, "error");
        }
    }

    private Reply route(Asked asked) {
        String path = asked.path();
        boolean report = path.startsWith(PREFIX) && path.endsWith(REPORT);
        String rest = report ? path.substring(0, path.length() - REPORT.length()) : path;
        if (rest.startsWith(PREFIX) && rest.indexOf('/', PREFIX.length()) < 0) {
            return about(asked, rest.substring(PREFIX.length()), report);
        }
        if (!asked.reads()) {
            return words(405, asked, "method").with("Allow", "GET, HEAD");
        }
        return switch (path) {
            case "/" -> words(200, asked, "home");
            case "/style.css" ->
                new Reply(200, "text/css; charset=utf-8", style, Map.of("Cache-Control", "public, max-age=3600"));
            default -> words(404, asked, "not-found");
        };
    }

    private Reply about(Asked asked, String token, boolean report) {
        if (!asked.reads() && !asked.method().equals("POST")) {
            return words(405, asked, "method").with("Allow", "GET, HEAD, POST");
        }
        Optional<Store.Link> found = answers.find(cut(token));
        if (found.isEmpty()) {
            return words(404, asked, "not-found");
        }
        Hold hold = found.get().hold();
        boolean onList = !hold.together().list().isEmpty(); // also when the link leads to it alone
        List<Hold> list = onList ? answers.list(cut(token)) : List.of();
        if (!list.isEmpty()) {
            return asked.reads() ? list(200, asked, list, List.of()) : fromList(asked, token, found.get(), list);
        }
        if (report) {
            return asked.reads() ? showReport(asked, token, hold) : report(asked, token);
        }
        if (asked.reads()) {
            return page(200, hold(asked, token, hold).view(notes(asked, token, hold)));
        }
        if (asked.form().containsKey("distrust")) {
            answers.distrust(cut(token), asked.field("distrust"), asked.field("domain"));
            return back(asked, token, "");
        }
        return asked.form().containsKey("useful") ? rate(asked, token, hold) : answer(asked, token, found.get());
    }

    private Reply list(int status, Asked asked, List<Hold> list, List<String> notes) {
        StringOutput html = new StringOutput();
        templates.render("list.jte", new ListPage(texts, base, list, language(asked, list.get(0))).view(notes), html);
        return Reply.html(status, html.toString());
    }

    /** A choice for all that still wait, or one of them is opened: by a link of its own. */
    private Reply fromList(Asked asked, String token, Store.Link link, List<Hold> list) {
        if (asked.form().containsKey("open")) {
            return answers.tokenFor(cut(token), asked.field("open")).map(own -> back(asked, own, ""))
                    .orElseGet(() -> words(404, asked, "not-found"));
        }
        Optional<Choice> choice = Choice.of(asked.field("choice")).filter(one -> one != Choice.ASK_AMBASSADOR);
        Optional<Answers.Answered> answered = choice.map(one -> answers.answer(link,
                new Answers.Given(one, asked.field("undo").equals("yes"), "", asked.field("reason"))));
        if (answered.isEmpty()) {
            return list(400, asked, list, List.of(texts.text(language(asked, list.get(0)), "page.text-bad-choice")));
        }
        return answered.get().again() == Answers.Again.NO
                ? back(asked, token, "")
                : list(422, asked, list, List.of(texts.text(language(asked, list.get(0)), "page.list-one-by-one")));
    }

    /** What is said above a page about what happened just before, as far as that is so. */
    private List<String> notes(Asked asked, String token, Hold hold) {
        boolean waits = hold.state() == HoldState.HELD || hold.state() == HoldState.EXPIRED;
        String key = asked.earlier() && !waits ? "decided-before" : switch (asked.said()) {
            case "undone" -> waits ? "undone" : "";
            case "undo-late" -> waits ? "" : "undo-late";
            case "useful-thanks" -> answers.visit(cut(token), hold).rated() ? "useful-thanks" : "";
            case "reported" -> answers.visit(cut(token), hold).incident().isPresent() ? "reported" : "";
            default -> "";
        };
        return key.isEmpty() ? List.of() : List.of(texts.text(language(asked, hold), "page." + key));
    }

    private Reply answer(Asked asked, String token, Store.Link link) {
        if (asked.field("choice").equals("undo")) {
            boolean stopped = answers.undo(cut(token)).filter(Answers.Answered::decidedNow).isPresent();
            return stopped ? back(asked, token, "said=undone") : back(asked, token + REPORT, "said=undo-late");
        }
        Optional<Choice> choice = Choice.of(asked.field("choice"));
        if (choice.isEmpty()) {
            return again(400, asked, token, link.hold(), "page.title-bad-choice", "page.text-bad-choice");
        }
        Answers.Answered answered = answers.answer(link,
                new Answers.Given(choice.get(), asked.field("undo").equals("yes"), asked.field("act"), asked.field("reason")));
        Hold now = answered.hold();
        return switch (answered.again()) {
            case NO -> back(asked, token, answered.decidedNow() ? "" : "earlier=1");
            case ACT_WRONG -> again(422, asked, token, now, "page.act-again");
            case ACT_MISSING -> again(422, asked, token, now, "page.act-missing");
            case REASON_MISSING -> again(422, asked, token, now, "page.reason-missing");
            case NOT_OFFERED -> again(400, asked, token, now, "page.title-bad-choice", "page.text-bad-choice");
        };
    }

    /** The same page, with a word about why nothing has changed. */
    private Reply again(int status, Asked asked, String token, Hold hold, String... keys) {
        String language = language(asked, hold);
        String note = Stream.of(keys).map(key -> texts.text(language, key)).map(text -> text.endsWith(".") ? text : text + ".")
                .collect(Collectors.joining(" "));
        return page(status, hold(asked, token, hold).view(List.of(note)));
    }

    private Reply rate(Asked asked, String token, Hold hold) {
        String useful = asked.field("useful");
        if (!useful.equals("yes") && !useful.equals("no")) {
            return again(400, asked, token, hold, "page.title-bad-choice", "page.text-bad-choice");
        }
        answers.rate(cut(token), useful.equals("yes"), told(asked, "because"));
        return back(asked, token, "said=useful-thanks");
    }

    private Reply showReport(Asked asked, String token, Hold hold) {
        boolean waits = hold.state() == HoldState.HELD || hold.state() == HoldState.EXPIRED;
        if (waits || answers.visit(cut(token), hold).incident().isPresent()) {
            return page(200, hold(asked, token, hold).view(List.of()));
        }
        StringOutput html = new StringOutput();
        templates.render("report.jte", hold(asked, token, hold).report(notes(asked, token, hold)), html);
        return Reply.html(200, html.toString());
    }

    private Reply report(Asked asked, String token) {
        Incident.Kind kind = asked.field("kind").equals("near-miss") ? Incident.Kind.NEAR_MISS : Incident.Kind.INCIDENT;
        answers.report(cut(token), new Answers.Told(kind, told(asked, "facts"), told(asked, "effects"), told(asked, "measures")));
        return back(asked, token, "said=reported");
    }

    private static String told(Asked asked, String field) {
        String text = asked.field(field);
        return text.length() > MAX_TOLD ? text.substring(0, MAX_TOLD) : text;
    }

    /** To the page, so that looking again sends nothing again. */
    private Reply back(Asked asked, String path, String said) {
        String lang = asked.lang().isEmpty() ? "" : "lang=" + Texts.known(asked.lang());
        String both = lang.isEmpty() || said.isEmpty() ? lang + said : lang + "&" + said;
        return Reply.seeOther(base + PREFIX + path + (both.isEmpty() ? "" : "?" + both));
    }

    private static String cut(String token) {
        return token.length() > MAX_TOKEN ? token.substring(0, MAX_TOKEN) : token;
    }

    private HoldPage hold(Asked asked, String token, Hold hold) {
        Person person = answers.person(hold);
        String language = language(asked, hold);
        String useful = asked.query().getOrDefault("useful", "");
        return new HoldPage(texts, zone, base, hold, language, new HoldPage.Looking(answers.visit(cut(token), hold), person,
                stories.of(language, hold.id()), base + PREFIX + cut(token), useful.matches("yes|no") ? useful : "",
                answers.trusts(hold)));
    }

    private String language(Asked asked, Hold hold) {
        String theirs = answers.person(hold).language();
        return language(asked, theirs.isEmpty() ? hold.language() : theirs);
    }

    private static String language(Asked asked, String otherwise) {
        return Texts.known(Texts.LANGUAGES.contains(asked.lang()) ? asked.lang() : otherwise);
    }

    /** A page that is only words: {@code name} picks its title and text. */
    Reply words(int status, Asked asked, String name) {
        String language = language(asked, asked.accepted());
        Words words = (key, values) -> texts.text(language, key, values);
        return page(status,
                new PageView(new PageView.Top(language, base, "plain", words.say("page.title-" + name), List.of(), words),
                        List.of(words.say("page.text-" + name))));
    }

    private Reply page(int status, PageView view) {
        StringOutput html = new StringOutput();
        templates.render("page.jte", view, html);
        return Reply.html(status, html.toString());
    }
}
