package nl.duwtje.gateway.web;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import nl.duwtje.gateway.notice.Texts;
import nl.duwtje.gateway.signin.SignIn;
import nl.duwtje.gateway.signin.Step;
import nl.duwtje.gateway.store.Hold;
import nl.duwtje.gateway.store.Store;
import nl.duwtje.rules.mail.MailAddress;

/**
 * Stands before the pages of mail whose rule asks for sign-in ({@code answer: sign-in}): shows them and takes answers only when somebody who
 * may answer has signed in. {@code GET /sign-in/TOKEN} leads to the provider, {@code GET /signed-in} back; neither touches a hold, and the way
 * back is never taken from a request. Without a provider nothing of such mail is shown or decided.
 */
final class Entrance {

    private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);
    private static final String PAGE = "/m/";
    private static final String BEGIN = "/sign-in/";
    private static final String BACK = "/signed-in";
    /** What a token of ours looks like; what does not is nobody's. */
    private static final String TOKEN = "[0-9A-Za-z_-]{1,100}";

    private final Optional<SignIn> signIn;
    private final Rights rights;
    private final Answers answers;
    private final Texts texts;
    private final Supplier<String> baseUrl;
    private final TemplateEngine templates = TemplateEngine.createPrecompiled(null, ContentType.Html, Entrance.class.getClassLoader(),
            "nl.duwtje.gateway.jte");

    /**
     * A request, as far as it matters here.
     *
     * @param query   as sent, empty when none
     * @param cookies by name
     */
    record Visit(Pages.Asked asked, String query, Map<String, String> cookies) {}

    /** @param baseUrl what our links begin with, where the provider sends the browser back to */
    Entrance(Optional<SignIn> signIn, Rights rights, Answers answers, Texts texts, Supplier<String> baseUrl) {
        this.signIn = signIn;
        this.rights = rights;
        this.answers = answers;
        this.texts = texts;
        this.baseUrl = baseUrl;
    }

    /** What to say instead of the page; empty: go on. */
    Optional<Reply> stop(Visit visit) {
        try {
            return stopped(visit);
        } catch (RuntimeException e) {
            // the request is not logged: its path is the token
            LOG.error("who may see a page could not be found out", e);
            return Optional.of(page(503, visit, "error", ""));
        }
    }

    private Optional<Reply> stopped(Visit visit) {
        String path = visit.asked().path();
        boolean reads = !visit.asked().method().equals("POST");
        if (path.startsWith(PAGE)) {
            return rights.mayNeedSignIn()
                    ? token(path, PAGE).flatMap(answers::find).map(Store.Link::hold).filter(rights::needsSignIn)
                            .flatMap(hold -> stop(visit, hold))
                    : Optional.empty();
        }
        if (signIn.isEmpty() || !reads) {
            return Optional.empty();
        }
        if (path.equals(BACK)) {
            return Optional.of(back(visit));
        }
        return token(path, BEGIN).filter(token -> answers.find(token).isPresent()).map(token -> begin(visit, token));
    }

    /** The token in a path, or in the first step of what is behind it. */
    private static Optional<String> token(String path, String prefix) {
        String rest = path.startsWith(prefix) ? path.substring(prefix.length()) : "";
        String token = rest.indexOf('/') < 0 ? rest : rest.substring(0, rest.indexOf('/'));
        return token.matches(TOKEN) ? Optional.of(token) : Optional.empty();
    }

    private Optional<Reply> stop(Visit visit, Hold hold) {
        if (signIn.isEmpty()) {
            LOG.error("hold {} needs sign-in and sign-in is not set up: nothing can be answered", hold.id());
            return Optional.of(page(503, visit, "sign-in-away", ""));
        }
        String session = visit.cookies().getOrDefault(cookie("session"), "");
        Set<MailAddress> mailboxes = signIn.get().mailboxes(session);
        if (mailboxes.stream().anyMatch(mailbox -> rights.mayAnswer(hold, mailbox))) {
            return Optional.empty();
        }
        boolean reads = !visit.asked().method().equals("POST");
        String link = BEGIN + token(visit.asked().path(), PAGE).orElse("");
        return Optional.of(signIn.get().isSession(session)
                ? page(403, visit, "sign-in-other", link)
                : page(reads ? 200 : 403, visit, "sign-in", link));
    }

    private Reply begin(Visit visit, String token) {
        boolean anew = signIn.get().isSession(visit.cookies().getOrDefault(cookie("session"), ""));
        return switch (signIn.get().begin(callback(), token, anew)) {
            case Step.ToProvider to -> Reply.seeOther(to.at().toString()).with("Set-Cookie",
                    setCookie("sign-in", to.cookie(), signIn.get().underWay()));
            case Step.Away away -> page(503, visit, "sign-in-away", BEGIN + token);
            case Step.Refused refused -> page(403, visit, "sign-in-failed", BEGIN + token);
            case Step.SignedIn done -> throw new IllegalStateException("nobody can have signed in yet");
        };
    }

    private Reply back(Visit visit) {
        URI returned;
        try {
            returned = URI.create(callback() + "?" + visit.query());
        } catch (IllegalArgumentException notReadable) {
            return page(403, visit, "sign-in-failed", "");
        }
        return switch (signIn.get().finish(callback(), returned, visit.cookies().getOrDefault(cookie("sign-in"), ""))) {
            case Step.SignedIn done -> Reply.seeOther(base() + PAGE + done.forWhat()).with("Set-Cookie",
                    setCookie("session", done.cookie(), signIn.get().session()));
            case Step.Away away -> page(503, visit, "sign-in-away", "");
            case Step.Refused refused -> {
                LOG.warn("sign-in: refused: {}", refused.why());
                yield page(403, visit, "sign-in-failed", "");
            }
            case Step.ToProvider again -> throw new IllegalStateException("a sign-in that ends does not begin");
        };
    }

    private URI callback() {
        return URI.create(baseUrl.get() + BACK);
    }

    private String base() {
        return Optional.ofNullable(URI.create(baseUrl.get()).getRawPath()).orElse("");
    }

    private boolean isSecure() {
        return baseUrl.get().startsWith("https:");
    }

    /** With the prefix that keeps other hosts of the same site from setting it (RFC 6265bis section 4.1.3.2). */
    private String cookie(String name) {
        return (isSecure() ? "__Host-" : "") + "duwtje-" + name;
    }

    /** Lax, not Strict: people come from a mail, and back from the provider. No answer is ever taken from another site's form. */
    private String setCookie(String name, String value, Duration age) {
        return cookie(name) + "=" + value + "; Path=/; Max-Age=" + age.toSeconds() + "; HttpOnly; SameSite=Lax"
                + (isSecure() ? "; Secure" : "");
    }

    private Reply page(int status, Visit visit, String name, String link) {
        String language = Texts.known(
                Texts.LANGUAGES.contains(visit.asked().lang()) ? visit.asked().lang() : visit.asked().accepted());
        Words words = (key, values) -> texts.text(language, key, values);
        StringOutput html = new StringOutput();
        templates.render("sign-in.jte", new SignInView(language, base(), words.say("page.title-" + name), words.say("page.text-" + name),
                link.isEmpty() ? "" : base() + link, words.say(name.equals("sign-in-other") ? "page.sign-in-anew" : "page.sign-in"), words),
                html);
        return Reply.html(status, html.toString());
    }
}
