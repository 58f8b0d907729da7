package nl.duwtje.gateway.notice;

import java.util.ArrayList;
import java.util.List;

/**
 * Something that happened to a colleague, for reading in half a minute: plain text, without markup.
 *
 * @param title      at most 60 characters
 * @param paragraphs at least one
 */
public record Story(String title, List<String> paragraphs) {

    static final int MAX_TITLE = 60;
    static final int MAX_TEXT = 500;

    /** No story: nothing is shown. */
    public static final Story NONE = new Story("", List.of());

    public Story {
        paragraphs = List.copyOf(paragraphs);
    }

    public boolean isPresent() {
        return !paragraphs.isEmpty();
    }

    /**
     * Reads {@code # Title} and the paragraphs below it; {@code **bold**} may be used and is read as plain text.
     *
     * @throws IllegalArgumentException with the reason, when it is not a story as we show them
     */
    static Story of(String markdown) {
        String text = markdown.replace("\r\n", "\n").strip();
        int end = text.indexOf('\n');
        if (!text.startsWith("# ") || end < 0 || text.substring(end).isBlank()) {
            throw new IllegalArgumentException("must be a line \"# Title\" and one or more paragraphs below it");
        }
        if (text.indexOf('<') >= 0 || text.contains("](") || text.contains("http:") || text.contains("https:")
                || text.indexOf("\n#") >= 0) {
            throw new IllegalArgumentException("may have no HTML, links or second title");
        }
        String title = text.substring(2, end).strip();
        List<String> paragraphs = new ArrayList<>();
        for (String paragraph : text.substring(end).strip().split("\n\\s*\n")) {
            paragraphs.add(paragraph.replace("**", "").replaceAll("\\s+", " ").strip());
        }
        if (title.length() > MAX_TITLE || paragraphs.stream().mapToInt(String::length).sum() > MAX_TEXT) {
            throw new IllegalArgumentException(
                    "is too long: a title of at most " + MAX_TITLE + " characters, a text of at most " + MAX_TEXT);
        }
        return new Story(title, paragraphs);
    }
}
