package nl.duwtje.rules.text;

/** A piece of text that stands on its own: evidence in one block says nothing about another. Offsets are UTF-16 units of {@link #text}. */
public sealed interface Block permits Prose, Table {

    /** Where the block stands in its file: "sheet 2 (Leden)", "header", or empty for the file itself. */
    String place();

    CharSequence text();

    /** What it is in its mail; {@link BlockKind#TEXT} for all that comes from files. */
    BlockKind kind();

    /** Where {@link #text} starts in the text it was cut from: to be added to an offset in this block to find it there. */
    int offset();

    /** The place of one character, for people: "sheet 2 (Leden), cell C7". */
    String where(int offset);

    /** The same block as found inside something else: "lijst.xlsx, sheet 2 (Leden)". */
    Block within(String outer);

    /** Two places as one text, leaving out what is empty. */
    static String join(String outer, String inner) {
        return outer.isEmpty() ? inner : inner.isEmpty() ? outer : outer + ", " + inner;
    }
}
