package nl.duwtje.rules.personaldata;

/** The Finnish henkilötunnus: DDMMYY, a sign for the century, three digits and a letter or digit that is the nine digits modulo 31. */
final class FinnishHetu {

    private FinnishHetu() {}

    /** @param d the nine digits; @param last the check, upper case */
    static boolean passes(int[] d, char last) {
        return Check.isDay(Check.two(d, 2), Check.two(d, 0))
                && "0123456789ABCDEFHJKLMNPRSTUVWXY".charAt((int) (Check.number(d, 0, 9) % 31)) == last;
    }

    /** The signs for the centuries; since 2023 there are more than three. */
    static boolean isCentury(char c) {
        return c == '+' || c == '-' || c >= 'A' && c <= 'F' || c >= 'U' && c <= 'Y';
    }
}
