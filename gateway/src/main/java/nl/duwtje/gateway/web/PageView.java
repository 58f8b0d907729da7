package nl.duwtje.gateway.web;

import java.util.List;

import nl.duwtje.gateway.notice.Audience;
import nl.duwtje.gateway.notice.Story;

/**
 * What one page shows. Plain texts: the template escapes, nothing here is markup.
 *
 * @param language  "nl" or "en"
 * @param base      the path our pages live under, "" or "/duwtje"
 * @param tone      "ask", "done" or "plain": the colour of the page's edge
 * @param notes     said in a frame above everything
 * @param lead      paragraphs below the title
 * @param details   the message it is about, or {@link Details#NONE}
 * @param choices   buttons, the one we would pick first; may be empty
 * @param closing   paragraphs at the end
 * @param words     for headings
 * @param ambassador sentence that names who to ask first; empty when nobody is named
 * @param story     may be {@link Story#NONE}
 */
public record PageView(String language, String base, String tone, String title, List<String> notes, List<String> lead, Details details,
        List<Offer> choices, List<String> closing, Words words, String ambassador, Story story) {

    /** Without a person to ask or a story. */
    PageView(String language, String base, String tone, String title, List<String> notes, List<String> lead, Details details,
            List<Offer> choices, List<String> closing, Words words) {
        this(language, base, tone, title, notes, lead, details, choices, closing, words, "", Story.NONE);
    }

    /** A button: what the form sends, what it says, what will happen. */
    public record Offer(String choice, String label, String why, boolean first) {}

    /**
     * @param subject of the message, fit to be shown
     * @param sent    when, in words
     * @param seen    a sentence each
     * @param data    findings, masked
     */
    public record Details(String subject, String sent, List<String> seen, Audience audience, List<Finding> data) {
        public static final Details NONE = new Details("", "", List.of(), new Audience(List.of(), 0), List.of());

        public boolean isPresent() {
            return this != NONE;
        }
    }

    /** "12 BSNs", where, one of them masked. */
    public record Finding(String what, String where, String sample) {}

    public String otherLanguage() {
        return language.equals("nl") ? "en" : "nl";
    }
}
