package nl.duwtje.rules.inspect;

import nl.duwtje.rules.personaldata.Finding;
import nl.duwtje.rules.personaldata.PersonalDataScanner;
import nl.duwtje.rules.text.Prose;

/**
 * Names and subjects fit to be kept and shown: the middle of every number in them that is, or could be, somebody's is hidden. They are written into
 * facts, which are stored with a hold and read out in notices. Stateless.
 */
final class Masked {

    private static final int FEWEST_DIGITS = 6;
    private static final int BSN_DIGITS = 9;
    private static final String HIDDEN = "•••";

    private Masked() {}

    static String of(String text) {
        if (digits(text, 0, text.length()) < FEWEST_DIGITS) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int at = 0;
        Prose words = name(text);
        for (Finding finding : PersonalDataScanner.standard().read(words).findings()) {
            if (finding.start() >= at && digits(text, finding.start(), finding.end()) >= FEWEST_DIGITS) {
                out.append(text, at, finding.start()).append(finding.sample(words.text()));
                at = finding.end();
            }
        }
        return bare(out.append(text, at, text.length()).toString());
    }

    /** A name as words, of the same length: its underscores are the spaces that file names do without. */
    static Prose name(String text) {
        return new Prose("file name", "", text.replace('_', ' '));
    }

    /** Nine digits that pass the test of a BSN, also where nothing around them says that they are one. */
    private static String bare(String text) {
        StringBuilder out = new StringBuilder(text);
        int run = 0;
        for (int i = text.length(); i >= 0; i--) {
            if (i > 0 && isDigit(text.charAt(i - 1))) {
                run++;
                continue;
            }
            if (run == BSN_DIGITS && passes(text, i)) {
                out.replace(i + 3, i + 6, HIDDEN);
            }
            run = 0;
        }
        return out.toString();
    }

    private static boolean passes(String text, int from) {
        int sum = -(text.charAt(from + 8) - '0');
        for (int i = 0; i < 8; i++) {
            sum += (9 - i) * (text.charAt(from + i) - '0');
        }
        return sum % 11 == 0;
    }

    private static int digits(String text, int from, int to) {
        int digits = 0;
        for (int i = from; i < to; i++) {
            digits += Character.isDigit(text.charAt(i)) ? 1 : 0;
        }
        return digits;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
