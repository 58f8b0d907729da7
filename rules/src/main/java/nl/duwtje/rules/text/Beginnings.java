package nl.duwtje.rules.text;

import java.util.ArrayList;
import java.util.List;

/** Words that a line may begin with, in whatever case; sorted by their first character, so that most lines are told by theirs. Immutable. */
final class Beginnings {

    private static final int TABLE = 256;

    private final String[][] byFirst = new String[TABLE][];

    /** @param words in lower case, none of them empty; they begin with a character of Latin-1 */
    Beginnings(String... words) {
        List<List<String>> lists = new ArrayList<>();
        for (int i = 0; i < TABLE; i++) {
            lists.add(new ArrayList<>());
        }
        for (String word : words) {
            lists.get(word.charAt(0)).add(word);
        }
        for (int i = 0; i < TABLE; i++) {
            byFirst[i] = lists.get(i).toArray(new String[0]);
        }
    }

    /** Whether one of them stands at {@code from} and ends before {@code to}. */
    boolean stand(char[] text, int from, int to) {
        char first = from < to ? lower(text[from]) : 0;
        if (first >= TABLE) {
            return false;
        }
        for (String word : byFirst[first]) {
            if (stands(word, text, from, to)) {
                return true;
            }
        }
        return false;
    }

    private static boolean stands(String word, char[] text, int from, int to) {
        if (to - from < word.length()) {
            return false;
        }
        for (int i = 1; i < word.length(); i++) {
            if (lower(text[from + i]) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c < 128 ? c : Character.toLowerCase(c);
    }
}
