package nl.duwtje.rules.personaldata.devset;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;

/** Invented values of every kind, personal and not. Not safe for several threads. */
final class Values {

    static final Set<String> IS_PERSONAL = Set.of("BSN", "A_NUMMER", "ID_DOCUMENT", "DRIVING_LICENCE", "RESIDENCE_DOCUMENT",
            "EDUCATION_NUMBER", "IBAN",
            "CARD", "PHONE", "EMAIL", "LICENCE_PLATE", "DATE_OF_BIRTH", "BIG", "AGB", "POSTCODE_ADDRESS");
    private static final List<String> FIRST = List.of("Jan", "Fatima", "Sanne", "Mohammed", "Anouk", "Piet", "Lotte", "Youssef", "Daan",
            "Marieke",
            "Willem", "Aylin", "Kees", "Roos", "Bram", "Noor", "Tess", "Hendrik");
    private static final List<String> LAST = List.of("de Vries", "Jansen", "van den Berg", "Bakker", "El Idrissi", "Visser", "Smit",
            "Yilmaz", "de Boer",
            "Mulder", "van Dijk", "Bos", "Hoekstra", "van der Meer", "Dekker", "Postma", "Peeters");
    private static final List<String> STREETS = List.of("Dorpsstraat", "Kerkweg", "Stationsplein", "Burg. Kolfschotenlaan", "Oude Gracht",
            "Lindelaan",
            "Molenpad");
    private static final List<String> PLACES = List.of("Zandoever", "Oostermeer", "Grootebroek", "Wijk aan Zee", "Lutten", "Haren");
    private static final List<String> BANKS = List.of("ABNA", "INGB", "RABO", "SNSB", "TRIO", "KNAB", "BUNQ", "ASNB");
    private static final List<String> MONTHS = List.of("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus",
            "september", "oktober",
            "november", "december");

    private final Random random;

    Values(Random random) {
        this.random = random;
    }

    int below(int n) {
        return random.nextInt(n);
    }

    <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    String digits(int n) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < n; i++) {
            all.append((char) ('0' + random.nextInt(10)));
        }
        return all.toString();
    }

    /** A value of a kind: a type of personal data, or something that looks like it. */
    String of(String kind) {
        return switch (kind) {
            case "BSN" -> written(bsn());
            case "BSN9" -> bsn();
            case "A_NUMMER" -> aNummer();
            case "ID_DOCUMENT" -> document();
            case "DRIVING_LICENCE" -> (3 + below(7)) + digits(9);
            case "RESIDENCE_DOCUMENT" -> "V" + letterOrDigit(1) + (1 + below(9)) + letterOrDigit(6);
            case "EDUCATION_NUMBER" -> education();
            case "IBAN" -> spaced(iban("NL"));
            case "FOREIGN_IBAN", "OWN_IBAN" -> spaced(iban(kind.startsWith("O") ? "NL" : one(List.of("DE", "BE"))));
            case "CARD" -> card();
            case "PHONE" -> phone();
            case "EMAIL" ->
                (one(FIRST) + "." + one(LAST)).toLowerCase(java.util.Locale.ROOT).replace(" ", "") + "@" + one(List.of("example.org",
                        "voorbeeld.test", "mail.example.com"));
            case "LICENCE_PLATE" -> plate();
            case "DATE_OF_BIRTH" -> date(1930, 2018);
            case "DATE" -> date(2023, 2026);
            case "BIG" -> (1 + below(9)) + digits(10);
            case "AGB" -> "0" + digits(7);
            case "POSTCODE_ADDRESS", "POSTCODE" -> (1000 + below(8999)) + (below(2) == 0 ? " " : "") + letter() + "B";
            case "NAME" -> one(FIRST) + " " + one(LAST);
            case "FIRST" -> one(FIRST);
            case "LAST" -> one(LAST);
            case "STREET" -> one(STREETS) + " " + (1 + below(300));
            case "PLACE" -> one(PLACES);
            case "NINE" -> (1 + below(9)) + digits(8);
            case "RSIN" -> bsn();
            case "KVK" -> digits(8);
            case "VAT" -> "NL" + bsn() + "B0" + (1 + below(9));
            case "AMOUNT" -> (1 + below(900)) + "." + digits(3) + "," + digits(2);
            case "SIXTEEN" -> digits(16);
            case "GROUPED16" -> digits(4) + " " + digits(4) + " " + digits(4) + " " + digits(4);
            case "FLOAT" -> below(20) + "." + digits(16);
            case "UUID" -> new java.util.UUID(random.nextLong(), random.nextLong()).toString();
            case "HEX" -> Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
            case "IP" -> (1 + below(250)) + "." + below(250) + "." + below(250) + "." + below(250);
            case "TIME" -> "2026-" + two(1 + below(12)) + "-" + two(1 + below(28)) + "T" + two(below(24)) + ":" + two(below(60)) + ":"
                    + two(below(60)) + "."
                    + digits(3) + "Z";
            case "EPOCH" -> "17" + digits(11);
            case "EPOCH_S" -> "17" + digits(8);
            case "TRACKING" -> "3S" + letter() + letter() + letter() + letter() + digits(9);
            case "ISBN" -> "978" + digits(10);
            case "MEETING" -> digits(3) + " " + digits(3) + " " + digits(3) + " " + digits(3);
            case "MEETING9" -> digits(3) + " " + digits(3) + " " + digits(3);
            case "SMALL" -> String.valueOf(1 + below(500));
            case "FIVE" -> digits(5);
            case "SIX" -> digits(6);
            case "SEVEN" -> digits(7);
            case "TEN" -> (1 + below(9)) + digits(9);
            case "TWELVE" -> digits(12);
            case "YEAR" -> String.valueOf(2019 + below(8));
            case "SERVICE_PHONE" -> one(List.of("14 0251", "0800-1234", "088-" + digits(3) + " " + digits(2) + " " + digits(2)));
            default -> national(kind);
        };
    }

    private String national(String kind) {
        return switch (kind.substring(kind.length() - 2)) {
            case "BE" -> {
                String nine = two(40 + below(60)) + two(1 + below(12)) + two(1 + below(28)) + three(1 + below(997));
                String check = two((int) (97 - Long.parseLong(nine) % 97));
                yield below(2) == 0
                        ? nine + check
                        : nine.substring(0, 2) + "." + nine.substring(2, 4) + "." + nine.substring(4, 6) + "-" + nine.substring(6) + "."
                                + check;
            }
            case "PL" -> {
                String ten = two(40 + below(60)) + two(1 + below(12)) + two(1 + below(28)) + digits(4);
                yield ten + (10 - weighted(ten, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3) % 10) % 10;
            }
            case "DE" -> germanTax();
            case "FR" -> {
                String n = (1 + below(2)) + two(40 + below(60)) + two(1 + below(12)) + two(1 + below(95)) + three(1 + below(900))
                        + three(1 + below(900));
                yield n + two((int) (97 - Long.parseLong(n) % 97));
            }
            case "ES" -> {
                String n = digits(8);
                yield n + "TRWAGMYFPDXBNJZSQVHLCKE".charAt(Integer.parseInt(n) % 23);
            }
            case "SE" -> {
                String n = two(40 + below(60)) + two(1 + below(12)) + two(1 + below(28)) + digits(3);
                String whole = luhn(n);
                yield whole.substring(0, 6) + "-" + whole.substring(6);
            }
            case "CH" -> {
                String n = "756" + digits(9);
                int sum = weighted(n, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3);
                String whole = n + (10 - sum % 10) % 10;
                yield whole.substring(0, 3) + "." + whole.substring(3, 7) + "." + whole.substring(7, 11) + "." + whole.substring(11);
            }
            case "GB" -> {
                for (;;) {
                    String n = digits(9);
                    int check = (11 - weighted(n, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11) % 11;
                    if (check != 10) {
                        yield n.substring(0, 3) + " " + n.substring(3, 6) + " " + n.substring(6) + check;
                    }
                }
            }
            case "US" -> three(1 + below(665)) + "-" + two(1 + below(99)) + "-" + (1000 + below(8999));
            default -> throw new IllegalArgumentException(kind);
        };
    }

    String bsn() {
        return such(9, n -> n > 10_000_000 && elevenTest(n) == 0);
    }

    private String education() {
        for (;;) {
            String n = "10" + digits(7);
            if (elevenTest(Integer.parseInt(n)) == 5) {
                return n;
            }
        }
    }

    private String such(int length, IntPredicate test) {
        for (;;) {
            String n = (1 + below(9)) + digits(length - 1);
            if (test.test(Integer.parseInt(n))) {
                return n;
            }
        }
    }

    private static int elevenTest(int n) {
        int rest = n / 10;
        int sum = -(n % 10);
        for (int weight = 2; weight < 10; weight++, rest /= 10) {
            sum += weight * (rest % 10);
        }
        return Math.floorMod(sum, 11);
    }

    private String written(String bsn) {
        return switch (below(10)) {
            case 0 -> bsn.substring(0, 3) + "." + bsn.substring(3, 6) + "." + bsn.substring(6);
            case 1 -> bsn.substring(0, 3) + " " + bsn.substring(3, 6) + " " + bsn.substring(6);
            case 2 -> bsn.substring(0, 4) + "." + bsn.substring(4, 6) + "." + bsn.substring(6);
            default -> bsn;
        };
    }

    private String aNummer() {
        for (;;) {
            String n = (1 + below(9)) + digits(9);
            int sum = n.chars().map(c -> c - '0').sum() % 11;
            boolean alike = false;
            for (int i = 1; i < 10; i++) {
                alike |= n.charAt(i) == n.charAt(i - 1);
            }
            if (!alike && (sum == 0 || sum == 5) && weighted(n, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512) % 11 == 0) {
                return n;
            }
        }
    }

    private String document() {
        String eight = one(List.of("NW", "IX", "BP", "SP", "NN")) + letterOrDigit(6);
        int sum = 0;
        for (int i = 0; i < 8; i++) {
            char c = eight.charAt(i);
            sum += (c <= '9' ? c - '0' : c - 'A' + 10) * new int[]{7, 3, 1}[i % 3];
        }
        return eight + sum % 10;
    }

    private String letterOrDigit(int n) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < n; i++) {
            all.append("ABCDEFGHJKLMNPRSTUVWXYZ123456789".charAt(below(32)));
        }
        return all.toString();
    }

    String iban(String country) {
        String account = country.equals("NL") ? one(BANKS) + "0" + digits(9) : country.equals("BE") ? digits(12) : digits(18);
        String moved = (account + country + "00").chars().mapToObj(c -> c <= '9' ? String.valueOf(c - '0') : String.valueOf(c - 'A' + 10))
                .reduce("", String::concat);
        return country + two(98 - new BigInteger(moved).mod(BigInteger.valueOf(97)).intValue()) + account;
    }

    private String spaced(String iban) {
        return below(2) == 0 ? iban : iban.replaceAll("(.{4})(?=.)", "$1 ");
    }

    private String card() {
        String n = below(6) == 0 ? luhn("37" + digits(12)) : luhn((below(2) == 0 ? "4" + digits(1) : "5" + (1 + below(5))) + digits(13));
        if (below(2) == 0) {
            return n;
        }
        return n.length() == 15 ? n.substring(0, 4) + " " + n.substring(4, 10) + " " + n.substring(10) : n.replaceAll("(.{4})(?=.)", "$1 ");
    }

    private static String luhn(String n) {
        int sum = 0;
        for (int i = 0; i < n.length(); i++) {
            int d = n.charAt(n.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? d * 2 / 10 + d * 2 % 10 : d;
        }
        return n + (10 - sum % 10) % 10;
    }

    private String germanTax() {
        for (;;) {
            String n = (1 + below(9)) + digits(9);
            long different = n.chars().distinct().count();
            if (different == 9) {
                int product = 10;
                for (char c : n.toCharArray()) {
                    int sum = (c - '0' + product) % 10;
                    product = (sum == 0 ? 10 : sum) * 2 % 11;
                }
                return n + (11 - product) % 10;
            }
        }
    }

    private String phone() {
        return switch (below(5)) {
            case 0 -> "06-" + (1 + below(5)) + digits(7);
            case 1 -> "06 " + (1 + below(5)) + digits(1) + " " + digits(2) + " " + digits(2) + " " + digits(2);
            case 2 -> "+31 6 " + (1 + below(5)) + digits(7);
            case 3 -> "0" + one(List.of("20", "30", "10", "50", "70")) + "-" + (1 + below(9)) + digits(6);
            default -> "06" + (1 + below(5)) + digits(7);
        };
    }

    private String plate() {
        String l = "BDFGHJKLNPRSTVXZ";
        StringBuilder plate = new StringBuilder();
        String code = one(List.of("99-XX-XX", "XX-XX-99", "99-XXX-9", "9-XXX-99", "XX-999-X", "X-999-XX"));
        for (char c : code.toCharArray()) {
            plate.append(c == '9' ? (char) ('0' + below(10)) : c == 'X' ? l.charAt(below(l.length())) : '-');
        }
        return plate.toString();
    }

    String date(int from, int to) {
        int year = from + below(to - from);
        int month = 1 + below(12);
        int day = 1 + below(28);
        return switch (below(4)) {
            case 0 -> day + " " + MONTHS.get(month - 1) + " " + year;
            case 1 -> year + "-" + two(month) + "-" + two(day);
            default -> two(day) + "-" + two(month) + "-" + year;
        };
    }

    private static int weighted(String digits, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * (digits.charAt(i) - '0');
        }
        return sum;
    }

    private String letter() {
        return String.valueOf("ABCDEFGHJKLMNPRSTUVWXZ".charAt(below(22)));
    }

    private static String two(int n) {
        return (n < 10 ? "0" : "") + n;
    }

    private static String three(int n) {
        return (n < 10 ? "00" : n < 100 ? "0" : "") + n;
    }
}
