package nl.duwtje.rules.personaldata.quality;

import java.math.BigInteger;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;

/** Dutch numbers and bank numbers with right check digits, and the ways in which people write them. */
final class DutchNumbers {

    private static final String NBSP = "\u00a0";
    private static final String[] BANKS = {"ABNA", "INGB", "RABO", "SNSB", "ASNB", "RBRB", "TRIO", "KNAB", "BUNQ", "REVO", "BNGH", "FVLB",
            "NNBA"};

    private final Random random;

    DutchNumbers(Random random) {
        this.random = random;
    }

    /** Nine digits that pass the 11-test; a tenth of them starts with a zero. */
    String bsn() {
        while (true) {
            String eight = random.nextInt(10) == 0 ? "0" + (1 + random.nextInt(9)) + digits(6) : (1 + random.nextInt(8)) + digits(7);
            int sum = 0;
            for (int i = 0; i < 8; i++) {
                sum += (eight.charAt(i) - '0') * (9 - i);
            }
            if (sum % 11 < 10) {
                return eight + sum % 11;
            }
        }
    }

    String bsnFromZero() {
        String bsn;
        do {
            bsn = bsn();
        } while (bsn.charAt(0) != '0');
        return bsn.substring(1);
    }

    String written(String bsn) {
        return switch (random.nextInt(24)) {
            case 0, 1 -> group(bsn, ".", 3, 3, 3);
            case 2, 3 -> group(bsn, " ", 3, 3, 3);
            case 4 -> group(bsn, ".", 4, 2, 3);
            case 5 -> group(bsn, " ", 4, 2, 3);
            case 6 -> group(bsn, "-", 3, 3, 3);
            case 7 -> group(bsn, NBSP, 3, 3, 3);
            default -> bsn;
        };
    }

    String odd(String bsn) {
        return switch (random.nextInt(5)) {
            case 0 -> group(bsn, NBSP, 4, 2, 3);
            case 1 -> group(bsn, "\u2009", 3, 3, 3);
            case 2 -> group(bsn, "\u2011", 3, 3, 3);
            case 3 -> bsn.chars().mapToObj(c -> String.valueOf((char) (c - '0' + 0xFF10))).reduce("", String::concat);
            default -> group(bsn, "\u202f", 3, 3, 3);
        };
    }

    String aNumber() {
        while (true) {
            String ten = (1 + random.nextInt(9)) + digits(9);
            int sum = 0;
            long powers = 0;
            boolean twins = false;
            for (int i = 0; i < 10; i++) {
                int d = ten.charAt(i) - '0';
                sum += d;
                powers += (long) d << i;
                twins |= i > 0 && ten.charAt(i - 1) == ten.charAt(i);
            }
            if (!twins && (sum % 11 == 0 || sum % 11 == 5) && powers % 11 == 0) {
                return ten;
            }
        }
    }

    String educationNumber() {
        while (true) {
            String nine = "10" + digits(7);
            int sum = -(nine.charAt(8) - '0');
            for (int i = 0; i < 8; i++) {
                sum += (nine.charAt(i) - '0') * (9 - i);
            }
            if (Math.floorMod(sum, 11) == 5) {
                return nine;
            }
        }
    }

    String document() {
        String letters = "ABCDEFGHIJKLMNPRSTUVWXYZ";
        String both = letters + "123456789";
        StringBuilder eight = new StringBuilder(pick("N", "S", "B", "I"));
        eight.append(letters.charAt(random.nextInt(letters.length())));
        for (int i = 0; i < 6; i++) {
            eight.append(both.charAt(random.nextInt(both.length())));
        }
        return eight.toString() + icao(eight.toString());
    }

    String residence() {
        String both = "ABCDEFGHIJKLMNPRSTUVWXYZ123456789";
        StringBuilder nine = new StringBuilder("V").append(both.charAt(random.nextInt(24))).append(digits(2).replace('0', '7'));
        for (int i = 0; i < 5; i++) {
            nine.append(both.charAt(random.nextInt(both.length())));
        }
        return nine.toString();
    }

    /** The two lines of a passport (ICAO 9303 part 4). */
    String passportLines(String surname, String first) {
        String one = ("P<NLD" + letters(surname) + "<<" + letters(first) + "<".repeat(44)).substring(0, 44);
        String number = document();
        String born = date("yyMMdd", 1940, 2010);
        String until = date("yyMMdd", 2026, 2034);
        String personal = bsn() + "<<<<<";
        String head = number + icao(number);
        String birth = born + icao(born);
        String end = until + icao(until);
        String own = personal + icao(personal);
        return one + "\n" + head + "NLD" + birth + pick("M", "F") + end + own + icao(head + birth + end + own);
    }

    /** The three lines of an identity card. */
    String cardLines(String surname, String first) {
        String number = document();
        String one = ("I<NLD" + number + icao(number) + bsn() + "<".repeat(30)).substring(0, 30);
        String born = date("yyMMdd", 1940, 2010);
        String until = date("yyMMdd", 2026, 2034);
        String birth = born + icao(born);
        String end = until + icao(until);
        String two = birth + pick("M", "F") + end + "NLD" + "<".repeat(11);
        String check = "" + icao(one.substring(5) + birth + end + "<".repeat(11));
        return one + "\n" + two + check + "\n" + (letters(surname) + "<<" + letters(first) + "<".repeat(30)).substring(0, 30);
    }

    private static String letters(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]+", "<");
    }

    private static int icao(String s) {
        int[] weights = {7, 3, 1};
        int sum = 0;
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            sum += weights[i % 3] * (c == '<' ? 0 : Character.digit(c, 36));
        }
        return sum % 10;
    }

    String iban() {
        String bban = BANKS[random.nextInt(BANKS.length)] + "0" + (1 + random.nextInt(9)) + digits(8);
        return withCheck("NL", bban);
    }

    String foreignIban() {
        return switch (random.nextInt(8)) {
            case 0 -> belgianIban();
            case 1 -> withCheck("DE", (1 + random.nextInt(8)) + digits(17));
            case 2 -> withCheck("FR", digits(10) + digits(11) + digits(2));
            case 3 -> withCheck("ES", "21" + digits(18));
            case 4 -> withCheck("PL", "10" + digits(22));
            case 5 -> withCheck("GB", "BARC" + digits(14));
            case 6 -> withCheck("LT", "32" + digits(14));
            default -> withCheck("TR", "000" + digits(2) + "0" + digits(16));
        };
    }

    private String belgianIban() {
        String ten = (1 + random.nextInt(9)) + digits(9);
        long rest = Long.parseLong(ten) % 97;
        return withCheck("BE", ten + "%02d".formatted(rest == 0 ? 97 : rest));
    }

    private static String withCheck(String country, String bban) {
        StringBuilder number = new StringBuilder();
        for (char c : (bban + country + "00").toCharArray()) {
            number.append(Character.digit(c, 36));
        }
        int check = 98 - new BigInteger(number.toString()).mod(BigInteger.valueOf(97)).intValue();
        return country + "%02d".formatted(check) + bban;
    }

    String writtenIban(String iban) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> group(iban, " ", 4, 4, 4, 4, 4, 4, 4, 4, 4);
            case 3 -> iban.toLowerCase(Locale.ROOT);
            case 4 -> group(iban, NBSP, 4, 4, 4, 4, 4, 4, 4, 4, 4);
            case 5 -> iban.startsWith("NL") ? group(iban, " ", 4, 4, 10) : iban;
            case 6 -> iban.startsWith("NL") ? group(iban, ".", 4, 4, 4, 4, 2) : iban;
            case 7 -> iban.startsWith("NL")
                    ? iban.substring(0, 4) + " " + iban.substring(4, 8) + " " + group(iban.substring(8), " ", 4, 3, 3)
                    : iban;
            default -> iban;
        };
    }

    String card() {
        String plain = switch (random.nextInt(5)) {
            case 0 -> ForeignNumbers.withLuhn("3" + pick("4", "7") + digits(12));
            case 1 -> ForeignNumbers.withLuhn("5" + (1 + random.nextInt(5)) + digits(13));
            case 2 -> ForeignNumbers.withLuhn("2" + (300 + random.nextInt(300)) + digits(11));
            default -> ForeignNumbers.withLuhn("4" + digits(14));
        };
        return switch (random.nextInt(4)) {
            case 0 -> plain;
            case 1 -> plain.length() == 15 ? group(plain, "-", 4, 6, 5) : group(plain, "-", 4, 4, 4, 4);
            default -> plain.length() == 15 ? group(plain, " ", 4, 6, 5) : group(plain, " ", 4, 4, 4, 4);
        };
    }

    String phone() {
        String mobile = digits(4) + digits(4);
        String area = pick("20", "10", "70", "30", "40", "50", "38", "13");
        String local = (2 + random.nextInt(7)) + digits(6);
        return switch (random.nextInt(9)) {
            case 0 -> "06-" + mobile;
            case 1 -> "06 " + mobile;
            case 2 -> "06" + mobile;
            case 3 -> "06 " + group(mobile, " ", 2, 2, 2, 2);
            case 4 -> "+31 6 " + mobile;
            case 5 -> "+316" + mobile;
            case 6 -> "0" + area + " " + local.substring(0, 3) + " " + local.substring(3, 5) + " " + local.substring(5);
            case 7 -> "0" + area + "-" + local;
            default -> "(0" + area + ") " + local.substring(0, 3) + " " + local.substring(3);
        };
    }

    String tenDigits() {
        return pick("06-" + digits(8), "06" + digits(8), "038-4" + digits(6), "020 7" + digits(6));
    }

    String plate() {
        String l = "BDFGHJKLNPRSTVXZ";
        return switch (random.nextInt(4)) {
            case 0 -> "%02d-%c%c-%c%c".formatted(random.nextInt(100), at(l), at(l), at(l), at(l));
            case 1 -> "%d-%c%c%c-%02d".formatted(random.nextInt(10), at(l), at(l), at(l), random.nextInt(100));
            case 2 -> "%c%c-%03d-%c".formatted(at(l), at(l), random.nextInt(1000), at(l));
            default -> "%c-%03d-%c%c".formatted(at(l), random.nextInt(1000), at(l), at(l));
        };
    }

    private char at(String letters) {
        return letters.charAt(random.nextInt(letters.length()));
    }

    String postcode() {
        return (1000 + random.nextInt(9000)) + pick(" ", "") + at("ABCDEGHJKLMNPRTVWXZ") + at("BCEGHJKLNPRTVWXZ");
    }

    String birth() {
        return date(pick("dd-MM-yyyy", "dd-MM-yyyy", "d-M-yyyy", "dd/MM/yyyy", "yyyy-MM-dd", "d MMMM yyyy", "dd.MM.yyyy"), 1935, 2017);
    }

    String date(String pattern, int from, int to) {
        return LocalDate.of(from + random.nextInt(to - from + 1), 1 + random.nextInt(12), 1 + random.nextInt(28))
                .format(DateTimeFormatter.ofPattern(pattern, Locale.of("nl", "NL")));
    }

    static String group(String s, String separator, int... lengths) {
        StringBuilder all = new StringBuilder();
        int at = 0;
        for (int length : lengths) {
            if (at < s.length()) {
                all.append(at > 0 ? separator : "").append(s, at, Math.min(s.length(), at + length));
                at += length;
            }
        }
        return all.toString();
    }

    String digits(int n) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < n; i++) {
            all.append(random.nextInt(10));
        }
        return all.toString();
    }

    String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
