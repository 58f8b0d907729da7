package nl.duwtje.rules.settings;

/**
 * A part of the whole as people write it: "10%", "2.5%". Immutable.
 *
 * @param ofTenThousand 0 to 10,000
 */
public record Share(int ofTenThousand) {

    public static final Share NONE = new Share(0);

    public Share {
        if (ofTenThousand < 0 || ofTenThousand > 10_000) {
            throw new IllegalArgumentException("must be 0% to 100%");
        }
    }

    /** @throws IllegalArgumentException saying what is allowed */
    public static Share of(String text) {
        String written = text.strip();
        if (!written.matches("[0-9]{1,3}([.][0-9]{1,2})?%")) {
            throw new IllegalArgumentException("is not a share; write 10% or 2.5%");
        }
        return new Share(new java.math.BigDecimal(written.substring(0, written.length() - 1)).movePointRight(2).intValueExact());
    }
}
