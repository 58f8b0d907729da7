package nl.duwtje.rules.personaldata;

import java.util.Set;

/**
 * A payment card (ISO/IEC 7812): 13 to 19 digits that pass Luhn within the range of an issuer. Of random 16-digit numbers 26 in a thousand do.
 */
final class Card {

    private static final Set<Long> PUBLISHED = Set.of(4111111111111111L, 4242424242424242L, 4012888888881881L, 4000056655665556L,
            4222222222222L, 5555555555554444L, 5105105105105100L, 5200828282828210L, 2223003122003222L, 2223000048410010L, 378282246310005L,
            371449635398431L, 378734493671000L, 6011111111111117L, 6011000990139424L, 30569309025904L, 38520000023237L, 3530111333300000L,
            3566002020360505L);

    private Card() {}

    /** Whether the digits are one. */
    static boolean passes(int[] d, int n) {
        return isIssued(d, n) && Check.luhn(d, 0, n) && varies(d, n);
    }

    /** Whether it is one that payment services print in their manuals: whoever tries out a shop types it. */
    static boolean isPublished(long number) {
        return PUBLISHED.contains(number);
    }

    /** Not one digit all through, which passes for 0. */
    private static boolean varies(int[] d, int n) {
        for (int i = 1; i < n; i++) {
            if (d[i] != d[0]) {
                return true;
            }
        }
        return false;
    }

    private static boolean isIssued(int[] d, int n) {
        int two = Check.two(d, 0);
        int four = two * 100 + Check.two(d, 2);
        if (n == 16) {
            // Visa, Mastercard, Discover, JCB (but not 3528, which every Dutch public transport card has), Maestro, UnionPay
            return d[0] == 4 || two >= 51 && two <= 55 || four >= 2221 && four <= 2720 || four == 6011 || two == 65
                    || four >= 6440 && four <= 6499
                    || four >= 3529 && four <= 3589 || two == 62 || four == 6304 || four == 6759 || four >= 6761 && four <= 6763
                    || four == 5018
                    || four == 5020 || four == 5038 || four == 5893;
        }
        if (n == 15) {
            return two == 34 || two == 37;
        }
        if (n == 14) {
            return two == 36 || two == 38 || four >= 3000 && four <= 3059 || four == 3095;
        }
        // Visa of old and of now, Maestro and UnionPay
        return n == 13
                ? d[0] == 4
                : n == 19
                        ? d[0] == 4 || two == 62 || four == 6304 || four == 6759
                        : n > 16 && (four == 6304 || four == 6759
                                || two == 62);
    }
}
