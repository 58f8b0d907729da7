package nl.duwtje.gateway.web;

import java.util.List;

import nl.duwtje.gateway.notice.Picture;
import nl.duwtje.gateway.notice.Story;

/**
 * What one page shows. Plain texts: the template escapes, nothing here is markup.
 *
 * @param top     what every page has
 * @param lead    paragraphs below the title
 * @param details the message it is about, or {@link Details#NONE}
 * @param choices buttons, the one we would pick first; may be empty
 * @param asIs    sending as it is, with what it asks; {@link AsIs#NONE} when it cannot be chosen
 * @param closing paragraphs at the end
 * @param oops    the button for a change of mind, or the link to the report; {@link Oops#NONE} when there is nothing to stop
 * @param ambassador sentence that names who to ask first; empty when nobody is named
 * @param useful  "was this useful?"; {@link Useful#NONE} when it was answered
 * @param story   may be {@link Story#NONE}
 * @param trusted what this person has confirmed before and can take back
 */
public record PageView(Top top, List<String> lead, Details details, List<Offer> choices, AsIs asIs, List<String> closing, Oops oops,
        String ambassador, Useful useful, Story story, List<Trusted> trusted) {

    /** Only words. */
    PageView(Top top, List<String> lead) {
        this(top, lead, Details.NONE, List.of(), AsIs.NONE, List.of(), Oops.NONE, "", Useful.NONE, Story.NONE, List.of());
    }

    /**
     * @param language "nl" or "en"
     * @param base     the path our pages live under, "" or "/duwtje"
     * @param tone     "ask", "done" or "plain": the colour of the page's edge
     * @param notes    said in a frame above everything
     * @param words    for headings
     */
    public record Top(String language, String base, String tone, String title, List<String> notes, Words words) {
        public String otherLanguage() {
            return language.equals("nl") ? "en" : "nl";
        }

        public String say(String key, Object... values) {
            return words.say(key, values);
        }
    }

    /** A button: what the form sends, what it says, what will happen. */
    public record Offer(String choice, String label, String why, boolean first) {}

    /**
     * Sending as it is.
     *
     * @param act     the question about the risk; empty: not asked
     * @param options its answers
     * @param reasons to pick from: value and text; empty when none are
     * @param written whether a reason is to be written
     */
    public record AsIs(Offer offer, String act, List<String> options, List<Reason> reasons, boolean written) {
        static final AsIs NONE = new AsIs(new Offer("", "", "", false), "", List.of(), List.of(), false);

        public boolean isPresent() {
            return this != NONE;
        }
    }

    /** One of the reasons to pick from. */
    public record Reason(String value, String label) {}

    /**
     * @param undo   whether the button stops the mail; else it leads to the report
     * @param report path of the report; empty when there is none to make
     */
    public record Oops(boolean undo, String report, String label, String why) {
        static final Oops NONE = new Oops(false, "", "", "");

        public boolean isPresent() {
            return this != NONE;
        }
    }

    /** @param chosen "yes" or "no" when the link in the notice said so; else empty */
    public record Useful(boolean isPresent, String chosen) {
        static final Useful NONE = new Useful(false, "");
    }

    /**
     * @param subject of the message, fit to be shown
     * @param sent    when, in words
     * @param seen    a sentence each
     * @param data    findings, masked
     */
    public record Details(String subject, String sent, List<String> seen, Picture picture, List<Finding> data) {
        public static final Details NONE = new Details("", "", List.of(), Picture.NONE, List.of());

        public boolean isPresent() {
            return this != NONE;
        }
    }

    /** Kind and domain as the form sends them, and the sentence about it. */
    public record Trusted(String kind, String domain, String sentence) {}

    /** "12 BSNs", where, one of them masked. */
    public record Finding(String what, String where, String sample) {}
}
