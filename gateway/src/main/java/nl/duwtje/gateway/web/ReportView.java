package nl.duwtje.gateway.web;

import java.util.List;

/**
 * The form for a report. Plain texts.
 *
 * @param top    what every page has
 * @param known  what is filled in already: label and value
 * @param seen   what was seen, a sentence each
 * @param nearMiss whether it looks like a near miss
 * @param back   path of the page it came from
 */
public record ReportView(PageView.Top top, List<Known> known, List<String> seen, boolean nearMiss, String back) {

    /** One line of what is known. */
    public record Known(String label, String value) {}
}
