package nl.duwtje.rules.personaldata;

/**
 * The Luxembourg matricule: YYYYMMDD, three digits, a Luhn digit over the first eleven and a Verhoeff digit over the same.
 */
final class LuxembourgNumber {

    private LuxembourgNumber() {}

    /** Whether the digits are one. */
    static boolean passes(int[] d) {
        long year = Check.number(d, 0, 4);
        return year >= 1850 && year < 2100 && Check.isDay(Check.two(d, 4), Check.two(d, 6)) && Check.luhn(d, 0, 12) && verhoeff(d);
    }

    private static final String MULTIPLY = "0123456789" + "1234067895" + "2340178956" + "3401289567" + "4012395678" + "5987604321"
            + "6598710432"
            + "7659821043" + "8765932104" + "9876543210";
    private static final String PERMUTE = "0123456789" + "1576283094" + "5803796142" + "8916043527" + "9453126870" + "4286573901"
            + "2793806415"
            + "7046913258";

    /** Verhoeff's scheme over the first eleven digits and the thirteenth. */
    private static boolean verhoeff(int[] d) {
        int check = 0;
        for (int i = 0; i < 12; i++) {
            int digit = i == 0 ? d[12] : d[11 - i];
            check = MULTIPLY.charAt(check * 10 + PERMUTE.charAt(i % 8 * 10 + digit) - '0') - '0';
        }
        return check == 0;
    }
}
