package nl.duwtje.gateway.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import nl.duwtje.gateway.demo.Desk.Answerer;
import nl.duwtje.gateway.web.FormSite.Asked;
import nl.duwtje.gateway.web.Reply;
import nl.duwtje.rules.mail.AddressException;
import nl.duwtje.rules.mail.MailAddress;

/** The pages of the demo, {@code /nl/...} and {@code /en/...}: from a request to a reply. GET shows; POST sends a mail or an answer. */
final class StartPages {

    private static final int MOST_RECIPIENTS = 50;
    private static final int LONGEST_TEXT = 10_000;
    private static final int LONGEST_LINE = 200;
    private static final String POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; frame-src 'self';"
            + " frame-ancestors 'none'; base-uri 'none'";
    /** A notice is HTML of a mail: it may have its own styles, and nothing else; its links open beside the demo. */
    private static final String NOTICE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; frame-ancestors 'self';"
            + " base-uri 'none'; sandbox allow-popups allow-popups-to-escape-sandbox";

    private final Stage stage;
    private final Desk desk;
    private final Views views;
    private final byte[] style = style();
    private final TemplateEngine templates = TemplateEngine.createPrecompiled(null, ContentType.Html, StartPages.class.getClassLoader(),
            "nl.duwtje.gateway.jte");

    StartPages(Stage stage, Desk desk, Views views) {
        this.stage = stage;
        this.desk = desk;
        this.views = views;
    }

    Reply reply(Asked asked) {
        if (asked.path().equals("/style.css")) {
            return new Reply(200, "text/css; charset=utf-8", style, Map.of());
        }
        List<String> steps = Arrays.asList(asked.path().split("/", -1));
        if (steps.size() < 2 || !DemoTexts.LANGUAGES.contains(steps.get(1))) {
            return asked.path().equals("/") ? Reply.seeOther("/" + asked.language() + "/") : missing(asked.language());
        }
        String language = steps.get(1);
        String page = steps.size() > 2 ? steps.get(2) : "";
        return switch (page) {
            case "" -> page("start", views.start(language));
            case "ciso" -> page("ciso", views.ciso(language));
            case "write" -> write(language, steps.size() > 3 ? steps.get(3) : "");
            case "send" -> asked.isPost() ? send(language, asked.form()) : Reply.seeOther("/" + language + "/write");
            case "mail" -> mail(asked, language, steps.subList(3, steps.size()));
            default -> missing(language);
        };
    }

    private Reply write(String language, String name) {
        Letter letter = Samples.in(language).getOrDefault(name,
                new Letter(Cast.SANNE.address(), List.of(), "", "", Letter.Attachment.NONE));
        return page("write", views.write(language, letter, String.join("\n", letter.to()), ""));
    }

    private Reply send(String language, Map<String, String> form) {
        Letter sample = Samples.in(language).get(form.getOrDefault("sample", ""));
        if (sample != null) {
            return sent(language, sample);
        }
        Letter written = new Letter(Cast.of(form.getOrDefault("from", "")).address(),
                Arrays.stream(form.getOrDefault("to", "").split("[\\s,;]+")).filter(one -> !one.isEmpty()).limit(MOST_RECIPIENTS + 1)
                        .toList(),
                cut(form.getOrDefault("subject", "").replaceAll("\\s+", " "), LONGEST_LINE),
                cut(form.getOrDefault("text", ""), LONGEST_TEXT),
                Arrays.stream(Letter.Attachment.values()).filter(one -> one.name().equals(form.get("attachment"))).findFirst()
                        .orElse(Letter.Attachment.NONE));
        String wrong = wrong(written);
        if (!wrong.isEmpty()) {
            String said = wrong.startsWith("wrong-")
                    ? views.words(language).say(wrong, MOST_RECIPIENTS)
                    : views.words(language).say("wrong-address", wrong);
            return page("write", views.write(language, written, cut(form.getOrDefault("to", ""), LONGEST_TEXT), said)).status(400);
        }
        return sent(language, written);
    }

    /** A key of the texts, or the address that is none; empty when all is right. */
    private static String wrong(Letter letter) {
        if (letter.to().isEmpty()) {
            return "wrong-nobody";
        }
        if (letter.to().size() > MOST_RECIPIENTS) {
            return "wrong-many";
        }
        return letter.to().stream().filter(one -> !isAddress(one)).findFirst().map(one -> cut(one, LONGEST_LINE)).orElse("");
    }

    private static boolean isAddress(String text) {
        try {
            return !MailAddress.of(text).isNull();
        } catch (AddressException e) {
            return false;
        }
    }

    private Reply sent(String language, Letter letter) {
        int number = desk.send(letter).number();
        stage.play(number).ifPresent(play -> soon(() -> stage.awaitMore(number, 0, Desk.SOON)));
        return Reply.seeOther("/" + language + "/mail/" + number);
    }

    private Reply mail(Asked asked, String language, List<String> steps) {
        Optional<Play> play = steps.isEmpty() ? Optional.empty() : number(steps.get(0)).flatMap(stage::play);
        if (play.isEmpty()) {
            return missing(language);
        }
        if (steps.size() == 1) {
            return page("mail", views.mail(play.get(), language));
        }
        if (steps.size() == 2 && steps.get(1).equals("reply") && asked.isPost()) {
            Answerer as = Arrays.stream(Answerer.values()).filter(one -> one.name().equals(asked.form().get("as"))).findFirst()
                    .orElse(Answerer.SENDER);
            String words = cut(asked.form().getOrDefault("words", ""), LONGEST_LINE);
            soon(() -> desk.answer(play.get(), words, as));
            return Reply.seeOther("/" + language + "/mail/" + play.get().number());
        }
        if (steps.size() == 3 && steps.get(1).equals("notice")) {
            return number(steps.get(2)).flatMap(index -> notice(play.get(), index)).orElseGet(() -> missing(language));
        }
        return missing(language);
    }

    private static Optional<Reply> notice(Play play, int index) {
        List<DemoNextHop.Arrived> notices = play.notices();
        if (index < 1 || index > notices.size()) {
            return Optional.empty();
        }
        String html = ReadMail.of(notices.get(index - 1).text()).html().replaceFirst("<head>", "<head><base target=\"_blank\">");
        return Optional.of(Reply.html(200, html).with("Content-Security-Policy", NOTICE_POLICY).with("X-Frame-Options", "SAMEORIGIN"));
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[1-9][0-9]{0,8}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private Reply missing(String language) {
        return page("missing", views.frame(language, "title-missing", "/")).status(404);
    }

    private Reply page(String template, Object view) {
        StringOutput html = new StringOutput();
        templates.render("demo/" + template + ".jte", view, html);
        return Reply.html(200, html.toString()).with("Content-Security-Policy", POLICY).with("Referrer-Policy", "same-origin");
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) : text;
    }

    private interface Waiting {
        void run() throws InterruptedException;
    }

    private static void soon(Waiting waiting) {
        try {
            waiting.run();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] style() {
        try (InputStream in = StartPages.class.getResourceAsStream("demo.css")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
