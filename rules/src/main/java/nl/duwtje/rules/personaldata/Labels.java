package nl.duwtje.rules.personaldata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@link Words} as one dense automaton (Aho and Corasick): one table look-up a character, whatever the number of words. States in which a word may
 * end come last, so that one comparison tells. Immutable, safe for all threads.
 */
final class Labels {

    private static final Labels ALL = new Labels(Words.all());
    private static final int WIDTH = Characters.COUNT;
    private static final int SHORT_AND_UNLIKELY = 3;

    /** By state and class the next state; a state is at most 65,535. */
    private final char[] next;
    /** The first state in which a word may end. */
    private final int firstEnd;
    /** Per state the word that ends there, or -1; shorter words that end there too follow by {@link #shorter}. */
    private final int[] word;
    private final int[] shorter;
    private final long[] says;
    private final int[] length;

    Labels(List<Words.Word> list) {
        Map<String, Long> words = new LinkedHashMap<>();
        list.forEach(w -> words.merge(w.text(), w.says(), (a, b) -> a | b));
        says = new long[words.size()];
        length = new int[words.size()];
        Trie trie = new Trie(words.keySet().stream().mapToInt(String::length).sum() + 1);
        int n = 0;
        for (Map.Entry<String, Long> w : words.entrySet()) {
            says[n] = w.getValue();
            length[n] = w.getKey().length();
            trie.add(w.getKey(), n++);
        }
        trie.link();
        trie.joinBlanks();
        int[] renamed = trie.endsLast();
        next = new char[trie.states * WIDTH];
        word = new int[trie.states];
        shorter = new int[trie.states];
        firstEnd = trie.firstEnd;
        for (int s = 0; s < trie.states; s++) {
            word[renamed[s]] = trie.word[s];
            shorter[renamed[s]] = renamed[trie.shorter[s]];
            for (int c = 0; c < WIDTH; c++) {
                next[renamed[s] * WIDTH + c] = (char) renamed[trie.next[s * WIDTH + c]];
            }
        }
    }

    static Labels all() {
        return ALL;
    }

    /** The built-in words and more. */
    static Labels with(List<Words.Word> more) {
        List<Words.Word> all = new ArrayList<>(Words.all());
        all.addAll(more);
        return new Labels(all);
    }

    /** The table, for the loop: {@code next[state * 32 + class]}. */
    char[] table() {
        return next;
    }

    /** From this state on a word may end. */
    int firstEnd() {
        return firstEnd;
    }

    /** The longest word that ends at {@code last} and stands free; -1 when none does. Its start is in {@code startOut[0]}, what it says in {@code saysOut[0]}. */
    boolean find(int state, char[] text, int from, int last, int limit, int[] startOut, long[] saysOut) {
        boolean open = last + 1 < limit && Characters.isLetter(text[last + 1])
                && !(text[last] >= 'a' && text[last] <= 'z' && isUpper(text[last + 1]));
        for (int s = word[state] >= 0 ? state : shorter[state]; s != 0; s = shorter[s]) {
            int w = word[s];
            if (open && says[w] != Type.BSN.bit()) {
                continue;
            }
            int start = startOf(text, from, last, length[w]);
            long free = free(says[w], text, from, start, open, length[w]);
            if (free != 0) {
                startOut[0] = start;
                saysOut[0] = free;
                return true;
            }
        }
        return false;
    }

    private static long free(long says, char[] text, int from, int start, boolean openBehind, int length) {
        boolean openBefore = start > from && Characters.isLetter(text[start - 1])
                && !(isUpper(text[start]) && text[start - 1] >= 'a' && text[start - 1] <= 'z');
        if (says == Type.BSN.bit() && length == SHORT_AND_UNLIKELY) {
            // no Dutch or English word begins or ends with these letters: "clientbsn", "bsnpartner"
            return openBefore && openBehind ? 0 : says;
        }
        if (openBehind) {
            return 0;
        }
        boolean joined = start > from && (Characters.isLetter(text[start - 1])
                || text[start - 1] == '-' && start - 1 > from && Characters.isLetter(text[start - 2]));
        if (says == Words.COMPOUND) {
            return joined ? Words.VETO : 0;
        }
        if (says == Words.WORD_BEFORE) {
            return joined || start - 1 > from && Characters.isSpace(text[start - 1]) && Characters.isLetter(text[start - 2])
                    ? Words.VETO
                    : 0;
        }
        return openBefore ? 0 : says;
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    /** Walks back over as many characters as the word has, blanks that repeat counting once and zero-width ones not at all. */
    private static int startOf(char[] text, int from, int last, int length) {
        int i = last;
        int left = length - 1;
        while (left > 0 && i > from) {
            byte here = Characters.of(text[i]);
            i--;
            byte before = Characters.of(text[i]);
            if (before != Characters.NOTHING && !(before == Characters.BLANK && here == Characters.BLANK)) {
                left--;
            }
        }
        return i;
    }

    /** The automaton while it is made. */
    private static final class Trie {
        private final int[] next;
        private final int[] word;
        private final int[] shorter;
        /** Per state the last character of what leads to it. */
        private final byte[] last;
        /** The states, nearest to the start first: {@link #link} finds them so. */
        private final int[] order;
        private int states = 1;
        private int firstEnd;

        Trie(int room) {
            if (room > 60_000) {
                throw new IllegalArgumentException("too many label words");
            }
            next = new int[room * WIDTH];
            word = new int[room];
            shorter = new int[room];
            last = new byte[room];
            order = new int[room];
            java.util.Arrays.fill(word, -1);
        }

        void add(String text, int number) {
            int state = 0;
            for (char c : text.toCharArray()) {
                int at = state * WIDTH + Characters.of(c) % WIDTH;
                if (next[at] == 0) {
                    last[states] = Characters.of(c);
                    next[at] = states++;
                }
                state = next[at];
            }
            word[state] = word[state] < 0 ? number : word[state];
        }

        /** Breadth first: where to go on after the longest suffix that is still a prefix of a word. */
        void link() {
            int[] fail = new int[word.length];
            int found = 1;
            for (int c = 0; c < WIDTH; c++) {
                if (next[c] != 0) {
                    order[found++] = next[c];
                }
            }
            for (int at = 1; at < found; at++) {
                int state = order[at];
                int back = fail[state];
                shorter[state] = word[back] >= 0 ? back : shorter[back];
                for (int c = 0; c < WIDTH; c++) {
                    int to = next[state * WIDTH + c];
                    if (to == 0) {
                        next[state * WIDTH + c] = next[back * WIDTH + c];
                    } else {
                        fail[to] = next[back * WIDTH + c];
                        order[found++] = to;
                    }
                }
            }
        }

        /** Further blanks behind a blank change nothing. */
        void joinBlanks() {
            for (int state = 1; state < states; state++) {
                if (last[state] == Characters.BLANK) {
                    next[state * WIDTH + Characters.BLANK] = state;
                }
            }
        }

        /**
         * New numbers for the states, those in which a word ends behind all others; state 0 stays 0. Those that a text comes by most, near the
         * start, stand together: few pages and lines of the cache hold them.
         */
        int[] endsLast() {
            int[] renamed = new int[states];
            int n = 0;
            for (int at = 0; at < states; at++) {
                if (!ends(order[at])) {
                    renamed[order[at]] = n++;
                }
            }
            firstEnd = n;
            for (int at = 0; at < states; at++) {
                if (ends(order[at])) {
                    renamed[order[at]] = n++;
                }
            }
            return renamed;
        }

        private boolean ends(int state) {
            return word[state] >= 0 || shorter[state] != 0;
        }
    }
}
