package nl.duwtje.rules.mime;

/**
 * One change to the bytes of a message: the bytes {@code from..to} (to exclusive) give way to {@code replacement}. from == to inserts.
 */
public record Splice(long from, long to, byte[] replacement) {

    public Splice {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("splice " + from + ".." + to + " is not a range");
        }
    }

    public static Splice insert(long at, byte[] bytes) {
        return new Splice(at, at, bytes);
    }

    public static Splice delete(long from, long to) {
        return new Splice(from, to, new byte[0]);
    }
}
