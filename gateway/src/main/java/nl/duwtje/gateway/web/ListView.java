package nl.duwtje.gateway.web;

import java.util.List;

/**
 * The page of mails that were held together. Plain texts: the template escapes.
 *
 * @param top     what every page has
 * @param lead    paragraphs below the title
 * @param seen    why they are held, a sentence each
 * @param mails   the first of them
 * @param more    a sentence about the others; empty when there are none
 * @param choices buttons that count for all that still wait; may be empty
 */
public record ListView(PageView.Top top, List<String> lead, List<String> seen, List<Mail> mails, String more,
        List<PageView.Offer> choices) {

    /** One of them: what the form sends to open it, subject, first recipient, whether it waits. */
    public record Mail(String id, String subject, String to, String state) {}
}
