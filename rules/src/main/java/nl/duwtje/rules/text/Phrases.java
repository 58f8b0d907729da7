package nl.duwtje.rules.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Up to 64 phrases looked for in one pass, wherever they stand and in whatever case (Aho and Corasick's automaton, as a table). A phrase holds only
 * a to z, spaces and hyphens. Immutable, safe for all threads; allocates nothing while it looks.
 */
final class Phrases {

    private static final int CLASSES = 32;
    private static final int SPACE = 27;
    private static final int HYPHEN = 28;
    private static final byte[] CLASS = new byte[128];

    static {
        for (char c = 'a'; c <= 'z'; c++) {
            CLASS[c] = (byte) (c - 'a' + 1);
            CLASS[c - 'a' + 'A'] = CLASS[c];
        }
        CLASS[' '] = SPACE;
        CLASS['-'] = HYPHEN;
    }

    private final List<String> phrases;
    private final char[] next;
    /** Per state the phrases that end there, as bits in the order they were given. */
    private final long[] ends;

    Phrases(List<String> phrases) {
        if (phrases.size() > Long.SIZE) {
            throw new IllegalArgumentException("more than " + Long.SIZE);
        }
        this.phrases = List.copyOf(phrases);
        int most = phrases.stream().mapToInt(String::length).sum() + 1;
        next = new char[most * CLASSES];
        ends = new long[most];
        char states = 1;
        for (int n = 0; n < phrases.size(); n++) {
            int state = 0;
            for (char c : phrases.get(n).toCharArray()) {
                int at = state * CLASSES + classOf(c);
                if (next[at] == 0) {
                    next[at] = states++;
                }
                state = next[at];
            }
            ends[state] |= 1L << n;
        }
        complete();
    }

    /** From each state, for what does not go on: where the longest end of what was read goes on. */
    private void complete() {
        int[] fallback = new int[ends.length];
        Deque<Integer> queue = new ArrayDeque<>();
        queue.add(0);
        while (!queue.isEmpty()) {
            int state = queue.remove();
            for (int c = 0; c < CLASSES; c++) {
                int at = state * CLASSES + c;
                int shorter = state == 0 ? 0 : next[fallback[state] * CLASSES + c];
                if (next[at] == 0) {
                    next[at] = (char) shorter;
                } else {
                    fallback[next[at]] = shorter;
                    ends[next[at]] |= ends[shorter];
                    queue.add((int) next[at]);
                }
            }
        }
    }

    private static int classOf(char c) {
        // the Kelvin sign is a k in lower case, the only one beyond ASCII
        return c < 128 ? CLASS[c] : c == '\u212a' ? CLASS['k'] : 0;
    }

    /** The bits of the phrases of that name, to be compared with what {@link #in} gives. */
    long bits(String... named) {
        long bits = 0;
        for (String name : named) {
            bits |= 1L << phrases.indexOf(name);
        }
        return bits;
    }

    /** The phrases in {@code from..to}, as bits. */
    long in(char[] text, int from, int to) {
        long found = 0;
        int state = 0;
        for (int i = from; i < to; i++) {
            state = next[state * CLASSES + classOf(text[i])];
            found |= ends[state];
        }
        return found;
    }
}
