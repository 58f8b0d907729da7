package nl.duwtje.rules.personaldata;

/**
 * Whether what touches a number makes it part of something else: a decimal, an amount, a telephone number, a GUID, a VAT number. Not safe for several
 * threads.
 */
final class NumberBorders {

    private final char[] text;
    private boolean weak;

    NumberBorders(char[] text) {
        this.text = text;
    }

    /** Something beside the number makes it unlikely: such a one needs a label. */
    boolean weak() {
        return weak;
    }

    /** Whether {@code start..end} is a number of its own within {@code from..limit}. */
    boolean isFree(int from, int start, int end, int limit, int separator, boolean afterLabel) {
        weak = false;
        return isFreeBefore(from, start, separator, afterLabel) && isFreeBehind(end, limit, separator);
    }

    private boolean isFreeBefore(int from, int start, int separator, boolean afterLabel) {
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
        if (c == '/' || c == '\\' || c == '#' || c == '=' || c == '~' || c == '&' || c == '%' || c == '$') {
            weak = true;
            return true;
        }
        if (Characters.isSpace(c) && c != '\t') {
            if (isCurrency(o) || isPhonePrefix(from, outer)) {
                return false;
            }
            weak |= separator == Numbers.SPACE && Characters.isDigit(o);
        }
        return true;
    }

    private boolean isFreeBehind(int i, int limit, int separator) {
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
            weak |= separator == Numbers.SPACE && Characters.isDigit(n);
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

    static boolean isCurrency(char c) {
        return c == '$' || c >= 128 && Character.getType(c) == Character.CURRENCY_SYMBOL;
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
