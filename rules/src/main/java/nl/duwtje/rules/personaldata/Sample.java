package nl.duwtje.rules.personaldata;

/** A value with its middle hidden, so that it can be shown. */
final class Sample {

    private static final int HIDDEN = 3;
    private static final int HEAD = 3;
    private static final int TAIL = 3;
    private static final int COUNTRY_AND_CHECK = 4;

    private Sample() {}

    /** @param text what the finding was found in */
    static String of(Finding finding, CharSequence text) {
        return switch (finding.type()) {
            case "BSN" -> Bsn.sample((int) finding.value());
            case "EMAIL" -> Email.sample(text, finding.start(), finding.end());
            case "IBAN" -> of(text, finding.start(), finding.end(), COUNTRY_AND_CHECK);
            case "HEALTH" -> of(text, finding.start(), finding.end(), 1);
            default -> of(text, finding.start(), finding.end(), HEAD);
        };
    }

    /** "123•••782": the first and the last letters and digits, fewer when there are few, nothing else of it. */
    private static String of(CharSequence text, int start, int end, int most) {
        int enough = 3 * Math.max(most, TAIL);
        int n = 0;
        for (int i = start; i < end && n < enough; i++) {
            n += Characters.folded(text.charAt(i)) != 0 ? 1 : 0;
        }
        int head = Math.min(most, n / 3);
        int tail = Math.min(TAIL, n / 3);
        char[] shown = new char[head + HIDDEN + tail];
        for (int at = 0, i = start; at < head; i++) {
            char folded = Characters.folded(text.charAt(i));
            if (folded != 0) {
                shown[at++] = folded;
            }
        }
        java.util.Arrays.fill(shown, head, head + HIDDEN, '•');
        for (int at = shown.length, i = end - 1; at > head + HIDDEN; i--) {
            char folded = Characters.folded(text.charAt(i));
            if (folded != 0) {
                shown[--at] = folded;
            }
        }
        return new String(shown);
    }
}
