package nl.duwtje.rules.personaldata;

/**
 * The class of every UTF-16 unit, and the value of every digit. Letters are folded (case, diacritics, full width); digits of other scripts count
 * as digits; no-break spaces and hyphens count as blanks; zero-width characters count for nothing, so that they hide nothing.
 */
final class Characters {

    /** Classes 1 to 26 are the letters A to Z. */
    static final byte OTHER = 0;
    static final byte LETTERS = 26;
    static final byte BLANK = 27;
    /** Up to here a character does nothing but lead on from word to word. */
    static final byte DOT = 28;
    static final byte DIGIT = 29;
    static final byte LINE_END = 30;
    static final byte NOTHING = 31;
    /** How many classes the words know; {@link #SPECIAL} and up are {@link #OTHER} to them. */
    static final int COUNT = 32;
    /** At sign and less-than, with which an e-mail address or a machine readable zone shows itself. */
    static final byte SPECIAL = 32;

    /** Greek and Cyrillic capitals that look like a Latin one, and the letter they look like: a label may be written or disguised with them. */
    private static final String LOOKS = "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7"
            + "\u0410\u0412\u0415\u0405\u0417\u0406\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0413";
    private static final String LIKE = "ABEZHIKMNOPTYX" + "ABESZIKMHOPCTYXG";
    /** Latin letters that are one of their own and not a letter with a mark. */
    private static final String STROKED = "\u00d8\u0141\u0110\u0131\u00c6\u00df";
    private static final String PLAIN = "OLDIAS";

    private static final byte[] CLASS = new byte[65536];
    private static final byte[] VALUE = new byte[65536];

    static {
        for (int c = 0; c < 65536; c++) {
            CLASS[c] = classify((char) c);
            VALUE[c] = (byte) (CLASS[c] == DIGIT ? Character.digit((char) c, 10) : 0);
        }
    }

    private Characters() {}

    static byte of(char c) {
        return CLASS[c];
    }

    /** The classes of all units, for loops. */
    static byte[] classes() {
        return CLASS;
    }

    /** The letter A to Z that a letter folds to, or the ASCII digit; 0 for anything else. */
    static char folded(char c) {
        byte type = CLASS[c];
        return type >= 1 && type <= LETTERS ? (char) ('A' + type - 1) : type == DIGIT ? (char) ('0' + VALUE[c]) : 0;
    }

    static int digit(char c) {
        return VALUE[c];
    }

    static boolean isDigit(char c) {
        return CLASS[c] == DIGIT;
    }

    /** A letter, also one that has no place among A to Z. */
    static boolean isLetter(char c) {
        byte type = CLASS[c];
        return type >= 1 && type <= LETTERS || c >= 128 && Character.isLetter(c);
    }

    static boolean isWord(char c) {
        return CLASS[c] == DIGIT || isLetter(c);
    }

    /** A blank that is a space of some kind: not a hyphen or an underscore. */
    static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || CLASS[c] == BLANK && Character.isSpaceChar(c);
    }

    private static byte classify(char c) {
        if (c < 128) {
            return ascii(c);
        }
        if (c == '\u00ad' || c >= '\u200b' && c <= '\u200f' || c == '\u2060' || c == '\ufeff' || c >= '\u202a' && c <= '\u202e'
                || c >= '\u2066' && c <= '\u2069') {
            return NOTHING;
        }
        if (c == '\u0085' || c == '\u2028' || c == '\u2029') {
            return LINE_END;
        }
        if (Character.isSpaceChar(c) || c >= '\u2010' && c <= '\u2015' || c == '\u2212' || c == '\uff0d') {
            return BLANK;
        }
        if (c == '\uff0e') {
            return DOT;
        }
        return Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER ? DIGIT : letter(c);
    }

    private static byte ascii(char c) {
        if (c >= '0' && c <= '9') {
            return DIGIT;
        }
        if (c >= 'a' && c <= 'z') {
            return (byte) (c - 'a' + 1);
        }
        if (c >= 'A' && c <= 'Z') {
            return (byte) (c - 'A' + 1);
        }
        return switch (c) {
            case ' ', '\t', '-', '_' -> BLANK;
            case '\n', '\r', '\u000b', '\f' -> LINE_END;
            case '.' -> DOT;
            case '@', '<' -> SPECIAL;
            default -> OTHER;
        };
    }

    /** The letter under a diacritic, for the Latin blocks; full-width letters as themselves. */
    private static byte letter(char c) {
        char upper = Character.toUpperCase(c);
        int stroked = Math.max(STROKED.indexOf(upper), STROKED.indexOf(c));
        if (stroked >= 0) {
            return ascii(PLAIN.charAt(stroked));
        }
        int looks = LOOKS.indexOf(upper);
        if (looks >= 0) {
            return ascii(LIKE.charAt(looks));
        }
        if (c > '\u017f' && (c < '\uff21' || c > '\uff5a')) {
            return OTHER;
        }
        String plain = java.text.Normalizer.normalize(String.valueOf(c), java.text.Normalizer.Form.NFKD);
        char first = plain.charAt(0);
        return first < 128 && Character.isLetter(first) ? ascii(first) : OTHER;
    }
}
