package nl.duwtje.rules.personaldata;

import static nl.duwtje.rules.personaldata.Type.*;

/**
 * Reads what is of letters and digits around the first digit of a word: documents, and the numbers of countries that use letters. Its fields are
 * used again; not safe for several threads.
 */
final class Codes {

    /** Letters and digits in the longest code there is. */
    static final int LONGEST = 16;

    private static final int MOST = LONGEST + 1;
    private static final int MOST_LETTERS = 8;

    private final char[] text;
    private final char[] c = new char[MOST + 1];
    private final int[] d = new int[9];
    private int start;
    private int end;
    private int length;
    private long mask;
    private byte alone;
    private long value;

    Codes(char[] text) {
        this.text = text;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    long mask() {
        return mask;
    }

    byte alone() {
        return alone;
    }

    long value() {
        return value;
    }

    /**
     * Reads the word around the digit at {@code digit}.
     *
     * @param run    how many digits stand together there
     * @param plates whether a licence plate would mean anything
     */
    boolean read(int from, int digit, int run, int limit, boolean plates) {
        mask = 0;
        alone = Sweep.NONE;
        if (plates && plate(from, digit, limit) || spacedNino(from, digit, run, limit) || run == 6 && hetu(from, digit, limit)
                || run == 2 && spacedInsurance(digit, limit) || run >= 7 && hyphenatedDni(from, digit, run, limit)) {
            value = hash();
            return true;
        }
        if (!word(from, digit, limit)) {
            return false;
        }
        switch (length) {
            case 8 -> add(NATIONAL_ID_IE, IrishPps.passes(c, 8));
            case 9 -> nine();
            case 10 -> add(NATIONAL_ID_DE, GermanCard.passes(c));
            case 12 -> add(NATIONAL_ID_DE, GermanInsurance.passes(c));
            case 15 -> add(NATIONAL_ID_FR, corsican());
            case 16 -> {
                add(NATIONAL_ID_IT, CodiceFiscale.passes(c));
                alone = mask != 0 ? Sweep.HIGH : Sweep.NONE;
            }
            default -> {
                // nothing has this length
            }
        }
        value = hash();
        return mask != 0;
    }

    private void add(Type type, boolean passes) {
        mask |= passes ? type.bit() : 0;
    }

    private void nine() {
        add(NATIONAL_ID_ES, c[8] >= 'A' && SpanishDni.passes(c));
        add(NATIONAL_ID_GB, Nino.passes(c));
        add(NATIONAL_ID_IE, IrishPps.passes(c, 9));
        add(RESIDENCE_DOCUMENT, IdDocument.isResidence(c));
        if (IdDocument.isShaped(c)) {
            mask |= ID_DOCUMENT.bit();
        }
    }

    /** The letters and digits that stand together around the digit, nothing of a word beside them. */
    private boolean word(int from, int digit, int limit) {
        int i = digit;
        while (i > from && digit - i < MOST_LETTERS && Characters.folded(text[i - 1]) >= 'A') {
            i--;
        }
        if (i > from && (Characters.isWord(text[i - 1]) || text[i - 1] == '-' && i - 1 > from && Characters.isWord(text[i - 2])
                || text[i - 1] == '@'
                || text[i - 1] == '/' || text[i - 1] == '_' || text[i - 1] == '=')) {
            return false;
        }
        start = i;
        length = 0;
        boolean letter = false;
        while (i < limit && length <= MOST) {
            char folded = Characters.folded(text[i]);
            if (folded == 0) {
                boolean dni = text[i] == '-' && length == 8 && !letter && i + 1 < limit && Characters.isLetter(text[i + 1]);
                if (!dni) {
                    break;
                }
                i++;
                continue;
            }
            c[length++] = folded;
            letter |= folded >= 'A';
            i++;
        }
        end = i;
        return letter && length <= LONGEST && !(i < limit && (Characters.isWord(text[i]) || text[i] == '@' || text[i] == '_'
                || text[i] == '-' && i + 1 < limit && Characters.isWord(text[i + 1])));
    }

    /** In Corsica the département is 2A or 2B. */
    private boolean corsican() {
        for (int i = 0; i < 15; i++) {
            if (i == 6 ? c[i] != 'A' && c[i] != 'B' : c[i] > '9') {
                return false;
            }
        }
        int[] nir = new int[15];
        for (int i = 0; i < 15; i++) {
            nir[i] = c[i] - '0';
        }
        nir[5] = 1;
        nir[6] = c[6] == 'A' ? 9 : 8;
        return FrenchNir.passes(nir);
    }

    /** "QQ 12 34 56 C". */
    private boolean spacedNino(int from, int digit, int run, int limit) {
        if (run != 2 || digit - 3 < from || text[digit - 1] != ' ' || digit + 9 >= limit || text[digit + 2] != ' ' || text[digit + 5] != ' '
                || digit - 4 >= from && Characters.isWord(text[digit - 4])) {
            return false;
        }
        int last = digit + 8 + (text[digit + 8] == ' ' ? 1 : 0);
        if (last >= limit || last + 1 < limit && Characters.isWord(text[last + 1])) {
            return false;
        }
        length = 0;
        for (int i = digit - 3; i <= last; i++) {
            if (text[i] != ' ') {
                if (length == 9 || !(text[i] >= 'A' && text[i] <= 'Z' || text[i] >= '0' && text[i] <= '9')) {
                    return false;
                }
                c[length++] = text[i];
            }
        }
        start = digit - 3;
        end = last + 1;
        add(NATIONAL_ID_GB, length == 9 && Nino.passes(c));
        alone = mask != 0 ? Sweep.MEDIUM : Sweep.NONE;
        return mask != 0;
    }

    /** "65 170839 J 003": area, birth, letter, serial and check. */
    private boolean spacedInsurance(int digit, int limit) {
        if (digit + 15 > limit || digit + 15 < limit && Characters.isWord(text[digit + 15]) || text[digit + 2] != ' '
                || text[digit + 9] != ' '
                || text[digit + 11] != ' ') {
            return false;
        }
        length = 0;
        for (int i = digit; i < digit + 15; i++) {
            char folded = Characters.folded(text[i]);
            if (folded != 0 && length < 12) {
                c[length++] = folded;
            }
        }
        start = digit;
        end = digit + 15;
        add(NATIONAL_ID_DE, length == 12 && GermanInsurance.passes(c));
        return mask != 0;
    }

    /** "12345678-Z", "X-1234567-L", "X1234567-L". */
    private boolean hyphenatedDni(int from, int digit, int run, int limit) {
        int letter = digit - 1;
        letter -= letter > from && text[letter] == '-' ? 1 : 0;
        boolean foreigner = run == 7 && letter >= from && Characters.folded(text[letter]) >= 'X';
        start = foreigner ? letter : digit;
        int last = digit + run + (digit + run < limit && text[digit + run] == '-' ? 1 : 0);
        if (run + (foreigner ? 1 : 0) != 8 || last >= limit || last + 1 < limit && Characters.isWord(text[last + 1])
                || start > from && Characters.isWord(text[start - 1])) {
            return false;
        }
        length = 0;
        if (foreigner) {
            c[length++] = Characters.folded(text[letter]);
        }
        for (int i = digit; i < digit + run; i++) {
            c[length++] = Characters.folded(text[i]);
        }
        c[length++] = Characters.folded(text[last]);
        end = last + 1;
        add(NATIONAL_ID_ES, c[8] >= 'A' && SpanishDni.passes(c));
        return mask != 0;
    }

    private boolean hetu(int from, int digit, int limit) {
        int last = digit + 10;
        if (last >= limit || digit > from && Characters.isWord(text[digit - 1]) || last + 1 < limit && Characters.isWord(text[last + 1])
                || !FinnishHetu.isCentury(text[digit + 6])) {
            return false;
        }
        length = 0;
        for (int i = digit; i <= last; i++) {
            c[length++] = Characters.folded(text[i]);
            if (i != digit + 6 && i != last) {
                if (!Characters.isDigit(text[i])) {
                    return false;
                }
                d[i < digit + 6 ? i - digit : i - digit - 1] = Characters.digit(text[i]);
            }
        }
        start = digit;
        end = last + 1;
        add(NATIONAL_ID_FI, FinnishHetu.passes(d, c[10]));
        alone = mask != 0 ? Sweep.LOW : Sweep.NONE;
        return mask != 0;
    }

    /** Three groups with hyphens, or six together. */
    private boolean plate(int from, int digit, int limit) {
        int i = digit;
        while (i > from && digit - i < 6 && (text[i - 1] == '-' || Characters.folded(text[i - 1]) >= 'A')) {
            i--;
        }
        if (i > from && Characters.isWord(text[i - 1]) || text[i] == '-') {
            return false;
        }
        start = i;
        length = 0;
        int groups = 0;
        int group = 0;
        while (i < limit && length < 6) {
            char folded = Characters.folded(text[i]);
            if (folded != 0) {
                c[length++] = folded;
                group++;
            } else if (text[i] == '-' && group > 0) {
                groups = groups * 10 + group;
                group = 0;
            } else {
                return false;
            }
            i++;
        }
        end = i;
        boolean open = i < limit && (Characters.isWord(text[i]) || text[i] == '-' && i + 1 < limit && Characters.isWord(text[i + 1]));
        add(LICENCE_PLATE, length == 6 && !open && LicencePlate.passes(c, groups * 10 + group));
        return mask != 0;
    }

    private long hash() {
        long hash = length;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ c[i]) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return hash;
    }
}
