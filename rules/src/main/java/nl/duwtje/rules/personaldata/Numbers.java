package nl.duwtje.rules.personaldata;

/**
 * Reads the number that starts at a place, up to 19 digits in groups, and says of which types it has the shape and passes the check; and whether
 * what touches it makes it part of something else: a decimal, an amount, a telephone number, a GUID, a VAT number. The longest reading that is
 * something wins. Its fields are used again for every number; not safe for several threads.
 */
final class Numbers {

    private static final int MOST_DIGITS = 19;
    /** What stands between the groups of a number. */
    static final int DOT = 1;
    static final int SPACE = 2;
    static final int HYPHEN = 4;
    static final int SLASH = 8;

    private final char[] text;
    private final int[] d = new int[MOST_DIGITS + 1];
    private final int[] groupEnd = new int[MOST_DIGITS + 1];
    private final int[] total = new int[MOST_DIGITS + 1];
    /** Per number of groups their lengths, four bits each, and the separators between them. */
    private final long[] shape = new long[MOST_DIGITS + 1];
    private final int[] separators = new int[MOST_DIGITS + 1];

    private int end;
    private int digits;
    private int run;
    private final NumberTypes types = new NumberTypes(d);
    private final NumberBorders borders;

    Numbers(char[] text) {
        this.text = text;
        this.borders = new NumberBorders(text);
    }

    /** Behind what was read: where to look on. */
    int end() {
        return end;
    }

    /** The number itself, as far as it fits. */
    long value() {
        return Check.number(d, 0, digits);
    }

    int digits() {
        return digits;
    }

    /** Something beside it or its shape makes it unlikely: such a one needs a label. */
    boolean weak() {
        return types.weak() || borders.weak();
    }

    /** The types it may be. */
    long mask() {
        return types.mask();
    }

    /** How sure one may be of the first of its types without any evidence: {@link Sweep#NONE}, or a strength. */
    byte alone() {
        return weak() ? Sweep.NONE : types.alone();
    }

    /** How many digits stand together at the start. */
    int runLength() {
        return run;
    }

    /** Reads from the digit at {@code start}, before which no digit stands. Returns whether it is a candidate. */
    boolean read(int from, int start, int limit, boolean afterLabel) {
        int groups = groups(start, limit);
        run = total[0];
        for (int g = groups - 1; g >= 0 && total[g] >= 8; g--) {
            digits = total[g];
            if (borders.isFree(from, start, groupEnd[g], limit, separators[g], afterLabel) && types.read(digits, shape[g], separators[g])) {
                end = groupEnd[g];
                return true;
            }
        }
        end = groupEnd[0];
        return false;
    }

    private int groups(int start, int limit) {
        int i = start;
        int n = 0;
        int groups = 0;
        long lengths = 0;
        int kinds = 0;
        while (true) {
            int group = 0;
            while (i < limit && n + group < MOST_DIGITS && text[i] >= '0' && text[i] <= '9') {
                d[n + group++] = text[i++] - '0';
            }
            while (i < limit) {
                byte type = Characters.of(text[i]);
                if (type == Characters.DIGIT) {
                    if (n + group < MOST_DIGITS) {
                        d[n + group] = Characters.digit(text[i]);
                    }
                    group++;
                } else if (type != Characters.NOTHING) {
                    break;
                }
                i++;
            }
            n += group;
            lengths = lengths << 4 | Math.min(group, 15);
            if (n > MOST_DIGITS) {
                if (groups == 0) {
                    total[0] = 0;
                    groupEnd[0] = i;
                    groups = 1;
                }
                return groups;
            }
            total[groups] = n;
            groupEnd[groups] = i;
            shape[groups] = lengths;
            separators[groups++] = kinds;
            if (n == MOST_DIGITS || groups == 16 || i + 1 >= limit || !Characters.isDigit(text[i + 1])) {
                return groups;
            }
            int kind = separatorKind(text[i]);
            if (kind == 0) {
                return groups;
            }
            kinds |= kind;
            i++;
        }
    }

    private static int separatorKind(char c) {
        if (c == '.') {
            return DOT;
        }
        if (c == '/') {
            return SLASH;
        }
        if (Characters.isSpace(c) && c != '\t') {
            return SPACE;
        }
        return c != '_' && c != '\t' && Characters.of(c) == Characters.BLANK ? HYPHEN : 0;
    }
}
