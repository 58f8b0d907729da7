package nl.duwtje.gateway.notice;

import java.util.List;

/**
 * What one notice says, in order, before it becomes text and HTML. Plain texts: the template escapes, nothing here is markup.
 *
 * @param language    "nl" or "en"
 * @param look        how it looks
 * @param senderName  the name beside our address in From
 * @param subject     of the notice itself
 * @param heading     the one line that matters
 * @param opening     paragraphs above the message's card
 * @param card        the message it is about: label and value
 * @param seenHeading above {@code seen}
 * @param seen        what was seen, a sentence each; may be empty
 * @param picture     who would get it; may be {@link Picture#NONE}
 * @param closing     paragraphs below
 * @param button      the one thing to do; label and address empty when there is none
 * @param linkAlternative sentence above the address in full
 * @param choices     what can be chosen behind the button; may be {@link Choices#NONE}
 * @param footer      small print
 * @param ambassador  sentence that names who to ask first; empty when nobody is named
 * @param storyHeading above {@code story}
 * @param story       may be {@link Story#NONE}
 * @param byMail      may be {@link ByMail#NONE}
 * @param useful      "was this useful?" with its answers; may be {@link Choices#NONE}
 */
public record NoticeView(String language, Look look, String senderName, String subject, String heading, List<String> opening,
        List<Row> card, String seenHeading, List<String> seen, Picture picture, List<String> closing, Button button,
        String linkAlternative, Choices choices, List<String> footer, String ambassador, String storyHeading, Story story, ByMail byMail,
        Choices useful) {

    /**
     * Answering by mail.
     *
     * @param heading says how, with the words
     * @param lead    above the links
     * @param buttons a word and its mailto link per choice
     */
    public record ByMail(String replyTo, String heading, String lead, List<Button> buttons) {
        static final ByMail NONE = new ByMail("", "", "", List.of());

        public boolean isPresent() {
            return !replyTo.isEmpty();
        }
    }

    /** A sentence, and links to the page. */
    public record Choices(String heading, List<Button> links) {
        static final Choices NONE = new Choices("", List.of());

        public boolean isPresent() {
            return !links.isEmpty();
        }
    }

    public record Row(String label, String value) {}

    public record Button(String label, String url) {
        static final Button NONE = new Button("", "");

        public boolean isPresent() {
            return !url.isEmpty();
        }
    }
}
