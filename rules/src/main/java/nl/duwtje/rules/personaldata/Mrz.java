package nl.duwtje.rules.personaldata;

/**
 * The machine readable zone of a passport or identity card (ICAO 9303 parts 4 and 5): two lines of 44 or three of 30, A to Z, 0 to 9 and fillers, of
 * which the check digits of number, birth date and expiry hold.
 */
final class Mrz {

    private static final int LONG_LINE = 44;
    private static final int SHORT_LINE = 30;

    private Mrz() {}

    /** Where the line of the zone around a filler starts. */
    static int lineStart(char[] text, int from, int filler) {
        int i = filler;
        while (i > from && filler - i < LONG_LINE && isPart(text[i - 1])) {
            i--;
        }
        return i;
    }

    /** Behind the zone that starts at a line's start, when its check digits hold; -1 when not. */
    static int end(char[] text, int start, int limit) {
        int length = length(text, start, limit);
        if (length != LONG_LINE && length != SHORT_LINE) {
            return -1;
        }
        int end = -1;
        int line = start;
        for (int n = 0; n < 3 && line >= 0; n++) {
            if (length(text, line, limit) != length) {
                break;
            }
            end = holds(text, line, length) ? Math.max(end, line + length) : end > 0 ? line + length : end;
            line = next(text, line + length, limit);
        }
        return end;
    }

    private static boolean holds(char[] c, int at, int length) {
        if (length == LONG_LINE) {
            return isChecked(c, at, 9) && isChecked(c, at + 13, 6) && isChecked(c, at + 21, 6);
        }
        boolean first = c[at] <= 'I' && c[at] >= 'A' && isChecked(c, at + 5, 9) && c[at + 2] >= 'A' && c[at + 14] != '<';
        boolean second = isChecked(c, at, 6) && isChecked(c, at + 8, 6) && c[at] <= '9' && c[at] >= '0';
        return first || second;
    }

    /** Whether the character behind {@code length} of them is their check digit. */
    private static boolean isChecked(char[] c, int at, int length) {
        return c[at + length] >= '0' && c[at + length] <= '9' && c[at + length] - '0' == Check.icao(c, at, at + length);
    }

    private static int length(char[] text, int start, int limit) {
        int i = start;
        while (i < limit && i - start <= LONG_LINE && isPart(text[i])) {
            i++;
        }
        return i - start;
    }

    /** The start of the line below; -1 when it does not follow at once. */
    private static int next(char[] text, int at, int limit) {
        int i = at;
        while (i < limit && i - at < 8 && (text[i] == '\r' || text[i] == '\n' || text[i] == ' ' || text[i] == '>')) {
            i++;
        }
        return i > at && i < limit ? i : -1;
    }

    private static boolean isPart(char c) {
        return c == '<' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
