package nl.duwtje.rules.personaldata.quality;

import java.util.Random;

/** National numbers of other countries with right check digits, written as people there write them. */
final class ForeignNumbers {

    private static final int[][] VERHOEFF_D = {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
            {2, 3, 4, 0, 1, 7, 8, 9, 5, 6},
            {3, 4, 0, 1, 2, 8, 9, 5, 6, 7}, {4, 0, 1, 2, 3, 9, 5, 6, 7, 8}, {5, 9, 8, 7, 6, 0, 4, 3, 2, 1}, {6, 5, 9, 8, 7, 1, 0, 4, 3, 2},
            {7, 6, 5, 9, 8, 2, 1, 0, 4, 3}, {8, 7, 6, 5, 9, 3, 2, 1, 0, 4}, {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}};
    private static final int[][] VERHOEFF_P = {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 5, 7, 6, 2, 8, 3, 0, 9, 4},
            {5, 8, 0, 3, 7, 9, 6, 1, 4, 2},
            {8, 9, 1, 6, 0, 4, 3, 5, 2, 7}, {9, 4, 5, 3, 1, 2, 6, 8, 7, 0}, {4, 2, 8, 6, 5, 7, 3, 9, 0, 1}, {2, 7, 9, 3, 8, 0, 6, 4, 1, 5},
            {7, 0, 4, 6, 9, 1, 3, 2, 5, 8}};

    private final Random random;

    ForeignNumbers(Random random) {
        this.random = random;
    }

    String of(String country) {
        return switch (country) {
            case "BE" -> belgium();
            case "DE" -> germany();
            case "DESV" -> germanPension();
            case "FR" -> france();
            case "ES" -> spain();
            case "IT" -> italy();
            case "PL" -> pesel();
            case "NHS" -> nhs();
            case "NINO" -> nino();
            case "LU" -> luxembourg();
            case "AT" -> austria();
            case "DK" -> date("ddMMyy", 1930, 1999) + pick("-", "", "-") + digits(4);
            case "SE" -> sweden();
            case "NO" -> norway();
            case "FI" -> finland();
            case "PT" -> portugal();
            case "IE" -> ireland();
            case "CZ", "SK" -> czech();
            case "RO" -> romania();
            case "BG" -> bulgaria();
            case "HR" -> croatia();
            case "GR" -> withLuhn(date("ddMMyy", 1930, 1999) + digits(4));
            case "EE", "LT" -> baltic();
            case "CH" -> switzerland();
            case "US" -> usa();
            default -> throw new IllegalArgumentException(country);
        };
    }

    private String belgium() {
        boolean young = random.nextInt(4) == 0;
        String born = young ? date("yyMMdd", 2000, 2018) : date("yyMMdd", 1935, 1999);
        String serial = "%03d".formatted(1 + random.nextInt(997));
        long base = Long.parseLong((young ? "2" : "") + born + serial);
        String check = "%02d".formatted(97 - base % 97);
        return random.nextInt(3) == 0
                ? born + serial + check
                : born.substring(0, 2) + "." + born.substring(2, 4) + "." + born.substring(4) + "-" + serial + "." + check;
    }

    private String germany() {
        while (true) {
            String ten = (1 + random.nextInt(9)) + digits(9);
            int[] counts = new int[10];
            ten.chars().forEach(c -> counts[c - '0']++);
            int twice = 0;
            int more = 0;
            for (int c : counts) {
                twice += c == 2 ? 1 : 0;
                more += c > 2 ? 1 : 0;
            }
            if (twice == 1 && more == 0) {
                String all = ten + mod1110(ten);
                return random.nextBoolean()
                        ? all
                        : all.substring(0, 2) + " " + all.substring(2, 5) + " " + all.substring(5, 8) + " " + all.substring(8);
            }
        }
    }

    private String germanPension() {
        char letter = (char) ('A' + random.nextInt(26));
        String head = pick("12", "15", "65", "53", "42", "10") + date("ddMMyy", 1940, 1999);
        String serial = "%02d".formatted(random.nextInt(50));
        String plain = head + "%02d".formatted(letter - 'A' + 1) + serial;
        int[] weights = {2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1};
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            int product = (plain.charAt(i) - '0') * weights[i];
            sum += product / 10 + product % 10;
        }
        return random.nextBoolean()
                ? head + letter + serial + sum % 10
                : head.substring(0, 2) + " " + head.substring(2) + " " + letter + " " + serial + sum % 10;
    }

    private String france() {
        String base = pick("1", "2") + date("yyMM", 1935, 1999) + "%02d".formatted(1 + random.nextInt(95)) + digits(3)
                + "%03d".formatted(1 + random.nextInt(998));
        String key = "%02d".formatted(97 - Long.parseLong(base) % 97);
        return random.nextBoolean()
                ? base + key
                : String.join(" ", base.substring(0, 1), base.substring(1, 3), base.substring(3, 5), base.substring(5, 7),
                        base.substring(7, 10),
                        base.substring(10), key);
    }

    private String spain() {
        boolean nie = random.nextInt(3) == 0;
        String n = digits(nie ? 7 : 8);
        int prefix = random.nextInt(3);
        char letter = "TRWAGMYFPDXBNJZSQVHLCKE".charAt((int) (Long.parseLong((nie ? "" + prefix : "") + n) % 23));
        return (nie ? "XYZ".charAt(prefix) + pick("", "-") : "") + n + pick("", "-", "") + letter;
    }

    private String italy() {
        String consonants = "BCDFGLMNPRSTVZ";
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            code.append(consonants.charAt(random.nextInt(consonants.length())));
        }
        code.append("%02d".formatted(random.nextInt(100))).append("ABCDEHLMPRST".charAt(random.nextInt(12)));
        code.append("%02d".formatted(1 + random.nextInt(28) + (random.nextBoolean() ? 40 : 0)));
        code.append("ABCDFGHL".charAt(random.nextInt(8))).append("%03d".formatted(1 + random.nextInt(990)));
        int[] odd = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            int v = Character.isDigit(code.charAt(i)) ? code.charAt(i) - '0' : code.charAt(i) - 'A';
            sum += i % 2 == 0 ? odd[v] : v;
        }
        return code.append((char) ('A' + sum % 26)).toString();
    }

    private String nhs() {
        while (true) {
            String nine = digits(9);
            int sum = 0;
            for (int i = 0; i < 9; i++) {
                sum += (nine.charAt(i) - '0') * (10 - i);
            }
            int check = (11 - sum % 11) % 11;
            if (check < 10 && nine.charAt(0) >= '4') {
                String all = nine + check;
                return random.nextInt(3) == 0 ? all : all.substring(0, 3) + " " + all.substring(3, 6) + " " + all.substring(6);
            }
        }
    }

    private String nino() {
        String first = "ABCEGHJKLMNOPRSTWXYZ";
        String second = "ABCEGHJKLMNPRSTWXYZ";
        String prefix;
        do {
            prefix = "" + first.charAt(random.nextInt(first.length())) + second.charAt(random.nextInt(second.length()));
        } while ("BG GB KN NK NT TN ZZ".contains(prefix));
        prefix = prefix.replace('O', 'P');
        String n = digits(6);
        String s = pick("A", "B", "C", "D");
        return random.nextBoolean()
                ? prefix + n + s
                : prefix + " " + n.substring(0, 2) + " " + n.substring(2, 4) + " " + n.substring(4) + " " + s;
    }

    private String luxembourg() {
        String base = date("yyyyMMdd", 1935, 2010) + digits(3);
        int c = 0;
        for (int i = 0; i < base.length(); i++) {
            c = VERHOEFF_D[c][VERHOEFF_P[(i + 1) % 8][base.charAt(base.length() - 1 - i) - '0']];
        }
        int inverse = 0;
        while (VERHOEFF_D[c][inverse] != 0) {
            inverse++;
        }
        return withLuhn(base) + inverse;
    }

    private String austria() {
        int[] weights = {3, 7, 9, 5, 8, 4, 2, 1, 6};
        while (true) {
            String serial = (1 + random.nextInt(9)) + digits(2);
            String born = date("ddMMyy", 1935, 1999);
            int sum = 0;
            for (int i = 0; i < 9; i++) {
                sum += ((serial + born).charAt(i) - '0') * weights[i];
            }
            if (sum % 11 < 10) {
                return serial + sum % 11 + pick("", " ", " ") + born;
            }
        }
    }

    private String sweden() {
        String born = date("yyMMdd", 1935, 1999);
        String nine = withLuhn(born + digits(3));
        return pick("", "19") + nine.substring(0, 6) + pick("-", "-", "") + nine.substring(6);
    }

    private String norway() {
        int[] one = {3, 7, 6, 1, 8, 9, 4, 5, 2};
        int[] two = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2};
        while (true) {
            String nine = date("ddMMyy", 1940, 1999) + "%03d".formatted(random.nextInt(500));
            int k1 = (11 - sum(nine, one) % 11) % 11;
            if (k1 < 10) {
                int k2 = (11 - sum(nine + k1, two) % 11) % 11;
                if (k2 < 10) {
                    return nine.substring(0, 6) + pick("", " ") + nine.substring(6) + k1 + k2;
                }
            }
        }
    }

    private String finland() {
        String born = date("ddMMyy", 1935, 1999);
        String serial = "%03d".formatted(2 + random.nextInt(897));
        return born + "-" + serial + "0123456789ABCDEFHJKLMNPRSTUVWXY".charAt(Integer.parseInt(born + serial) % 31);
    }

    private String portugal() {
        String eight = pick("1", "2") + digits(7);
        int check = 11 - sum(eight, new int[]{9, 8, 7, 6, 5, 4, 3, 2}) % 11;
        String all = eight + (check > 9 ? 0 : check);
        return random.nextInt(3) > 0 ? all : all.substring(0, 3) + " " + all.substring(3, 6) + " " + all.substring(6);
    }

    private String ireland() {
        String seven = digits(7);
        int second = random.nextInt(3) == 0 ? 1 : 0;
        int check = (sum(seven, new int[]{8, 7, 6, 5, 4, 3, 2}) + 9 * second) % 23;
        return seven + "WABCDEFGHIJKLMNOPQRSTUV".charAt(check) + (second == 1 ? "A" : "");
    }

    private String czech() {
        while (true) {
            String born = date("yyMMdd", 1955, 1999);
            if (random.nextBoolean()) {
                born = born.substring(0, 2) + (Integer.parseInt(born.substring(2, 4)) + 50) + born.substring(4);
            }
            String nine = born + digits(3);
            long rest = Long.parseLong(nine) % 11;
            if (rest < 10) {
                return born + pick("/", "/", "") + nine.substring(6) + rest;
            }
        }
    }

    private String romania() {
        String base = pick("1", "2") + date("yyMMdd", 1935, 1999) + "%02d".formatted(1 + random.nextInt(46))
                + "%03d".formatted(1 + random.nextInt(998));
        int check = sum(base, new int[]{2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9}) % 11;
        return base + (check == 10 ? 1 : check);
    }

    private String bulgaria() {
        String base = date("yyMMdd", 1935, 1999) + digits(3);
        return base + sum(base, new int[]{2, 4, 8, 5, 10, 9, 7, 3, 6}) % 11 % 10;
    }

    private String croatia() {
        String ten = digits(10);
        return ten + mod1110(ten);
    }

    private String baltic() {
        String base = pick("3", "4") + date("yyMMdd", 1935, 1999) + digits(3);
        int check = sum(base, new int[]{1, 2, 3, 4, 5, 6, 7, 8, 9, 1}) % 11;
        if (check == 10) {
            check = sum(base, new int[]{3, 4, 5, 6, 7, 8, 9, 1, 2, 3}) % 11 % 10;
        }
        return base + check;
    }

    private String switzerland() {
        String base = "756" + digits(9);
        int sum = sum(base, new int[]{1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3});
        String all = base + (10 - sum % 10) % 10;
        return random.nextInt(4) == 0
                ? all
                : all.substring(0, 3) + "." + all.substring(3, 7) + "." + all.substring(7, 11) + "." + all.substring(11);
    }

    private String usa() {
        int area;
        do {
            area = 1 + random.nextInt(899);
        } while (area == 666);
        return "%03d-%02d-%04d".formatted(area, 1 + random.nextInt(99), 1 + random.nextInt(9999));
    }

    private String pesel() {
        String ten = date("yyMMdd", 1935, 1999) + digits(4);
        return ten + (10 - sum(ten, new int[]{1, 3, 7, 9, 1, 3, 7, 9, 1, 3}) % 10) % 10;
    }

    static String withLuhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int d = digits.charAt(digits.length() - 1 - i) - '0';
            int v = i % 2 == 0 ? d * 2 : d;
            sum += v > 9 ? v - 9 : v;
        }
        return digits + (10 - sum % 10) % 10;
    }

    private static int mod1110(String digits) {
        int p = 10;
        for (char c : digits.toCharArray()) {
            p = (p + c - '0') % 10;
            p = (p == 0 ? 10 : p) * 2 % 11;
        }
        return (11 - p) % 10;
    }

    private static int sum(String digits, int[] weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += (digits.charAt(i) - '0') * weights[i];
        }
        return sum;
    }

    private String digits(int n) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < n; i++) {
            all.append(random.nextInt(10));
        }
        return all.toString();
    }

    private String date(String pattern, int from, int to) {
        return java.time.LocalDate.of(from + random.nextInt(to - from + 1), 1 + random.nextInt(12), 1 + random.nextInt(28))
                .format(java.time.format.DateTimeFormatter.ofPattern(pattern));
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
