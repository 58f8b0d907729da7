package nl.duwtje.rules.personaldata;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern that takes time in proportion to the text, whatever it says: characters, {@code \d}, {@code [A-Z0-9]}, groups, {@code |}, {@code ?},
 * {@code *}, {@code +}, <code>{3}</code>, <code>{2,5}</code>; nothing that looks back or around. At most 64 places; as the automaton of Glushkov, all
 * states in one long. Immutable, safe for all threads.
 */
final class Shape {

    /** No match is longer. */
    static final int LONGEST = 100;
    private static final int MOST_PLACES = 64;

    private final String pattern;
    private int at;
    private int places;
    private final long[] accepts = new long[128];
    private final long[] follow = new long[MOST_PLACES];
    private long first;
    private long last;

    private record Part(long first, long last, boolean nullable) {}

    private sealed interface Node {
        record Chars(boolean[] set) implements Node {}

        record Sequence(List<Node> parts) implements Node {}

        record Either(List<Node> parts) implements Node {}

        record Repeat(Node part, int least, int most) implements Node {}
    }

    private static final int ENDLESS = -1;

    /** @throws IllegalArgumentException that says what is wrong with the pattern */
    Shape(String pattern) {
        this.pattern = pattern;
        Node node = either();
        if (at < pattern.length()) {
            throw new IllegalArgumentException("has \"" + pattern.charAt(at) + "\" too many at " + (at + 1));
        }
        Part part = build(node);
        if (part.nullable()) {
            throw new IllegalArgumentException("fits nothing at all as well");
        }
        first = part.first();
        last = part.last();
    }

    /** Behind the longest match that starts at {@code start}; -1 when there is none. */
    int match(char[] text, int start, int limit) {
        long states = first;
        int end = -1;
        for (int i = start; i < limit && i - start < LONGEST && states != 0; i++) {
            char c = text[i];
            long now = c < 128 ? states & accepts[c] : 0;
            if ((now & last) != 0) {
                end = i + 1;
            }
            states = 0;
            for (long rest = now; rest != 0; rest &= rest - 1) {
                states |= follow[Long.numberOfTrailingZeros(rest)];
            }
        }
        return end;
    }

    private Part build(Node node) {
        return switch (node) {
            case Node.Chars chars -> place(chars.set());
            case Node.Sequence sequence -> sequence.parts().stream().map(this::build).reduce(new Part(0, 0, true), this::then);
            case Node.Either either -> either.parts().stream().map(this::build)
                    .reduce((a, b) -> new Part(a.first() | b.first(), a.last() | b.last(), a.nullable() || b.nullable())).orElseThrow();
            case Node.Repeat repeat -> repeat(repeat);
        };
    }

    private Part repeat(Node.Repeat repeat) {
        Part all = new Part(0, 0, true);
        for (int i = 0; i < repeat.least(); i++) {
            all = then(all, build(repeat.part()));
        }
        if (repeat.most() == ENDLESS) {
            Part more = build(repeat.part());
            link(more.last(), more.first());
            return then(all, new Part(more.first(), more.last(), true));
        }
        for (int i = repeat.least(); i < repeat.most(); i++) {
            Part more = build(repeat.part());
            all = then(all, new Part(more.first(), more.last(), true));
        }
        return all;
    }

    private Part then(Part a, Part b) {
        link(a.last(), b.first());
        return new Part(a.first() | (a.nullable() ? b.first() : 0), b.last() | (b.nullable() ? a.last() : 0), a.nullable() && b.nullable());
    }

    private void link(long from, long to) {
        for (long rest = from; rest != 0; rest &= rest - 1) {
            follow[Long.numberOfTrailingZeros(rest)] |= to;
        }
    }

    private Part place(boolean[] set) {
        if (places == MOST_PLACES) {
            throw new IllegalArgumentException("has more than " + MOST_PLACES + " places");
        }
        long bit = 1L << places++;
        for (int c = 0; c < 128; c++) {
            accepts[c] |= set[c] ? bit : 0;
        }
        return new Part(bit, bit, false);
    }

    private Node either() {
        List<Node> parts = new ArrayList<>();
        parts.add(sequence());
        while (at < pattern.length() && pattern.charAt(at) == '|') {
            at++;
            parts.add(sequence());
        }
        return parts.size() == 1 ? parts.get(0) : new Node.Either(parts);
    }

    private Node sequence() {
        List<Node> parts = new ArrayList<>();
        while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
            parts.add(repeated(one()));
        }
        return new Node.Sequence(parts);
    }

    private Node repeated(Node one) {
        if (at >= pattern.length()) {
            return one;
        }
        switch (pattern.charAt(at)) {
            case '?' -> {
                at++;
                return new Node.Repeat(one, 0, 1);
            }
            case '*' -> {
                at++;
                return new Node.Repeat(one, 0, ENDLESS);
            }
            case '+' -> {
                at++;
                return new Node.Repeat(one, 1, ENDLESS);
            }
            case '{' -> {
                return counted(one);
            }
            default -> {
                return one;
            }
        }
    }

    private Node counted(Node one) {
        int close = pattern.indexOf('}', at);
        String counts = close < 0 ? "" : pattern.substring(at + 1, close);
        int comma = counts.indexOf(',');
        try {
            int least = Integer.parseInt(comma < 0 ? counts : counts.substring(0, comma));
            int most = comma < 0 ? least : Integer.parseInt(counts.substring(comma + 1));
            if (least < 0 || most < least || most > MOST_PLACES) {
                throw new NumberFormatException();
            }
            at = close + 1;
            return new Node.Repeat(one, least, most);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("has no {3} or {2,5} at " + (at + 1), e);
        }
    }

    private Node one() {
        char c = pattern.charAt(at++);
        switch (c) {
            case '(' -> {
                Node inner = either();
                if (at >= pattern.length()) {
                    throw new IllegalArgumentException("has a ( that does not close");
                }
                at++;
                return inner;
            }
            case '[' -> {
                return bracket();
            }
            case '\\' -> {
                return new Node.Chars(escaped());
            }
            case '?', '*', '+', '{', '}', ']', '^', '$', '.' -> throw new IllegalArgumentException(
                    "has \"" + c + "\" at " + at + ", which it cannot; write \\" + c + " for the character itself");
            default -> {
                return new Node.Chars(single(c));
            }
        }
    }

    private boolean[] escaped() {
        if (at >= pattern.length()) {
            throw new IllegalArgumentException("ends in a backslash");
        }
        char c = pattern.charAt(at++);
        if (c == 'd') {
            return range('0', '9', new boolean[128]);
        }
        if (Character.isLetterOrDigit(c)) {
            throw new IllegalArgumentException("has \\" + c + "; only \\d and escaped signs are known");
        }
        return single(c);
    }

    private Node bracket() {
        boolean[] set = new boolean[128];
        int from = at;
        while (at < pattern.length() && pattern.charAt(at) != ']') {
            char c = pattern.charAt(at++);
            if (c == '^' && at == from + 1) {
                throw new IllegalArgumentException("has [^...]; name what may stand there instead");
            }
            boolean isRange = at + 1 < pattern.length() && pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']';
            if (isRange) {
                range(c, pattern.charAt(at + 1), set);
                at += 2;
            } else {
                range(c, c, set);
            }
        }
        if (at >= pattern.length() || at == from) {
            throw new IllegalArgumentException("has a [ that does not close");
        }
        at++;
        return new Node.Chars(set);
    }

    private static boolean[] single(char c) {
        return range(c, c, new boolean[128]);
    }

    private static boolean[] range(char from, char to, boolean[] set) {
        if (to >= 128 || from > to) {
            throw new IllegalArgumentException("has the range " + from + "-" + to + "; ranges go up, and within ASCII");
        }
        for (int c = from; c <= to; c++) {
            set[c] = true;
        }
        return set;
    }
}
