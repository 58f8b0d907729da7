package nl.duwtje.rules.inspect;

import java.util.List;
import java.util.Locale;

/**
 * Finds a confidential marking: a word of the list in the subject, on a short line at the top of the text, or what Outlook's sensitivity says (the
 * Sensitivity header, RFC 2156 section 5.3.4). The disclaimer at the bottom of every mail is none. Not safe for several threads.
 */
final class Marking {

    private static final int TOP_LINES = 5;
    private static final int LONGEST_LINE = 60;
    private static final int TOP_CHARS = 2000;

    private final List<String> words;
    private String found = "";

    Marking(List<String> words) {
        this.words = words;
    }

    /** The first one found, as it stands in the list or the header; empty when none. */
    String found() {
        return found;
    }

    void subject(String subject) {
        search(subject);
    }

    void sensitivity(String value) {
        if (found.isEmpty() && (value.equalsIgnoreCase("Company-Confidential") || value.equalsIgnoreCase("Private"))) {
            found = value;
        }
    }

    void body(CharSequence text) {
        int end = Math.min(text.length(), TOP_CHARS);
        int lines = 0;
        for (int at = 0; at < end && lines < TOP_LINES;) {
            int behind = at;
            while (behind < end && text.charAt(behind) != '\n') {
                behind++;
            }
            int from = at;
            int to = behind;
            while (from < to && Character.isWhitespace(text.charAt(from))) {
                from++;
            }
            while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
                to--;
            }
            if (from < to) {
                lines++;
                if (to - from <= LONGEST_LINE) {
                    search(text.subSequence(from, to).toString());
                }
            }
            at = behind + 1;
        }
    }

    private void search(String text) {
        if (!found.isEmpty()) {
            return;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        for (int n = 0; n < words.size() && found.isEmpty(); n++) {
            String word = words.get(n);
            for (int at = lower.indexOf(word); found.isEmpty() && at >= 0 && !word.isEmpty(); at = lower.indexOf(word, at + 1)) {
                int end = at + word.length();
                boolean free = (at == 0 || !Character.isLetterOrDigit(lower.charAt(at - 1)))
                        && (end == lower.length() || !Character.isLetterOrDigit(lower.charAt(end)));
                found = free ? word : "";
            }
        }
    }
}
