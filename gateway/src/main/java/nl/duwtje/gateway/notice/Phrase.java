package nl.duwtje.gateway.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One text with its placeholders: <code>{0}</code> the value, <code>{0|one|many}</code> a word that agrees with the value,
 * <code>{0:types}</code> the value's name in another section, <code>{0:types#1}</code> that name in the number that value 1 asks for,
 * <code>{0:persons?3:types#1}</code> its name in the first section when value 3 is "true", else in the second.
 */
final class Phrase {

    private static final Pattern PLACEHOLDER = Pattern
            .compile("\\{(\\d)(?:\\|([^{}|]*)\\|([^{}|]*)|:([a-z]+)(?:\\?(\\d):([a-z]+))?(?:#(\\d))?)?}");

    private sealed interface Piece {
        record Literal(String text) implements Piece {}

        record Value(int index) implements Piece {}

        record Agreeing(int index, String one, String many) implements Piece {}

        record Named(int index, String section, int when, String otherwise, int number) implements Piece {}
    }

    private final List<Piece> pieces = new ArrayList<>();
    private final Set<Integer> used = new TreeSet<>();
    private final Set<String> sections = new TreeSet<>();

    /** @throws IllegalArgumentException with the reason, when a brace is not part of a placeholder */
    Phrase(String text) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        int at = 0;
        while (matcher.find()) {
            literal(text.substring(at, matcher.start()));
            at = matcher.end();
            int index = number(matcher.group(1));
            if (matcher.group(2) != null) {
                pieces.add(new Piece.Agreeing(index, matcher.group(2), matcher.group(3)));
            } else if (matcher.group(4) != null) {
                named(index, matcher);
            } else {
                pieces.add(new Piece.Value(index));
            }
        }
        literal(text.substring(at));
    }

    private void named(int index, Matcher matcher) {
        boolean either = matcher.group(5) != null;
        String otherwise = either ? matcher.group(6) : matcher.group(4);
        pieces.add(new Piece.Named(index, matcher.group(4), either ? number(matcher.group(5)) : -1, otherwise,
                matcher.group(7) == null ? -1 : number(matcher.group(7))));
        sections.addAll(List.of(matcher.group(4), otherwise));
    }

    private int number(String digit) {
        int n = Integer.parseInt(digit);
        used.add(n);
        return n;
    }

    private void literal(String text) {
        if (text.indexOf('{') >= 0 || text.indexOf('}') >= 0) {
            throw new IllegalArgumentException("has a brace that is no placeholder; allowed: {0}, {0|one|many}, {0:types}, {0:types#1}, "
                    + "{0:persons?3:types#1}");
        }
        if (!text.isEmpty()) {
            pieces.add(new Piece.Literal(text));
        }
    }

    /** The numbers of the values it uses. */
    Set<Integer> used() {
        return used;
    }

    /** The sections it looks names up in. */
    Set<String> sections() {
        return sections;
    }

    /** @param names gives the name of a value in a section, {@code one|many} when it has two forms, or the value itself */
    String fill(List<String> values, BinaryOperator<String> names) {
        StringBuilder out = new StringBuilder();
        for (Piece piece : pieces) {
            out.append(switch (piece) {
                case Piece.Literal literal -> literal.text();
                case Piece.Value value -> value(values, value.index());
                case Piece.Agreeing word -> isOne(values, word.index()) ? word.one() : word.many();
                case Piece.Named named -> inNumber(names.apply(section(values, named), value(values, named.index())),
                        named.number() < 0 || isOne(values, named.number()));
            });
        }
        return out.toString();
    }

    private static String section(List<String> values, Piece.Named named) {
        return named.when() < 0 || value(values, named.when()).equals("true") ? named.section() : named.otherwise();
    }

    private static String value(List<String> values, int index) {
        return index < values.size() ? values.get(index) : "";
    }

    private static boolean isOne(List<String> values, int index) {
        return value(values, index).equals("1");
    }

    private static String inNumber(String name, boolean one) {
        int bar = name.indexOf('|');
        return bar < 0 ? name : one ? name.substring(0, bar) : name.substring(bar + 1);
    }
}
