package nl.duwtje.rules.personaldata;

/**
 * The American social security number: AAA-GG-SSSS without a check; the area is not 000, 666 or 9xx, the group not 00, the serial not 0000.
 */
final class AmericanSsn {

    private AmericanSsn() {}

    /** Whether the digits are one. */
    static boolean passes(int[] d) {
        long area = Check.number(d, 0, 3);
        return area != 0 && area != 666 && area < 900 && Check.two(d, 3) != 0 && Check.number(d, 5, 9) != 0;
    }
}
