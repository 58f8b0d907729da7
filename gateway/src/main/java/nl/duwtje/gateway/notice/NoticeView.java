package nl.duwtje.gateway.notice;

import java.util.List;

/**
 * What one notice says, in order, before it becomes text and HTML. Plain texts: the template escapes, nothing here is markup.
 *
 * @param language    "nl" or "en"
 * @param senderName  the name beside our address in From
 * @param subject     of the notice itself
 * @param heading     the one line that matters
 * @param opening     paragraphs above the message's card
 * @param card        the message it is about: label and value
 * @param seenHeading above {@code seen}
 * @param seen        what was seen, a sentence each; may be empty
 * @param audienceHeading above {@code audience}
 * @param audience    a line per domain with its addresses; may be empty
 * @param closing     paragraphs below
 * @param button      the one thing to do; label and address empty when there is none
 * @param linkAlternative sentence above the address in full
 * @param footer      small print
 * @param ambassador  sentence that names who to ask first; empty when nobody is named
 * @param storyHeading above {@code story}
 * @param story       may be {@link Story#NONE}
 * @param byMail      may be {@link ByMail#NONE}
 */
public record NoticeView(String language, String senderName, String subject, String heading, List<String> opening, List<Row> card,
        String seenHeading,
        List<String> seen, String audienceHeading, List<Row> audience, List<String> closing, Button button, String linkAlternative,
        List<String> footer, String ambassador, String storyHeading, Story story, ByMail byMail) {

    /** Answering by mail: the Reply-To, a sentence, and a mailto link per choice. */
    public record ByMail(String replyTo, String heading, List<Button> buttons) {
        static final ByMail NONE = new ByMail("", "", List.of());

        public boolean isPresent() {
            return !replyTo.isEmpty();
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
