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
        int lines = 0;
        String top = text.subSequence(0, Math.min(text.length(), TOP_CHARS)).toString();
        for (String line : top.split("\n")) {
            String bare = line.strip();
            if (!bare.isEmpty()) {
                if (bare.length() <= LONGEST_LINE) {
                    search(bare);
                }
                if (++lines == TOP_LINES) {
                    return;
                }
            }
        }
    }

    private void search(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (String word : words) {
            for (int at = lower.indexOf(word); found.isEmpty() && at >= 0 && !word.isEmpty(); at = lower.indexOf(word, at + 1)) {
                int end = at + word.length();
                boolean free = (at == 0 || !Character.isLetterOrDigit(lower.charAt(at - 1)))
                        && (end == lower.length() || !Character.isLetterOrDigit(lower.charAt(end)));
                found = free ? word : "";
            }
        }
    }
}
