package nl.duwtje.rules.text;

/** A stretch of a longer text, without a copy of its characters. Offsets are UTF-16 units of the stretch. Immutable. */
public final class Stretch implements CharSequence {

    private final String whole;
    private final int from;
    private final int to;

    Stretch(String whole, int from, int to) {
        this.whole = whole;
        this.from = from;
        this.to = to;
    }

    /** A text as a stretch: all of it, or itself when it is one. */
    public static Stretch of(CharSequence text) {
        return text instanceof Stretch stretch ? stretch : new Stretch(text.toString(), 0, text.length());
    }

    @Override
    public int length() {
        return to - from;
    }

    @Override
    public char charAt(int index) {
        return whole.charAt(from + index);
    }

    /** Where {@code c} stands first, from {@code start} on; -1 when it does not. */
    public int indexOf(char c, int start) {
        int at = whole.indexOf(c, from + start, to);
        return at < 0 ? -1 : at - from;
    }

    /** Whether these characters stand at {@code start}, in whatever case. */
    public boolean standsAt(int start, String text) {
        return start >= 0 && start + text.length() <= length() && whole.regionMatches(true, from + start, text, 0, text.length());
    }

    /** The text itself where the stretch is all of it. */
    CharSequence text() {
        return length() == whole.length() ? whole : this;
    }

    /** Copies its characters to the start of {@code units}. */
    public void copyTo(char[] units) {
        whole.getChars(from, to, units, 0);
    }

    @Override
    public String subSequence(int start, int end) {
        return whole.substring(from + start, from + end);
    }

    /** A copy, unless it is the whole text. */
    @Override
    public String toString() {
        return whole.substring(from, to);
    }
}
