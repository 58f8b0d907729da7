package nl.duwtje.rules.inspect;

/** Distinct numbers, counted without an object for each. Not safe for several threads. */
final class Values {

    private static final int FIRST = 8;
    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    /** Open addressing, a power of two, at most half full; 0 is an empty place. */
    private long[] places = new long[0];
    private int count;
    private boolean zero;

    /** How many there are. */
    int size() {
        return count + (zero ? 1 : 0);
    }

    boolean contains(long value) {
        return value == 0 ? zero : places.length > 0 && places[place(places, value)] == value;
    }

    /** Whether it was new. */
    boolean add(long value) {
        if (contains(value)) {
            return false;
        }
        if (value == 0) {
            zero = true;
            return true;
        }
        if (2 * count >= places.length) {
            long[] larger = new long[Math.max(FIRST, 2 * places.length)];
            for (long old : places) {
                if (old != 0) {
                    larger[place(larger, old)] = old;
                }
            }
            places = larger;
        }
        places[place(places, value)] = value;
        count++;
        return true;
    }

    void addAll(Values others) {
        zero |= others.zero;
        for (long value : others.places) {
            if (value != 0) {
                add(value);
            }
        }
    }

    /** How many are not among the others, which may be null. */
    int without(Values others) {
        if (others == null) {
            return size();
        }
        int left = zero && !others.zero ? 1 : 0;
        for (long value : places) {
            left += value != 0 && !others.contains(value) ? 1 : 0;
        }
        return left;
    }

    /** Where the value stands, or would. */
    private static int place(long[] places, long value) {
        int at = (int) (value * SPREAD >>> 32) & places.length - 1;
        while (places[at] != 0 && places[at] != value) {
            at = at + 1 & places.length - 1;
        }
        return at;
    }
}
