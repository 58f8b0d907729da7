package nl.duwtje.rules.personaldata.quality;

import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/** Everything in a paper that is no personal data, or no number of a person: the noise of an office. */
final class Fillers {

    private static final String[] FIRST = {"Fatima", "Sjoerd", "Anneke", "Mehmet", "Wietske", "Youssef", "Grietje", "Olena", "Kees",
            "Naomi", "Bram",
            "Chantal", "Hendrikus", "Aaliyah", "Zbigniew", "Tjitske", "Rachid", "Marieke", "Daan", "Femke", "Willemijn", "Ömer", "José",
            "Thijs"};
    private static final String[] LAST = {"de Groot", "Yilmaz", "van den Berg", "El Amrani", "Postma", "Kowalczyk", "Nguyen", "ter Horst",
            "Dijkstra",
            "Hoekstra-Visser", "van 't Hof", "Bouzambou", "Jacobs", "Şahin", "in 't Veld", "Verstappen", "Oude Nijhuis", "Mulder", "Tesfay",
            "Blom"};
    private static final String[] TOWNS = {"Zwolle", "Assen", "Venlo", "Gouda", "Hoorn", "Tiel", "Goes", "Emmen", "Sneek",
            "'s-Hertogenbosch", "Ede"};
    private static final String[] STREETS = {"Dorpsstraat", "Kerkweg", "Lindelaan", "Burgemeester Jansenplein", "Havenkade", "Molenpad",
            "Nieuwe Gracht"};
    private static final String[] FIRMS = {"Bakkerij Vos", "Van Dam Infra B.V.", "Stichting Welzijn Oost", "Bouwbedrijf De Eik",
            "Kantoorvak B.V.",
            "GGD Noord", "Aqualin Services NV", "Loods 7 VOF", "Ingenieursbureau Kramer"};

    private final Random random;
    private final DutchNumbers dutch;
    private int sequence;
    private int row;

    Fillers(Random random, DutchNumbers dutch) {
        this.random = random;
        this.dutch = dutch;
    }

    /** One value; null for a name that nobody knows. */
    String of(String name) {
        if (name.matches("d[0-9]+")) {
            return digits(Integer.parseInt(name.substring(1)));
        }
        return switch (name) {
            case "naam" -> first() + " " + surname();
            case "initialen" -> (char) ('A' + random.nextInt(26)) + "." + (char) ('A' + random.nextInt(26)) + ". " + surname();
            case "voornaam" -> first();
            case "achternaam" -> surname();
            case "plaats" -> pick(TOWNS);
            case "straat" -> pick(STREETS) + " " + (1 + random.nextInt(220));
            case "firma" -> pick(FIRMS);
            case "datum" -> dutch.date(pick("dd-MM-yyyy", "d MMMM yyyy", "yyyy-MM-dd"), 2019, 2027);
            case "datumx" -> dutch.date("dd-MM-yyyy", 2019, 2027);
            case "tijd" -> "%02d:%02d".formatted(random.nextInt(24), random.nextInt(60));
            case "rsin", "n9", "bsnlike" -> random.nextInt(3) == 0 && !name.equals("rsin") ? digits(9) : dutch.bsn();
            case "o9" -> (1 + random.nextInt(9)) + digits(8);
            case "b9" -> dutch.bsn();
            case "c9" -> random.nextBoolean() ? dutch.bsn() : (1 + random.nextInt(9)) + digits(8);
            case "bad9" -> notBsn();
            case "seq9" -> String.valueOf(sequence = sequence == 0
                    ? 202_600_000 + random.nextInt(90_000)
                    : sequence + 1 + random.nextInt(3));
            case "seq3" -> String.valueOf(++row);
            case "day" -> "%02d".formatted(1 + random.nextInt(28));
            case "sec" -> "%02d".formatted(random.nextInt(60));
            case "hex4" -> hex(4);
            case "hex6" -> hex(6).toUpperCase(Locale.ROOT);
            case "luhn16nocard" -> ForeignNumbers.withLuhn("9" + digits(14));
            case "bedrag2" -> "%d.%02d".formatted(20 + random.nextInt(2500), random.nextInt(100));
            case "voorl" -> (char) ('A' + random.nextInt(26)) + "." + (char) ('A' + random.nextInt(26)) + ".";
            case "padnaam" -> "%-28s".formatted(first() + " " + surname());
            case "pad20naam" -> "%-20s".formatted(surname());
            case "pad20firma" -> "%-20.18s".formatted(pick(FIRMS));
            case "n9dots" -> DutchNumbers.group(dutch.bsn(), ".", 3, 3, 3);
            case "n9spaces" -> DutchNumbers.group(dutch.bsn(), " ", 3, 3, 3);
            case "btw" -> "NL" + dutch.bsn() + "B" + "%02d".formatted(1 + random.nextInt(9));
            case "kvk" -> digits(8);
            case "vestiging" -> "0000" + digits(8);
            case "luhn16" -> ForeignNumbers.withLuhn(digits(15));
            case "cardlike" -> ForeignNumbers.withLuhn("4" + digits(14));
            case "imei" -> ForeignNumbers.withLuhn("35" + digits(12));
            case "iccid" -> ForeignNumbers.withLuhn("893144" + digits(12));
            case "ean" -> ean("87" + digits(10));
            case "isbn" -> ean("97890" + digits(7));
            case "bedrag" -> "%d.%03d,%02d".formatted(1 + random.nextInt(900), random.nextInt(1000), random.nextInt(100));
            case "groot" -> "%d.%03d.%03d".formatted(100 + random.nextInt(900), random.nextInt(1000), random.nextInt(1000));
            case "float" -> "0." + digits(9 + random.nextInt(9));
            case "coord" -> "52." + digits(random.nextBoolean() ? 9 : 14) + ", 4." + digits(9);
            case "hex40" -> hex(40);
            case "hex8" -> hex(8);
            case "hex16" -> hex(16);
            case "hex64" -> hex(64);
            case "uuid" -> new UUID(random.nextLong(), random.nextLong()).toString();
            case "epoch" -> "17" + digits(8);
            case "epochms" -> "17" + digits(11);
            case "teams" ->
                "3" + digits(2) + " " + digits(3) + " " + digits(3) + " " + digits(3) + pick("", " " + digits(1), " " + digits(2));
            case "zoom" -> pick(digits(3) + " " + digits(4) + " " + digits(4), "9" + digits(2) + " " + digits(3) + " " + digits(3));
            case "track" -> "3S" + pick("ABCD", "KLMN", "QRZT") + digits(9);
            case "upu" -> "R" + pick("A", "R", "B") + dutch.bsn() + "NL";
            case "kenmerk" -> digits(4) + " " + digits(4) + " " + digits(4) + " " + digits(4);
            case "zaak" -> pick("Z", "Z-", "ZK") + (2020 + random.nextInt(7)) + "-" + digits(6);
            case "version" -> random.nextInt(20) + "." + random.nextInt(50) + "." + random.nextInt(2000);
            case "ip" -> "10." + random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256);
            case "klein" -> String.valueOf(1 + random.nextInt(60));
            case "pct" -> random.nextInt(100) + "," + digits(1) + "%";
            case "base64" -> java.util.Base64.getEncoder().encodeToString(hex(48).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            case "specimen" -> pick("NL00BANK0123456789", "NL99BANK0000000000", "NLxx XXXX 0000 0000 00");
            default -> null;
        };
    }

    String first() {
        return pick(FIRST);
    }

    String surname() {
        return pick(LAST);
    }

    String address() {
        String name = Normalizer.normalize(first() + "." + surname(), Normalizer.Form.NFD).replaceAll("[^A-Za-z.]", "")
                .toLowerCase(Locale.ROOT);
        return name + pick("", "", String.valueOf(random.nextInt(99))) + "@" + pick("mail", "huis", "dorp", "post")
                + pick(".example", ".test", ".example.org");
    }

    private String notBsn() {
        String bsn = dutch.bsn();
        return bsn.substring(0, 8) + (char) ('0' + (bsn.charAt(8) - '0' + 1) % 10);
    }

    private String ean(String twelve) {
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += (twelve.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return twelve + (10 - sum % 10) % 10;
    }

    private String hex(int n) {
        byte[] bytes = new byte[n / 2];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private String digits(int n) {
        return dutch.digits(n);
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
