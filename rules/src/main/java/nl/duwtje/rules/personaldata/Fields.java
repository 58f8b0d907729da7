package nl.duwtje.rules.personaldata;

import java.util.Locale;
import java.util.Set;

/** To which field of code or data a number belongs: JSON, XML, SQL, assignments. Places are offsets, the second exclusive. */
final class Fields {

    private static final Set<String> VALUE = Set.of("value", "waarde", "val", "content", "text", "identifier", "string", "number",
            "extension");
    private static final int LONGEST_MARKUP = 7;
    private static final int MOST_TUPLE = 200;
    private static final String VALUES = "values";
    private static final String ROOT = "113883.2.4.6.3";
    private static final int NEAR_ROOT = 50;

    private final char[] text;
    private final int length;

    Fields(Sweep sweep) {
        text = sweep.text;
        length = sweep.length;
    }

    /**
     * Whether the number is the value of another field than the one that has the label: {@code where bsn is null and zaak.nr = '123456782'},
     * {@code <bsn/><zaaknr>123456782}. A field that only says "value" is not another one.
     */
    boolean isOtherField(int from, int to) {
        int last = to - 1;
        while (last > from && (text[last] == ' ' || text[last] == '"' || text[last] == '\'')) {
            last--;
        }
        if (last <= from) {
            return false;
        }
        if (text[last] == '>') {
            return isOtherElement(from, last);
        }
        boolean quoted = text[last] == ':' && (text[last - 1] == '"' || text[last - 1] == '\'');
        if (text[last] != '=' && !quoted) {
            return false;
        }
        int end = last;
        while (end > from && !Characters.isWord(text[end - 1])) {
            end--;
        }
        int start = fieldStart(from, end);
        int name = start;
        while (quoted ? name > from && text[name - 1] != '"' && text[name - 1] != '\'' : name > from && text[name - 1] == ' ') {
            name--; // "BSN aanvrager": one name with the label in it
        }
        return name > from && start < end && !isValueName(start, end);
    }

    private boolean isOtherElement(int from, int close) {
        int open = close;
        while (open > from && text[open] != '<') {
            open--;
        }
        if (text[open] != '<') {
            return false; // the label stands in the element itself
        }
        int end = open + 1;
        while (end < close && !Characters.isSpace(text[end])) {
            end++;
        }
        return end - open > LONGEST_MARKUP && text[open + 1] != '/' && !isValueName(fieldStart(open + 1, end), end);
    }

    private int fieldStart(int from, int end) {
        int at = end;
        while (at > from && (Characters.isWord(text[at - 1]) || text[at - 1] == '_' || text[at - 1] == '.' || text[at - 1] == '-')) {
            at--;
        }
        return at;
    }

    private boolean isValueName(int start, int end) {
        return VALUE.contains(new String(text, start, end - start).toLowerCase(Locale.ROOT));
    }

    /** Where the list of values opens in which a number stands, as in {@code VALUES (1, 123456782)}; -1 when it stands in none. */
    int tuple(int number) {
        int at = number - 1;
        while (at > 0 && number - at < MOST_TUPLE && text[at] != '(' && text[at] != ')' && text[at] != '\n') {
            at--;
        }
        if (at <= 0 || text[at] != '(') {
            return -1;
        }
        int end = at;
        while (end > 0 && Characters.isSpace(text[end - 1])) {
            end--;
        }
        return end >= VALUES.length() && isAt(text, end - VALUES.length(), VALUES) ? at : -1;
    }

    /** Whether the value belongs to another name than the one at {@code label}: {@code INSERT INTO t (bsn, nr) VALUES (..., 123456782)}. */
    boolean isOtherColumn(int label, int number) {
        int values = tuple(number);
        if (values < label) {
            return false;
        }
        int names = label;
        while (names > 0 && label - names < MOST_TUPLE && text[names] != '(') {
            names--;
        }
        return commas(names, label) != commas(values, number);
    }

    /** Whether the label is itself a value or its statement has ended: {@code ('bsn', 123456782)}, {@code select bsn from t; -- 123456782}. */
    boolean isEnded(int from, int to) {
        if (from + 1 < to && (text[from] == '\'' || text[from] == '"') && text[from + 1] == ',' && tuple(to) >= 0) {
            return true;
        }
        int last = lastMark(text, from, to);
        for (int i = from; i < last; i++) {
            if (text[i] == ';' && !isEntity(from, i)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the root of all BSNs in messages of health care (HL7, FHIR) stands beside: {@code root="2.16.840.1.113883.2.4.6.3"}. */
    boolean isOfBsnRoot(int from, int to) {
        for (int at = Math.max(0, from - NEAR_ROOT); at < Math.min(length, to + NEAR_ROOT); at++) {
            if (text[at] == '1' && isAt(text, at, ROOT) && at + ROOT.length() < length && !Characters.isDigit(text[at + ROOT.length()])) {
                return true;
            }
        }
        return false;
    }

    /** Whether a semicolon ends a character's name: {@code BSN&nbsp;}. */
    private boolean isEntity(int from, int semicolon) {
        int at = semicolon;
        while (at > from && (Characters.isWord(text[at - 1]) || text[at - 1] == '#')) {
            at--;
        }
        return at > from && text[at - 1] == '&';
    }

    /** The last place before {@code to} that is no blank. */
    static int lastMark(char[] text, int from, int to) {
        int last = to - 1;
        while (last > from && text[last] == ' ') {
            last--;
        }
        return last;
    }

    private int commas(int from, int to) {
        int n = 0;
        for (int i = from; i < to; i++) {
            n += text[i] == ',' ? 1 : 0;
        }
        return n;
    }

    /** Whether the word, in small letters, stands there in any case. */
    static boolean isAt(char[] text, int at, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= text.length || Character.toLowerCase(text[at + i]) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
