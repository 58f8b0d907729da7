package nl.duwtje.rules.personaldata;

/**
 * Reads the number that starts at a place and says whether it has the shape of a BSN: nine digits, plain or grouped 3-3-3, 4-2-3, 2-2-2-3 or one
 * by one with one kind of separator, or eight where the leading zero was lost; and whether what touches it makes it part of something else: a
 * decimal, an amount, a telephone number, a GUID, a VAT number.
 */
final class Numbers {

    private final char[] text;
    private int end;
    private int value;
    private int digits;
    private int run;
    private boolean weak;

    Numbers(char[] text) {
        this.text = text;
    }

    /** Behind what was read: where to look on. */
    int end() {
        return end;
    }

    int value() {
        return value;
    }

    int digits() {
        return digits;
    }

    boolean weak() {
        return weak;
    }

    /** How many digits stand together at the start. */
    int runLength() {
        return run;
    }

    /** The place of the two letters before a digit that could begin an IBAN; -1 when there are none. */
    int ibanStart(int from, int digit) {
        int second = before(from, digit);
        if (second >= from && Characters.of(text[second]) == Characters.BLANK) {
            second = before(from, second);
        }
        int first = second < from ? -1 : before(from, second);
        if (first < from || !isPlainLetter(second) || !isPlainLetter(first)) {
            return -1;
        }
        int outer = before(from, first);
        if (outer < from || !Characters.isWord(text[outer])) {
            return first;
        }
        boolean glued = outer - 3 >= from && Characters.of(text[outer]) == 14 && Characters.of(text[outer - 1]) == 1
                && Characters.of(text[outer - 2]) == 2
                && Characters.of(text[outer - 3]) == 9;
        return glued ? first : -1;
    }

    /** Reads from the digit at {@code start}, before which no digit stands. Returns whether it is a candidate. */
    boolean read(int from, int start, int limit, boolean afterLabel) {
        int i = start;
        long groups = 0;
        int separator = 0;
        int number = 0;
        int n = 0;
        run = -1;
        int firstEnd = start;
        while (true) {
            int group = 0;
            while (i < limit && (Characters.isDigit(text[i]) || Characters.of(text[i]) == Characters.NOTHING)) {
                if (Characters.isDigit(text[i])) {
                    group++;
                    number = n + group <= 9 ? number * 10 + Characters.digit(text[i]) : number;
                }
                i++;
            }
            n += group;
            groups = groups * 10 + Math.min(group, 9);
            if (run < 0) {
                run = group;
                firstEnd = i;
            }
            if (n >= 9 || i + 1 >= limit || !Characters.isDigit(text[i + 1])) {
                break;
            }
            int kind = separatorKind(text[i]);
            if (kind == 0 || separator != 0 && kind != separator) {
                break;
            }
            separator = kind;
            i++;
        }
        boolean shape = n == 9
                ? groups == 9 || groups == 333 || groups == 423 || groups == 2223 || groups == 111111111
                : n == 8 && (groups == 8 || groups == 332);
        if (!shape) {
            end = firstEnd;
            return false;
        }
        end = i;
        value = number;
        digits = n;
        weak = n == 8 || groups == 111111111 || groups == 2223;
        if (!freeBefore(from, start, separator, afterLabel) || !freeBehind(i, limit, separator)) {
            end = firstEnd;
            return false;
        }
        return true;
    }

    private static int separatorKind(char c) {
        if (c == '.') {
            return 1;
        }
        if (Characters.isSpace(c) && c != '\t') {
            return 2;
        }
        return c != '_' && c != '\t' && Characters.of(c) == Characters.BLANK ? 3 : 0;
    }

    private boolean freeBefore(int from, int start, int separator, boolean afterLabel) {
        int p = before(from, start);
        if (p < from) {
            return true;
        }
        char c = text[p];
        int outer = before(from, p);
        char o = outer < from ? '\n' : text[outer];
        if (Characters.isLetter(c)) {
            weak = true;
            return afterLabel;
        }
        if (c == '.' || c == ',') {
            return !Characters.isDigit(o) || c == ',' && digitsBefore(from, outer) >= 8;
        }
        if (c == '+' || isCurrency(c) || c == '@') {
            return false;
        }
        if (c == '-' || Characters.of(c) == Characters.BLANK && !Characters.isSpace(c)) {
            weak = true;
            return !Characters.isDigit(o);
        }
        if (c == '/' || c == '\\' || c == '#' || c == '=' || c == '~' || c == '&' || c == '%') {
            weak = true;
            return true;
        }
        if (Characters.isSpace(c) && c != '\t') {
            if (isCurrency(o) || isPhonePrefix(from, outer)) {
                return false;
            }
            weak |= separator == 2 && Characters.isDigit(o);
        }
        return true;
    }

    private boolean freeBehind(int i, int limit, int separator) {
        if (i >= limit) {
            return true;
        }
        char c = text[i];
        char n = i + 1 < limit ? text[i + 1] : '\n';
        if (Characters.isWord(c) || c == '@' || c == '%' || isCurrency(c)) {
            return false;
        }
        if (c == '.' || c == ',') {
            return !Characters.isDigit(n) || c == ',' && separator == 0 && digitsFrom(i + 1, limit) >= 8;
        }
        if (Characters.of(c) == Characters.BLANK && !Characters.isSpace(c)) {
            weak |= Characters.isWord(n);
            return !Characters.isDigit(n);
        }
        if (c == '/' || c == '\\' || c == '=' || c == '&') {
            weak |= Characters.isWord(n);
            return true;
        }
        if (Characters.isSpace(c) && c != '\t') {
            weak |= separator == 2 && Characters.isDigit(n);
            boolean vat = (n == 'B' || n == 'L') && i + 3 < limit && Characters.isDigit(text[i + 2]) && Characters.isDigit(text[i + 3]);
            boolean euro = i + 3 < limit && Characters.of(n) == 5 && Characters.of(text[i + 2]) == 21 && Characters.of(text[i + 3]) == 18;
            return !vat && !euro && !isCurrency(n);
        }
        return true;
    }

    /** "+31 612345678", "0031 6 ...": a country's prefix ends at {@code i}. */
    private boolean isPhonePrefix(int from, int i) {
        int at = i;
        int n = 0;
        while (at >= from && n < 10 && (Characters.isDigit(text[at]) || text[at] == ' ' || text[at] == '(' || text[at] == ')')) {
            at--;
            n++;
        }
        boolean international = n >= 4 && at + 2 <= i && text[at + 1] == '0' && text[at + 2] == '0';
        return n > 0 && n < 10 && at >= from && text[at] == '+' || international;
    }

    private static boolean isCurrency(char c) {
        return c == '$' || c >= 128 && Character.getType(c) == Character.CURRENCY_SYMBOL;
    }

    private boolean isPlainLetter(int i) {
        byte type = Characters.of(text[i]);
        return type >= 1 && type <= Characters.LETTERS;
    }

    private int digitsBefore(int from, int last) {
        int n = 0;
        while (last - n >= from && n < 20 && Characters.isDigit(text[last - n])) {
            n++;
        }
        return n;
    }

    private int digitsFrom(int first, int limit) {
        int n = 0;
        while (first + n < limit && n < 20 && Characters.isDigit(text[first + n])) {
            n++;
        }
        return n;
    }

    /** The place before {@code i} that is not zero-width; below {@code from} when there is none. */
    private int before(int from, int i) {
        int at = i - 1;
        while (at >= from && Characters.of(text[at]) == Characters.NOTHING) {
            at--;
        }
        return at;
    }
}
