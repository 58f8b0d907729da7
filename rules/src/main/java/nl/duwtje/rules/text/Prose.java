package nl.duwtje.rules.text;

/**
 * Running text.
 *
 * @param place where it stands in its file, empty for the file itself
 * @param unit  what a line of it is called for people: "line", "paragraph"; empty when counting lines would not help anybody
 * @param text  lines end in LF
 */
public record Prose(String place, String unit, CharSequence text) implements Block {

    @Override
    public String where(int offset) {
        if (unit.isEmpty()) {
            return place;
        }
        int line = 1;
        for (int i = 0; i < offset; i++) {
            if (text.charAt(i) == '\n') {
                line++;
            }
        }
        return Block.join(place, unit + " " + line);
    }

    @Override
    public Prose within(String outer) {
        return new Prose(Block.join(outer, place), unit, text);
    }
}
