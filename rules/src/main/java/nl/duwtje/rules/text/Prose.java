package nl.duwtje.rules.text;

/**
 * Running text.
 *
 * @param place     where it stands in its file, empty for the file itself
 * @param unit      what a line of it is called for people: "line", "paragraph"; empty when counting lines would not help anybody
 * @param text      lines end in LF
 * @param kind      what it is in its mail
 * @param offset    where it starts in the text it was cut from, 0 when it is the whole of it
 * @param firstLine the number of its first line for people
 */
public record Prose(String place, String unit, CharSequence text, BlockKind kind, int offset, int firstLine) implements Block {

    /** A text of its own. */
    public Prose(String place, String unit, CharSequence text) {
        this(place, unit, text, BlockKind.TEXT, 0, 1);
    }

    @Override
    public String where(int offset) {
        if (unit.isEmpty()) {
            return place;
        }
        int line = firstLine;
        for (int i = 0; i < offset; i++) {
            if (text.charAt(i) == '\n') {
                line++;
            }
        }
        return Block.join(place, unit + " " + line);
    }

    @Override
    public Prose within(String outer) {
        return new Prose(Block.join(outer, place), unit, text, kind, offset, firstLine);
    }

    /** The stretch {@code from..to} as a block of its own that keeps its place. */
    Prose cut(int from, int to) {
        int line = firstLine;
        for (int i = 0; i < from; i++) {
            line += text.charAt(i) == '\n' ? 1 : 0;
        }
        return new Prose(place, unit, text.subSequence(from, to), kind, offset + from, line);
    }
}
