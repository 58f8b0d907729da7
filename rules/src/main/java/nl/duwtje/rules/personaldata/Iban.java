package nl.duwtje.rules.personaldata;

import java.util.Locale;

/**
 * The IBAN (ISO 13616): a country, two check digits and an account number of a shape that each country has fixed in the SWIFT registry, of which
 * ISO 7064 mod 97-10 is 1. An account number of only zeros is a specimen, not an account.
 */
final class Iban {

    /** Letters and digits that are nothing else either: too long for a code, and no number in them stands free. */
    static final int MISTYPED = -2;

    private static final int LONGEST = 34;
    /** So large a number still takes two more digits. */
    private static final long MANY = Long.MAX_VALUE / 1_000;

    /** Per country the shape of its account number: n digits, a letters, c either. After the SWIFT registry, release 101. */
    private static final String REGISTRY = "AD8n12c AE19n AL8n16c AT16n AZ4a20c BA16n BE12n BG4a6n8c BH4a14c BI23n BR23n1a1c BY4c4n16c CH5n12c"
            + " CR18n CY8n16c CZ20n DE18n DJ23n DK14n DO4c20n EE16n EG25n ES20n FI14n AX14n FK2a12n FO14n FR10n11c2n GB4a14n GE2a16n GI4a15c"
            + " GL14n GR7n16c GT24c HN4a20n HR17n HU24n IE4a14n IL19n IQ4a15n IS22n IT1a10n12c JO4a4n18c KW4a22c KZ3n13c LB4n20c LC4a24c"
            + " LI5n12c LT16n LU3n13c LV4a13c LY21n MC10n11c2n MD20c ME18n MK3n10c2n MN16n MR23n MT4a5n18c MU4a19n3a NI4a20n NL4a10n NO11n"
            + " OM3n16c PK4a16c PL24n PS4a21c PT21n QA4a21c RO4a16c RS18n RU14n15c SA2n18c SC4a20n3a SD14n SE20n SI15n SK20n SM1a10n12c"
            + " SO19n ST21n SV4a20n TL19n TN20n TR6n16c UA6n19c VA18n VG4a16n XK16n YE4a4n18c";

    /** By country (26 x first letter + second letter) the shape, one character a place; null for no country. */
    private static final String[] SHAPES = shapes();

    private Iban() {}

    /** How many countries are known. */
    static int countries() {
        int n = 0;
        for (String shape : SHAPES) {
            n += shape == null ? 0 : 1;
        }
        return n;
    }

    /** The shape of a country's account number, one of n, a, c for each place; null when there is no such country. */
    static String shape(byte first, byte second) {
        return SHAPES[(first - 1) * 26 + second - 1];
    }

    /** The place of the two letters before a digit that could begin an IBAN; -1 when there are none. */
    static int start(char[] text, int from, int digit) {
        int second = before(text, from, digit);
        if (second >= from && Characters.of(text[second]) == Characters.BLANK) {
            second = before(text, from, second);
        }
        int first = second < from ? -1 : before(text, from, second);
        if (first < from || !isPlainLetter(text[second]) || !isPlainLetter(text[first])) {
            return -1;
        }
        int outer = before(text, from, first);
        if (outer < from || !Characters.isWord(text[outer])) {
            return first;
        }
        boolean glued = outer - 3 >= from && Characters.of(text[outer]) == 14 && Characters.of(text[outer - 1]) == 1
                && Characters.of(text[outer - 2]) == 2 && Characters.of(text[outer - 3]) == 9;
        return glued ? first : -1;
    }

    private static boolean isPlainLetter(char c) {
        byte type = Characters.of(c);
        return type >= 1 && type <= Characters.LETTERS;
    }

    /** The place before {@code i} that is not zero-width; below {@code from} when there is none. */
    private static int before(char[] text, int from, int i) {
        int at = i - 1;
        while (at >= from && Characters.of(text[at]) == Characters.NOTHING) {
            at--;
        }
        return at;
    }

    /**
     * Reads an IBAN that starts at {@code start}: exactly its country's length, blanks and dots between, then a border.
     *
     * @return the offset behind it; -1 when there is none; {@link #MISTYPED} when only the check digits are wrong and it stands in one piece
     */
    static int read(char[] text, int start, int limit, char[] value) {
        String shape = shape(Characters.of(text[start]), Characters.of(text[start + 1]));
        if (shape == null) {
            return -1;
        }
        int length = shape.length() + 4;
        int n = 0;
        int i = start;
        int gap = 0;
        long remainder = 0;
        int any = 0;
        while (n < length) {
            if (i >= limit || gap > 2) {
                return -1;
            }
            char c = text[i++];
            byte type = Characters.of(c);
            char place = n < 2 ? 'a' : n < 4 ? 'n' : shape.charAt(n - 4);
            if (type == Characters.DIGIT) {
                if (place == 'a') {
                    return -1;
                }
                int digit = Characters.digit(c);
                value[n] = (char) ('0' + digit);
                remainder = n < 4 ? remainder : remainder * 10 + digit;
                any |= n < 4 ? 0 : digit;
            } else if (type >= 1 && type <= Characters.LETTERS) {
                if (place == 'n') {
                    return -1;
                }
                value[n] = (char) ('A' + type - 1);
                remainder = n < 4 ? remainder : remainder * 100 + type + 9;
            } else if (type == Characters.NOTHING) {
                continue;
            } else if (type == Characters.BLANK || type == Characters.DOT) {
                gap++;
                continue;
            } else {
                return -1;
            }
            remainder = remainder > MANY ? remainder % 97 : remainder;
            n++;
            gap = 0;
        }
        // a letter behind an account of digits is the next word, typed without a space: "...0300tnv"
        boolean open = i < limit && Characters.isWord(text[i]) && !(shape.endsWith("n") && text[i] >= 'a' && text[i] <= 'z');
        if (open || any == 0) {
            return -1;
        }
        return holds(remainder % 97, value) ? i : i - start == length && length > Codes.LONGEST ? MISTYPED : -1;
    }

    /** Room for the longest IBAN there is. */
    static char[] buffer() {
        return new char[LONGEST];
    }

    static int length(char[] value) {
        return shape((byte) (value[0] - 'A' + 1), (byte) (value[1] - 'A' + 1)).length() + 4;
    }

    /** ISO 7064 mod 97-10: the account number, of which {@code remainder} is left, and behind it the country and the two check digits. */
    private static boolean holds(long remainder, char[] value) {
        int country = (value[0] - 'A' + 10) * 100 + value[1] - 'A' + 10;
        return (remainder * 1_000_000 + country * 100 + (value[2] - '0') * 10 + value[3] - '0') % 97 == 1;
    }

    /** Stands for the value: 64 bits, mixed. */
    static long hash(char[] value, int length) {
        long hash = length;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ value[i]) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return hash;
    }

    private static String[] shapes() {
        String[] shapes = new String[26 * 26];
        for (String entry : REGISTRY.split(" ")) {
            StringBuilder shape = new StringBuilder();
            int count = 0;
            for (char c : entry.substring(2).toLowerCase(Locale.ROOT).toCharArray()) {
                if (Character.isDigit(c)) {
                    count = count * 10 + c - '0';
                } else {
                    shape.append(String.valueOf(c).repeat(count));
                    count = 0;
                }
            }
            shapes[(entry.charAt(0) - 'A') * 26 + entry.charAt(1) - 'A'] = shape.toString();
        }
        return shapes;
    }
}
