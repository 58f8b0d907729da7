package nl.duwtje.rules.personaldata;

/** Reads a day, as 31-12-1980, 31/12/80, 1980-12-31, 19801231 or 31 december 1980, from 1900 to 2099. Not safe for several threads. */
final class Dates {

    private static final String MONTHS = "JAN FEB MAA MRT MAR APR MEI MAY JUN JUL AUG SEP OKT OCT NOV DEC ";
    private static final int[] MONTH = {1, 2, 3, 3, 3, 4, 5, 5, 6, 7, 8, 9, 10, 10, 11, 12};

    private final char[] text;
    private int end;
    private int value;

    Dates(char[] text) {
        this.text = text;
    }

    /** Behind it. */
    int end() {
        return end;
    }

    /** Year, month and day in one number: 19801231. */
    int value() {
        return value;
    }

    /** Whether a day starts at the digit {@code start}, before which no digit stands. */
    boolean read(int start, int limit) {
        int first = number(start, limit, 4);
        int i = end;
        int length = i - start;
        if (i >= limit || length == 3) {
            return false;
        }
        char c = text[i];
        if (length <= 2 && c == ' ') {
            return named(first, i + 1, limit);
        }
        if (c != '-' && c != '/' && c != '.' && c != ' ' || length == 4 && c == ' ') {
            return false;
        }
        int second = number(i + 1, limit, 2);
        if (end == i + 1 || end >= limit || text[end] != c) {
            return false;
        }
        int at = end + 1;
        int third = number(at, limit, 4);
        int last = end - at;
        if (end < limit && (Characters.isDigit(text[end]) || Characters.isLetter(text[end]) && text[end] != 'T')) {
            return false;
        }
        if (length == 4) {
            return last > 0 && last <= 2 && day(first, second, third);
        }
        return last == 4 ? day(third, second, first) : last == 2 && day(third > 30 ? 1900 + third : 2000 + third, second, first);
    }

    /** Whether eight digits together are a day: 19801231 or 31121980. */
    boolean whole(int start, int limit) {
        int n = number(start, limit, 8);
        return end - start == 8 && (day(n / 10_000, n / 100 % 100, n % 100) || day(n % 10_000, n / 10_000 % 100, n / 1_000_000));
    }

    /** "3 maart 1961", "3 mrt. 1961". */
    private boolean named(int day, int at, int limit) {
        int i = at;
        while (i < limit && i < at + 10 && Characters.isLetter(text[i])) {
            i++;
        }
        if (i - at < 3 || i >= limit) {
            return false;
        }
        int month = month(at);
        i += text[i] == '.' ? 1 : 0;
        if (month == 0 || i >= limit || text[i] != ' ') {
            return false;
        }
        int year = number(i + 1, limit, 4);
        return end - i - 1 == 4 && !(end < limit && Characters.isWord(text[end])) && day(year, month, day);
    }

    /** By the first three letters of its name; 0 for none. */
    private int month(int at) {
        for (int m = 0; m < MONTH.length; m++) {
            if (MONTHS.charAt(4 * m) == Characters.folded(text[at]) && MONTHS.charAt(4 * m + 1) == Characters.folded(text[at + 1])
                    && MONTHS.charAt(4 * m + 2) == Characters.folded(text[at + 2])) {
                return MONTH[m];
            }
        }
        return 0;
    }

    private boolean day(int year, int month, int day) {
        value = year * 10_000 + month * 100 + day;
        return year >= 1900 && year < 2100 && Check.isDay(month, day);
    }

    /** At most {@code most} digits; {@link #end} is behind them. */
    private int number(int from, int limit, int most) {
        int n = 0;
        int i = from;
        while (i < limit && i - from < most && Characters.isDigit(text[i])) {
            n = n * 10 + Characters.digit(text[i++]);
        }
        end = i;
        return n;
    }
}
