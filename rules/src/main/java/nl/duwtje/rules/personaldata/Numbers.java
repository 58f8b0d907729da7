package nl.duwtje.rules.personaldata;

import static nl.duwtje.rules.personaldata.Type.*;

/**
 * Reads the number that starts at a place, up to 19 digits in groups, and says of which types it has the shape and passes the check; and whether
 * what touches it makes it part of something else: a decimal, an amount, a telephone number, a GUID, a VAT number. The longest reading that is
 * something wins. Its fields are used again for every number; not safe for several threads.
 */
final class Numbers {

    private static final int MOST_DIGITS = 19;
    private static final int DOT = 1;
    private static final int SPACE = 2;
    private static final int HYPHEN = 4;
    private static final int SLASH = 8;

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
    private boolean weak;
    private long mask;
    private byte alone;

    Numbers(char[] text) {
        this.text = text;
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
        return weak;
    }

    /** The types it may be. */
    long mask() {
        return mask;
    }

    /** How sure one may be of the first of its types without any evidence: {@link Sweep#NONE}, or a strength. */
    byte alone() {
        return alone;
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
            mask = 0;
            alone = Sweep.NONE;
            weak = false;
            digits = total[g];
            types(shape[g], separators[g]);
            if (mask != 0 && isFreeBefore(from, start, separators[g], afterLabel) && isFreeBehind(groupEnd[g], limit, separators[g])) {
                end = groupEnd[g];
                if (weak && alone != Sweep.NONE) {
                    alone = Sweep.NONE;
                }
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

    private void types(long lengths, int kinds) {
        boolean whole = kinds == 0;
        boolean oneKind = (kinds & kinds - 1) == 0 && kinds != SLASH;
        switch (digits) {
            case 8 -> eight(lengths, whole, oneKind);
            case 9 -> nine(lengths, kinds, oneKind);
            case 10 -> ten(lengths, kinds, whole);
            case 11 -> eleven(lengths, kinds, whole);
            case 12 -> add(NATIONAL_ID_SE, (whole || lengths == 0x84 && kinds == HYPHEN) && SwedishNumber.passes(d, 2));
            case 13 -> thirteen(lengths, whole, oneKind);
            default -> cards(lengths, whole, oneKind);
        }
    }

    private void add(Type type, boolean passes) {
        mask |= passes ? type.bit() : 0;
    }

    private void eight(long lengths, boolean whole, boolean oneKind) {
        add(BSN, (whole || oneKind && lengths == 0x332) && d[0] != 0 && Bsn.passes((int) Check.number(d, 0, 8)));
        add(AGB, whole || oneKind && lengths == 0x26);
        weak = true;
    }

    private void nine(long lengths, int kinds, boolean oneKind) {
        boolean plain = lengths == 9 || lengths == 0x333;
        boolean parted = lengths == 0x423 || lengths == 0x2223 || lengths == 0x111111111L;
        if (oneKind && (plain || parted)) {
            add(BSN, Bsn.passes((int) Check.number(d, 0, 9)));
            weak = lengths == 0x111111111L || lengths == 0x2223;
        }
        if (oneKind && plain) {
            add(EDUCATION_NUMBER, EducationNumber.passes(d));
            add(NATIONAL_ID_PT, PortugueseNif.passes(d));
        }
        if (lengths == 9 || lengths == 0x324 && (kinds == HYPHEN || kinds == SPACE)) {
            add(NATIONAL_ID_US, AmericanSsn.passes(d));
            alone = lengths == 0x324 && kinds == HYPHEN ? Sweep.LOW : Sweep.NONE;
        }
    }

    private void ten(long lengths, int kinds, boolean whole) {
        boolean parted = lengths == 0x64 && (kinds == HYPHEN || kinds == SPACE);
        if (whole || lengths == 0x334 || lengths == 0x433 || lengths == 0x22222) {
            add(A_NUMMER, kinds != SLASH && ANummer.passes(d));
        }
        if (whole) {
            mask |= DRIVING_LICENCE.bit() | RESIDENCE_DOCUMENT.bit();
            add(NATIONAL_ID_BG, BulgarianEgn.passes(d));
        }
        if (whole || lengths == 0x334 && kinds != SLASH) {
            add(NATIONAL_ID_GB, NhsNumber.passes(d));
        }
        if (whole || lengths == 0x46 && kinds != SLASH) {
            add(NATIONAL_ID_AT, AustrianNumber.passes(d));
        }
        if (whole || parted) {
            add(NATIONAL_ID_DK, DanishCpr.passes(d));
            add(NATIONAL_ID_SE, SwedishNumber.passes(d, 0));
        }
        add(NATIONAL_ID_FI, lengths == 0x64 && kinds == HYPHEN && FinnishHetu.passes(d, (char) ('0' + d[9])));
        if ((whole || lengths == 0x64 && (kinds == SLASH || kinds == HYPHEN || kinds == SPACE)) && CzechNumber.passes(d)) {
            mask |= NATIONAL_ID_CZ.bit() | NATIONAL_ID_SK.bit();
            alone = kinds == SLASH ? Sweep.LOW : Sweep.NONE;
        }
    }

    private void eleven(long lengths, int kinds, boolean whole) {
        if (whole || lengths == 0x22232 || lengths == 0x632 || lengths == 0x65 || lengths == 0x2225) {
            add(NATIONAL_ID_BE, BelgianNumber.passes(d));
            alone = mask != 0 && lengths == 0x22232 && (kinds & HYPHEN) != 0 ? Sweep.HIGH : Sweep.NONE;
        }
        if (whole || (lengths == 0x2333 || lengths == 0x3332 || lengths == 0x335) && kinds == SPACE) {
            add(NATIONAL_ID_DE, GermanTaxId.passes(d));
            add(NATIONAL_ID_HR, CroatianOib.passes(d));
        }
        if (whole) {
            mask |= BIG.bit();
            add(NATIONAL_ID_PL, Pesel.passes(d));
            add(NATIONAL_ID_GR, GreekAmka.passes(d));
            if (BalticCode.passes(d)) {
                mask |= NATIONAL_ID_EE.bit() | NATIONAL_ID_LT.bit();
            }
        }
        add(NATIONAL_ID_NO, (whole || lengths == 0x65 && kinds != SLASH) && NorwegianNumber.passes(d));
    }

    private void thirteen(long lengths, boolean whole, boolean oneKind) {
        if (whole || lengths == 0x3442 && oneKind) {
            add(NATIONAL_ID_CH, SwissAhv.passes(d));
            alone = mask != 0 && !whole ? Sweep.HIGH : Sweep.NONE;
        }
        if (whole || oneKind && (lengths == 0x85 || lengths == 0x42232L || lengths == 0x4225)) {
            add(NATIONAL_ID_LU, LuxembourgNumber.passes(d));
        }
        if (whole) {
            add(NATIONAL_ID_RO, RomanianCnp.passes(d));
            add(CARD, Card.passes(d, 13));
        }
    }

    private void cards(long lengths, boolean whole, boolean oneKind) {
        if (digits == 15 && (whole || lengths == 0x1222332 || lengths == 0xd2) && FrenchNir.passes(d)) {
            mask |= NATIONAL_ID_FR.bit();
            alone = whole ? Sweep.MEDIUM : Sweep.HIGH;
            return;
        }
        boolean grouped = oneKind && (lengths == 0x4444 || lengths == 0x465 || lengths == 0x464 || lengths == 0x44443 || lengths == 0x4446);
        if (whole || grouped) {
            add(CARD, Card.passes(d, digits));
            alone = grouped && mask != 0 ? Sweep.MEDIUM : Sweep.NONE;
        }
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
            weak |= separator == SPACE && Characters.isDigit(o);
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
            weak |= separator == SPACE && Characters.isDigit(n);
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
