package nl.duwtje.rules.personaldata;

/** The checks that an identifier of an organisation's own can name. Letters count as in ICAO 9303 (A is 10). */
public enum Checksum {

    /** Shape and labels are all there is. */
    NONE,
    /** The test of the BSN: nine digits. */
    ELEVEN_TEST,
    /** ISO/IEC 7812-1 annex B, as on payment cards. */
    LUHN,
    /** ISO 7064 mod 97-10: the whole, letters as two digits, is 1 modulo 97. */
    MOD97,
    /** ISO 7064 mod 11,10. */
    MOD11_10,
    /** ICAO 9303: the last digit by weights 7, 3, 1. */
    ICAO;

    /** Whether letters (upper case) and digits pass, other characters left out. */
    boolean passes(String value) {
        int n = value.length();
        int[] d = value.chars().map(c -> Check.icao((char) c)).toArray();
        boolean digits = value.chars().allMatch(c -> c >= '0' && c <= '9');
        return switch (this) {
            case NONE -> true;
            case ELEVEN_TEST -> digits && n == Bsn.DIGITS && Bsn.passes(Integer.parseInt(value));
            case LUHN -> digits && n > 1 && Check.luhn(d, 0, n);
            case MOD97 -> n > 2 && mod97(d);
            case MOD11_10 -> digits && n > 1 && Check.mod11and10(d, n);
            case ICAO -> n > 1 && d[n - 1] < 10 && Check.icao(value.toCharArray(), 0, n - 1) == d[n - 1];
        };
    }

    private static boolean mod97(int[] d) {
        int remainder = 0;
        for (int v : d) {
            remainder = (remainder * (v > 9 ? 100 : 10) + v) % 97;
        }
        return remainder == 1;
    }
}
