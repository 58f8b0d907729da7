package nl.duwtje.rules.personaldata;

/** An e-mail address (the everyday part of RFC 5321 section 4.1.2): a local part of letters, digits and .!#$%&'*+/=?^_`{|}~-, a domain with a dot. */
final class Email {

    private static final int LONGEST_LOCAL = 64;
    private static final int LONGEST_DOMAIN = 253;

    private Email() {}

    /** Where the address around the at sign starts; {@code at} itself when nothing stands before it. */
    static int start(char[] text, int from, int at) {
        int i = at;
        while (i > from && at - i < LONGEST_LOCAL && isLocal(text[i - 1])) {
            i--;
        }
        while (i < at && (text[i] == '.' || text[i] == '-' || text[i] == '_')) {
            i++;
        }
        return i;
    }

    /** Behind the domain that follows the at sign; -1 when none does. */
    static int end(char[] text, int at, int limit) {
        int i = at + 1;
        int dot = -1;
        while (i < limit && i - at <= LONGEST_DOMAIN && (isPlain(text[i]) || text[i] == '-' || text[i] == '.' && i > at + 1)) {
            if (text[i] == '.') {
                if (i + 1 >= limit || !isPlain(text[i + 1])) {
                    break;
                }
                dot = i;
            }
            i++;
        }
        while (i > at && text[i - 1] == '-') {
            i--;
        }
        boolean letters = dot > 0 && i - dot > 2;
        for (int j = dot + 1; letters && j < i; j++) {
            letters = !Characters.isDigit(text[j]);
        }
        return letters ? i : -1;
    }

    /** "j•••@example.org". */
    static String sample(CharSequence text, int start, int end) {
        int at = start;
        while (text.charAt(at) != '@') {
            at++;
        }
        return new StringBuilder(4 + end - at).append(text.charAt(start)).append("•••").append(text, at, end).toString();
    }

    private static boolean isPlain(char c) {
        return c < 128 ? c >= '0' && c <= '9' || (c | 32) >= 'a' && (c | 32) <= 'z' : Characters.isLetter(c);
    }

    private static boolean isLocal(char c) {
        return isPlain(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '%' || c == '&' || c == '\'' || c == '~';
    }
}
