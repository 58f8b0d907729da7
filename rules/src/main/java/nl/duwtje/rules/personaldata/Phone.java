package nl.duwtje.rules.personaldata;

/**
 * A telephone number that can be a person's: Dutch, 0 and nine digits or +31 and nine, in groups of any size; or international with a plus. Numbers
 * of services (0800, 0900, 085, 087, 088) are not. Not safe for several threads.
 */
final class Phone {

    private static final int MOST = 15;

    private final char[] text;
    private int end;
    private long value;
    private boolean sure;

    Phone(char[] text) {
        this.text = text;
    }

    int end() {
        return end;
    }

    /** Where what was read at the digit {@code first} begins: at the plus before it, or at a bracket that closes within it: "(020) 123 4567". */
    int start(int from, int first) {
        char before = first > from ? text[first - 1] : '\n';
        boolean bracket = before == '(';
        for (int i = first; bracket && i < end; i++) {
            if (text[i] == ')') {
                return first - 1;
            }
        }
        return before == '+' ? first - 1 : first;
    }

    /** The number with the country before it, so that it counts once however it is written. */
    long value() {
        return value;
    }

    /** Whether its form alone says that it is one. */
    boolean sure() {
        return sure;
    }

    /** Reads from the digit at {@code start}, behind a plus when there is one. */
    boolean read(int from, int start, int limit) {
        char before = start > from ? text[start - 1] : '\n';
        boolean plus = before == '+';
        int outer = plus ? start - 2 : start - 1;
        char beside = outer >= from ? text[outer] : '\n';
        if (Characters.isWord(beside)
                || !plus && (beside == '-' || beside == '.' || beside == ',' && !plus || beside == '/' || beside == '=')
                || NumberBorders.isCurrency(beside)) {
            return false;
        }
        return plus ? international(start, limit) : text[start] == '0' && national(start, limit);
    }

    private boolean national(int start, int limit) {
        if (start + 9 >= limit) {
            return false;
        }
        char second = text[start + 1];
        if (second == '0') {
            return text[start + 2] == '3' && text[start + 3] == '1' && dutch(start + 4, limit, true);
        }
        return second >= '1' && second <= '7' && dutch(start + 1, limit, false);
    }

    /** Nine digits of a Dutch number from here on. */
    private boolean dutch(int at, int limit, boolean abroad) {
        int i = at;
        int n = 0;
        long number = 0;
        int kind = 0;
        int groups = 0;
        int first = 0;
        while (i < limit && n < 9) {
            char c = text[i];
            if (Characters.isDigit(c)) {
                if (n == 0 && c == '0') {
                    return false;
                }
                number = number * 10 + Characters.digit(c);
                n++;
                i++;
                continue;
            }
            if (n == 0 && abroad) {
                i = behindTrunk(i, limit);
                if (i < 0) {
                    return false;
                }
                continue;
            }
            if (groups == 0) {
                first = n;
            }
            int behind = separator(i, limit);
            if (behind < 0 || groups > 0 && kind != c && !(c == ' ' || kind == '-' || kind == ')')) {
                return false;
            }
            kind = c;
            groups++;
            i = behind;
        }
        char lead = (char) ('0' + number / 100_000_000);
        boolean area = lead >= '1' && lead <= '7';
        boolean grouped = groups == 0 || abroad || lead == '6' || first == 2 || first == 3;
        if (n < 9 || !area || !grouped || groups > 5 || !ends(i, limit)) {
            return false;
        }
        end = i;
        value = 31_000_000_000L + number;
        sure = abroad || lead == '6' || groups > 0;
        return true;
    }

    /** Behind " (0)", "-", " " between the country and the number; -1 when something else stands there. */
    private int behindTrunk(int at, int limit) {
        int i = at;
        while (i < limit && i < at + 6 && (text[i] == ' ' || text[i] == '(' || text[i] == ')' || text[i] == '-' || text[i] == '\u00a0'
                || text[i] == '0' && i > at && text[i - 1] == '(')) {
            i++;
        }
        return i == at ? -1 : i;
    }

    private int separator(int i, int limit) {
        char c = text[i];
        int behind = i + 1;
        if (c == ')' || c == '-' || c == ' ') {
            while (behind < limit && behind < i + 3 && (text[behind] == ' ' || text[behind] == '-')) {
                behind++;
            }
        } else if (c != '.' && c != '/' && !Characters.isSpace(c) && Characters.of(c) != Characters.NOTHING) {
            return -1;
        }
        return behind < limit && Characters.isDigit(text[behind]) ? behind : -1;
    }

    private boolean international(int start, int limit) {
        if (start + 2 < limit && text[start] == '3' && text[start + 1] == '1' && dutch(start + 2, limit, true)) {
            return true;
        }
        if (text[start] == '0' || text[start] == '3' && start + 1 < limit && text[start + 1] == '1') {
            return false;
        }
        int i = start;
        int n = 0;
        int groups = 0;
        long number = 0;
        while (i < limit && n <= MOST) {
            if (Characters.isDigit(text[i])) {
                number = number * 10 + Characters.digit(text[i++]);
                n++;
                continue;
            }
            int at = text[i] == '(' || text[i] == ' ' && i + 1 < limit && text[i + 1] == '(' ? behindTrunk(i, limit) : separator(i, limit);
            if (at < 0 || at >= limit || !Characters.isDigit(text[at])) {
                break;
            }
            groups++;
            i = at;
        }
        if (n < 9 || n > MOST || groups > 6 || groups == 0 && n < 10 || !ends(i, limit)) {
            return false;
        }
        end = i;
        value = number;
        sure = true;
        return true;
    }

    private boolean ends(int i, int limit) {
        if (i >= limit) {
            return true;
        }
        char c = text[i];
        boolean digitBehind = i + 1 < limit && Characters.isDigit(text[i + 1]);
        return !Characters.isWord(c) && c != '@' && !NumberBorders.isCurrency(c)
                && !(digitBehind && (c == '-' || c == '.' || c == ',' || c == ':'));
    }
}
