package nl.duwtje.gateway.web;

import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

/** From a request's words to a reply: which page, which answer. Knows no socket. GET never changes anything. */
final class Pages {

    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);
    private static final String PREFIX = "/m/";
    /** Longer than any token of ours; what is longer is cut before it is looked up, and so found by nobody. */
    private static final int MAX_TOKEN = 100;

    /**
     * What was asked.
     *
     * @param method   GET, HEAD or POST are answered
     * @param path     decoded
     * @param lang     the query's {@code lang}, empty when none
     * @param earlier  whether the query says that there was an earlier answer
     * @param accepted the first language of Accept-Language that is ours, else Dutch
     * @param choice   the form's field, empty when none
     */
    record Asked(String method, String path, String lang, boolean earlier, String accepted, String choice) {}

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
        boolean reads = asked.method().equals("GET") || asked.method().equals("HEAD");
        if (asked.path().startsWith(PREFIX) && asked.path().indexOf('/', PREFIX.length()) < 0) {
            String token = asked.path().substring(PREFIX.length());
            if (reads) {
                return show(asked, token);
            }
            return asked.method().equals("POST") ? answer(asked, token) : words(405, asked, "method").with("Allow", "GET, HEAD, POST");
        }
        if (!reads) {
            return words(405, asked, "method").with("Allow", "GET, HEAD");
        }
        return switch (asked.path()) {
            case "/" -> words(200, asked, "home");
            case "/style.css" ->
                new Reply(200, "text/css; charset=utf-8", style, Map.of("Cache-Control", "public, max-age=3600"));
            default -> words(404, asked, "not-found");
        };
    }

    private Reply show(Asked asked, String token) {
        Optional<Hold> hold = answers.find(cut(token));
        if (hold.isEmpty()) {
            return words(404, asked, "not-found");
        }
        Person person = answers.person(hold.get());
        String language = language(asked, hold.get(), person);
        boolean decided = hold.get().state() != HoldState.HELD && hold.get().state() != HoldState.EXPIRED;
        List<String> notes = asked.earlier() && decided ? List.of(texts.text(language, "page.decided-before")) : List.of();
        return page(200, hold(hold.get(), language, person).view(notes));
    }

    private Reply answer(Asked asked, String token) {
        Optional<Choice> choice = Choice.of(asked.choice());
        if (choice.isEmpty()) {
            return answers.find(cut(token)).map(hold -> unknownChoice(asked, hold)).orElseGet(() -> words(404, asked, "not-found"));
        }
        return answers.answer(cut(token), choice.get())
                .map(answered -> Reply.seeOther(base + PREFIX + token + query(asked, !answered.decidedNow())))
                .orElseGet(() -> words(404, asked, "not-found"));
    }

    private Reply unknownChoice(Asked asked, Hold hold) {
        Person person = answers.person(hold);
        String language = language(asked, hold, person);
        return page(400, hold(hold, language, person)
                .view(List.of(texts.text(language, "page.title-bad-choice") + ". " + texts.text(language, "page.text-bad-choice"))));
    }

    private static String query(Asked asked, boolean earlier) {
        String lang = asked.lang().isEmpty() ? "" : "lang=" + Texts.known(asked.lang());
        String again = earlier ? "earlier=1" : "";
        String both = lang.isEmpty() || again.isEmpty() ? lang + again : lang + "&" + again;
        return both.isEmpty() ? "" : "?" + both;
    }

    private static String cut(String token) {
        return token.length() > MAX_TOKEN ? token.substring(0, MAX_TOKEN) : token;
    }

    private HoldPage hold(Hold hold, String language, Person person) {
        return new HoldPage(texts, zone, base, hold, language, person.ambassador(), stories.of(language, hold.id()));
    }

    private static String language(Asked asked, Hold hold, Person person) {
        return language(asked, person.language().isEmpty() ? hold.language() : person.language());
    }

    private static String language(Asked asked, String otherwise) {
        return Texts.known(Texts.LANGUAGES.contains(asked.lang()) ? asked.lang() : otherwise);
    }

    /** A page that is only words: {@code name} picks its title and text. */
    Reply words(int status, Asked asked, String name) {
        String language = language(asked, asked.accepted());
        Words words = (key, values) -> texts.text(language, key, values);
        return page(status, new PageView(language, base, "plain", words.say("page.title-" + name), List.of(),
                List.of(words.say("page.text-" + name)), PageView.Details.NONE, List.of(), List.of(), words));
    }

    private Reply page(int status, PageView view) {
        StringOutput html = new StringOutput();
        templates.render("page.jte", view, html);
        return Reply.html(status, html.toString());
    }
}
