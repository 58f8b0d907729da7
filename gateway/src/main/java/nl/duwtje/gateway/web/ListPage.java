package nl.duwtje.gateway.web;

import java.util.List;

import nl.duwtje.gateway.notice.Offered;
import nl.duwtje.gateway.notice.Shown;
import nl.duwtje.gateway.notice.Texts;
import nl.duwtje.gateway.store.Choice;
import nl.duwtje.gateway.store.Hold;
import nl.duwtje.gateway.store.HoldState;

/** Mails that were held together, as a page: all in one go, or each by its own page. */
record ListPage(Texts texts, String base, List<Hold> holds, String language) {

    private static final int MAX_MAILS = 200;

    ListView view(List<String> notes) {
        List<Hold> open = holds.stream().filter(ListPage::isOpen).toList();
        List<Choice> choices = open.isEmpty() ? List.of() : Offered.of(open.get(0));
        PageView.Top top = new PageView.Top(language, base, open.isEmpty() ? "done" : "ask",
                open.isEmpty() ? say("page.list-title-done") : say("page.list-title", open.size()), notes, words());
        return new ListView(top, open.isEmpty() ? List.of() : List.of(say("page.list-lead")),
                texts.sentences(holds.get(0).nudges(), language), holds.stream().limit(MAX_MAILS).map(this::mail).toList(),
                holds.size() > MAX_MAILS ? say("page.list-more", holds.size() - MAX_MAILS) : "",
                choices.stream().map(choice -> new PageView.Offer(choice.written(), say("page.list-" + choice.written()), "",
                        choice == choices.get(0))).toList());
    }

    private static boolean isOpen(Hold hold) {
        return hold.state() == HoldState.HELD || hold.state() == HoldState.EXPIRED;
    }

    private ListView.Mail mail(Hold hold) {
        String subject = Shown.line(hold.facts().message().subject());
        String state = switch (hold.state()) {
            case HELD -> "waits";
            case EXPIRED -> "expired";
            case RELEASED, AMENDED, CANCELLED -> "decided";
        };
        return new ListView.Mail(hold.id(), subject.isEmpty() ? say("notice.no-subject") : subject,
                Shown.line(hold.envelope().recipients().get(0).address().text()), say("page.list-state-" + state));
    }

    private String say(String key, Object... values) {
        return texts.text(language, key, values);
    }

    private Words words() {
        return this::say;
    }
}
