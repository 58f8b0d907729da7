package nl.duwtje.gateway.demo;

import java.util.List;

import nl.duwtje.gateway.web.Words;

/** What the pages of the demo show. Plain texts: the templates escape, nothing here is markup. */
public final class DemoView {

    private DemoView() {}

    /**
     * Around every page.
     *
     * @param path of this page without its language: "/mail/3"
     */
    public record Frame(String language, String title, String path, Words words) {

        public String other() {
            return language.equals("nl") ? "en" : "nl";
        }

        public String say(String key, Object... values) {
            return words.say(key, values);
        }

        /** A path of ours in this page's language. */
        public String to(String rest) {
            return "/" + language + rest;
        }
    }

    /** A mail to pick: its short name, and what it is. */
    public record Sample(String name, String subject, String what, String who) {}

    /** A mail that was sent. */
    public record Line(int number, String subject, String who, String fate) {}

    /** What arrived of a mail that was not sent from the pages; {@code page} is the link in it, empty when there is none. */
    public record ByHand(String subject, String to, String page) {

        /** Anybody's mail, so it may be one that nobody can read. */
        static ByHand of(DemoNextHop.Arrived one) {
            String page;
            try {
                page = Links.page(ReadMail.of(one.text()).text()).orElse("");
            } catch (IllegalStateException unreadable) {
                page = "";
            }
            return new ByHand(HeaderText.decoded(one.header("Subject")).replaceAll("\\p{Cntrl}", " "), one.firstRecipient(), page);
        }
    }

    /** The first page. */
    public record Start(Frame frame, List<Sample> samples, List<Line> sent, List<ByHand> byHand, String smtp, String metrics) {}

    /** One of a list to choose from. */
    public record Option(String value, String label, boolean chosen) {}

    /** The form; {@code wrong} says what is wrong with it, empty when nothing. */
    public record Write(Frame frame, List<Option> people, String to, String subject, String text, List<Option> attachments, String wrong) {}

    /** One notice. */
    public record Notice(int index, String subject, String plain) {}

    /** A line of a header or body, before and after; {@code mark} is "", "added", "removed" or "changed". */
    public record Row(String label, String before, String after, String mark) {}

    /** A line of text; {@code mark} is "", "added" or "removed". */
    public record Text(String line, String mark) {}

    /**
     * What somebody got.
     *
     * @param recipients of the envelope
     * @param same       whether it is byte for byte what was sent, apart from trace headers
     */
    public record Copy(List<String> recipients, boolean same, List<Row> headers, List<Text> before, List<Text> after) {}

    /** A rule that fired: its name, what it saw, why it exists and whose it is. */
    public record Fired(String rule, String title, List<String> evidence, String why, String owner) {}

    /**
     * One mail as all roles see it.
     *
     * @param reply      the gateway's answer
     * @param page       the link to the page while an answer is possible, else empty
     * @param byMail     whether an answer by mail is possible
     * @param copies     what the recipients got, the first few
     * @param moreCopies how many more like the last one
     */
    public record Mail(Frame frame, int number, String who, String colleague, String subject, String to, String text, List<String> files,
            String reply, String fate, List<Notice> notices, String page, boolean byMail, List<Copy> copies, int moreCopies,
            List<Fired> fired) {}

    /** Counts of one department. */
    public record Department(String name, int sent, int passed, int changed, int waiting, int decided) {}

    /** How often a rule fired. */
    public record Count(String rule, String title, int count) {}

    /** A mail and its rules. */
    public record Finding(Line line, List<Fired> fired) {}

    /** What the CISO looks at. */
    public record Ciso(Frame frame, List<Department> departments, List<Count> rules, List<Finding> findings, String metrics) {}
}
