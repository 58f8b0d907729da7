package nl.duwtje.gateway.notice;

/**
 * How a notice looks. Three that differ in shape and colour take turns, because what always looks the same is soon no longer seen. Colours are
 * six hexadecimal digits behind a hash sign; text on each keeps the contrast of WCAG AA.
 *
 * @param page     behind everything
 * @param card     behind what is set apart
 * @param line     borders
 * @param accent   of edges and buttons, with white text
 * @param tint     a light form of it, behind boxes
 * @param ink      text
 * @param soft     less important text
 * @param darkTint the same for the dark, where page, card and ink are the same for all
 * @param darkAccent text and edges in the dark
 */
public enum Look {
    /** A white sheet with an edge on top. */
    SHEET("#f4f1ea", "#f4f1ea", "#e0dace", "#28705f", "#e2f1ec", "#22302c", "#55605c", "#1d4037", "#8fd3c1"),
    /** A letter: a coloured band beside the text. */
    LETTER("#f3eef5", "#f8f4f9", "#dccfe2", "#7a3b8f", "#f0e4f4", "#2b2130", "#5f5166", "#422a4c", "#dcb3ea"),
    /** A question: a block of colour on top, steps with numbers. */
    QUESTION("#eef2f7", "#eef2f7", "#cbd6e4", "#1f5a94", "#dfeaf6", "#1d2733", "#4f5b68", "#1d3b5a", "#9cc8f4");

    private final String page;
    private final String card;
    private final String line;
    private final String accent;
    private final String tint;
    private final String ink;
    private final String soft;
    private final String darkTint;
    private final String darkAccent;

    Look(String page, String card, String line, String accent, String tint, String ink, String soft, String darkTint, String darkAccent) {
        this.page = page;
        this.card = card;
        this.line = line;
        this.accent = accent;
        this.tint = tint;
        this.ink = ink;
        this.soft = soft;
        this.darkTint = darkTint;
        this.darkAccent = darkAccent;
    }

    /** The same for the same message or hold every time. */
    static Look of(String messageOrHold) {
        return values()[Math.floorMod(messageOrHold.hashCode() >> 3, values().length)];
    }

    public String page() {
        return page;
    }

    public String card() {
        return card;
    }

    public String line() {
        return line;
    }

    public String accent() {
        return accent;
    }

    public String tint() {
        return tint;
    }

    public String ink() {
        return ink;
    }

    public String soft() {
        return soft;
    }

    public String darkTint() {
        return darkTint;
    }

    public String darkAccent() {
        return darkAccent;
    }
}
