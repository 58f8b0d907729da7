package nl.duwtje.rules.personaldata;

/** A Dutch postcode: four digits, not 0 first, and two letters, not SA, SD or SS. With a house number beside it, it is an address. */
final class Postcode {

    private static final int NEAR = 4;

    private Postcode() {}

    /** Behind the postcode whose four digits end at {@code digitsEnd}; -1 when there is none. */
    static int end(char[] text, int start, int digitsEnd, int limit) {
        int i = digitsEnd;
        i += i < limit && (text[i] == ' ' || text[i] == '\u00a0') ? 1 : 0;
        if (text[start] == '0' || i + 1 >= limit || !isUpper(text[i]) || !isUpper(text[i + 1])
                || i + 2 < limit && Characters.isWord(text[i + 2])) {
            return -1;
        }
        boolean never = text[i] == 'S' && (text[i + 1] == 'A' || text[i + 1] == 'D' || text[i + 1] == 'S');
        return never ? -1 : i + 2;
    }

    /** Stands for the value, however it is written. */
    static long hash(char[] text, int start, int end) {
        long hash = 0;
        for (int i = start; i < end; i++) {
            char folded = Characters.folded(text[i]);
            hash = folded == 0 ? hash : hash * 36 + folded;
        }
        return hash;
    }

    /** Whether a house number stands right before or behind. */
    static boolean hasHouseNumber(char[] text, int from, int start, int end, int limit) {
        int i = start - 1;
        while (i >= from && start - i <= NEAR && (text[i] == ' ' || text[i] == ',' || text[i] == '\n' || text[i] == '\r' || text[i] == '\t'
                || text[i] == ';' || text[i] == '|')) {
            i--;
        }
        if (i < start - 1 && i > from && isHouseNumberEnd(text, from, i)) {
            return true;
        }
        int at = end;
        while (at < limit && at - end < NEAR && (text[at] == ' ' || text[at] == ',' || text[at] == ';' || text[at] == '\t')) {
            at++;
        }
        int digits = at;
        while (digits < limit && digits - at < 6 && Characters.isDigit(text[digits])) {
            digits++;
        }
        return at > end && digits > at && digits - at <= 5 && (digits >= limit || text[digits] != '.' && text[digits] != '-');
    }

    /** "Dorpsstraat 12", "Kade 12-a", "Laan 3 bis": digits within a few characters, a blank and a letter before them. */
    private static boolean isHouseNumberEnd(char[] text, int from, int last) {
        int i = last;
        while (i > from && last - i < 5 && !Characters.isDigit(text[i]) && text[i] != '\n') {
            i--;
        }
        int end = i;
        while (i > from && end - i < 6 && Characters.isDigit(text[i])) {
            i--;
        }
        return i < end && end - i <= 5 && text[i] == ' ' && i > from && (Characters.isLetter(text[i - 1]) || text[i - 1] == '.');
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
