package nl.duwtje.gateway.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import nl.duwtje.gateway.demo.DemoView.Fired;
import nl.duwtje.gateway.demo.DemoView.Frame;
import nl.duwtje.gateway.notice.Texts;
import nl.duwtje.gateway.store.Hold;
import nl.duwtje.gateway.web.Words;
import nl.duwtje.rules.RuleInfo;
import nl.duwtje.rules.decision.Nudge;
import nl.duwtje.rules.decision.Nudge.Effect;

/** From what happened to what the pages show. Changes nothing. */
final class Views {

    private static final int MOST_COPIES = 2;

    private final Stage stage;
    private final Desk desk;
    private final Texts texts = Texts.shipped();
    private final DemoTexts words = new DemoTexts();
    private final String smtp;
    private final String metrics;

    /** Where a mail is on its way. */
    private enum Fate {
        PASSED, CHANGED, WAITS, EXPIRED, SENT, SENT_HIDDEN, TAKEN_BACK, RETURNED, REFUSED
    }

    Views(Stage stage, Desk desk, String smtp, String metrics) {
        this.stage = stage;
        this.desk = desk;
        this.smtp = smtp;
        this.metrics = metrics;
    }

    Words words(String language) {
        return words.in(language);
    }

    Frame frame(String language, String title, String path, Object... values) {
        Words in = words.in(language);
        return new Frame(language, in.say(title, values), path, in);
    }

    DemoView.Start start(String language) {
        Frame frame = frame(language, "title-start", "/");
        List<DemoView.Sample> samples = new ArrayList<>();
        Samples.in(language).forEach((name, letter) -> samples
                .add(new DemoView.Sample(name, letter.subject(), frame.say("sample-" + name), Cast.of(letter.from()).firstName())));
        return new DemoView.Start(frame, samples, stage.all().stream().map(play -> line(play, language)).toList(),
                stage.byHand(), smtp, metrics);
    }

    private DemoView.Line line(Play play, String language) {
        return new DemoView.Line(play.number(), play.letter().subject(), Cast.of(play.letter().from()).firstName(),
                words.in(language).say("fate-" + fate(play)));
    }

    DemoView.Mail mail(Play play, String language) {
        Frame frame = frame(language, "title-mail", "/mail/" + play.number(), play.letter().subject());
        Cast who = Cast.of(play.letter().from());
        List<ReadMail> notices = play.notices().stream().map(one -> ReadMail.of(one.text())).toList();
        List<DemoView.Copy> copies = play.copies().stream().limit(MOST_COPIES)
                .map(one -> Compared.of(play.mail(), one, frame.words())).toList();
        Fate fate = fate(play);
        boolean open = fate == Fate.WAITS || fate == Fate.EXPIRED;
        return new DemoView.Mail(frame, play.number(), who.firstName(), who.other().firstName(), play.letter().subject(),
                String.join(", ", play.letter().to()), play.letter().text(), ReadMail.of(play.mail().text()).files(), play.reply(),
                frame.say("fate-long-" + fate, who.firstName()),
                IntStream.range(0, notices.size())
                        .mapToObj(i -> new DemoView.Notice(i + 1, notices.get(i).subject(), notices.get(i).text())).toList(),
                open ? page(notices) : "", open && notices.stream().anyMatch(one -> !one.replyTo().isEmpty()), copies,
                Math.max(0, play.copies().size() - MOST_COPIES), fired(play, language));
    }

    /** The link in the last notice that has one. */
    private static String page(List<ReadMail> notices) {
        return notices.reversed().stream().flatMap(one -> Links.page(one.text()).stream()).findFirst().orElse("");
    }

    DemoView.Ciso ciso(String language) {
        List<Play> plays = stage.all();
        Map<String, List<Fate>> departments = new LinkedHashMap<>();
        Cast.ALL.forEach(one -> departments.put(one.department(), new ArrayList<>()));
        plays.forEach(play -> departments.get(Cast.of(play.letter().from()).department()).add(fate(play)));
        Map<String, Long> counts = plays.stream().flatMap(play -> play.nudges().stream().map(Nudge::rule).distinct())
                .collect(Collectors.groupingBy(rule -> rule, java.util.TreeMap::new, Collectors.counting()));
        return new DemoView.Ciso(frame(language, "title-ciso", "/ciso"),
                departments.entrySet().stream().map(entry -> department(entry.getKey(), entry.getValue())).toList(),
                counts.entrySet().stream()
                        .map(entry -> new DemoView.Count(entry.getKey(), rule(entry.getKey()).map(RuleInfo::title).orElse(""),
                                entry.getValue().intValue()))
                        .toList(),
                plays.stream().map(play -> new DemoView.Finding(line(play, language), fired(play, language))).toList(), metrics);
    }

    private static DemoView.Department department(String name, List<Fate> fates) {
        int passed = count(fates, Fate.PASSED);
        int changed = count(fates, Fate.CHANGED);
        int waiting = count(fates, Fate.WAITS);
        return new DemoView.Department(name, fates.size(), passed, changed, waiting, fates.size() - passed - changed - waiting);
    }

    private static int count(List<Fate> fates, Fate one) {
        return (int) fates.stream().filter(fate -> fate == one).count();
    }

    private List<Fired> fired(Play play, String language) {
        return play.nudges().stream().map(nudge -> {
            Optional<RuleInfo> rule = rule(nudge.rule());
            return new Fired(nudge.rule(), rule.map(RuleInfo::title).orElse(""), texts.sentences(List.of(nudge), language),
                    rule.map(RuleInfo::why).orElse(""), rule.map(RuleInfo::owner).orElse(""));
        }).toList();
    }

    private Optional<RuleInfo> rule(String id) {
        return desk.rules().filter(rule -> rule.id().equals(id)).findFirst();
    }

    private Fate fate(Play play) {
        Optional<Hold> hold = desk.hold(play);
        if (hold.isPresent()) {
            return switch (hold.get().state()) {
                case HELD -> Fate.WAITS;
                case EXPIRED -> Fate.EXPIRED;
                case RELEASED -> Fate.SENT;
                case AMENDED -> Fate.SENT_HIDDEN;
                case CANCELLED -> Fate.TAKEN_BACK;
            };
        }
        if (!play.reply().startsWith("250")) {
            return Fate.REFUSED;
        }
        boolean returned = play.nudges().stream().anyMatch(nudge -> nudge.effect() == Effect.RETURN || nudge.effect() == Effect.REFUSE);
        boolean changed = play.nudges().stream().anyMatch(nudge -> nudge.effect() == Effect.HIDE || nudge.effect() == Effect.BANNER);
        return returned ? Fate.RETURNED : changed ? Fate.CHANGED : Fate.PASSED;
    }

    DemoView.Write write(String language, Letter letter, String to, String wrong) {
        Frame frame = frame(language, "title-write", "/write");
        return new DemoView.Write(frame,
                Cast.ALL.stream().map(one -> new DemoView.Option(one.address(), one.name() + ", " + one.department(),
                        one.address().equals(letter.from()))).toList(),
                to, letter.subject(), letter.text(),
                java.util.Arrays.stream(Letter.Attachment.values()).map(
                        one -> new DemoView.Option(one.name(), frame.say("attachment-" + one.name()), one == letter.attachment())).toList(),
                wrong);
    }
}
