package nl.duwtje.gateway.notice;

/** The plain-text twin of a notice: says all that the HTML says. Lines end in CRLF. */
final class PlainNotice {

    private static final String END = "\r\n";
    private final StringBuilder out = new StringBuilder();

    private PlainNotice() {}

    static String of(NoticeView view) {
        return new PlainNotice().write(view);
    }

    private String write(NoticeView view) {
        paragraph(view.heading());
        view.opening().forEach(this::paragraph);
        view.card().forEach(row -> line(row.label() + ": " + row.value()));
        out.append(END);
        if (!view.seen().isEmpty()) {
            line(view.seenHeading() + ":");
            view.seen().forEach(sentence -> line("- " + sentence));
            out.append(END);
        }
        picture(view.picture());
        if (view.button().isPresent()) {
            line(view.button().label() + ":");
            paragraph(view.button().url());
        }
        if (view.choices().isPresent()) {
            line(view.choices().heading());
            view.choices().links().forEach(choice -> line("- " + choice.label()));
            out.append(END);
        }
        if (view.byMail().isPresent()) {
            paragraph(view.byMail().heading());
        }
        view.closing().forEach(this::paragraph);
        if (!view.ambassador().isEmpty()) {
            paragraph(view.ambassador());
        }
        if (view.story().isPresent()) {
            paragraph(view.storyHeading() + ": " + view.story().title());
            view.story().paragraphs().forEach(this::paragraph);
        }
        if (view.useful().isPresent()) {
            line(view.useful().heading());
            view.useful().links().forEach(answer -> line("- " + answer.label() + ": " + answer.url()));
            out.append(END);
        }
        line("-- ");
        view.footer().forEach(this::line);
        return out.toString();
    }

    private void picture(Picture picture) {
        if (!picture.isPresent()) {
            return;
        }
        line(picture.heading() + (picture.heading().endsWith("?") ? "" : ":"));
        if (!picture.sentence().isEmpty()) {
            line(picture.sentence());
        }
        for (Picture.Box box : picture.boxes()) {
            line("- " + box.domain() + " (" + box.people() + (box.mark().isEmpty() ? "" : ", " + box.mark()) + "): " + box.names());
            if (!box.seen().isEmpty()) {
                line("  " + box.seen());
            }
        }
        if (!picture.more().isEmpty()) {
            line("- " + picture.more());
        }
        if (!picture.legend().isEmpty()) {
            line(picture.legend());
        }
        out.append(END);
    }

    private void paragraph(String text) {
        line(text);
        out.append(END);
    }

    private void line(String text) {
        out.append(text).append(END);
    }
}
