package nl.duwtje.rules.personaldata.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Lists of people as they leave an office: any layout, any header, columns in any order, gaps and titles where people leave them. */
final class Tables {

    private static final String[] BSN_HEADERS = {"BSN", "bsn", "BSN-nummer", "BSN nr", "Burgerservicenummer", "BSN_CLIENT", "bsn_nummer",
            "BSN kind", "Sofinummer",
            "Burgerservicenr.", "BSN (9 cijfers)", "clientBSN", "Bsn leerling", "BSN deelnemer", "BSN aanvrager", "Sofinr", "BSNnr",
            "PersoonBSN", "burgerservice_nummer",
            "BSN/sofi", "B.S.N.", "Bsn van de cliënt", "Citizen service number", "BSN ouder/verzorger"};
    private static final String[] VAGUE_HEADERS = {"Nummer", "", "ID", "Nr.", "Persoonsnummer", "Registratie", "Cliëntnr"};
    private static final String[] LAYOUTS = {"csv", "semicolon", "tab", "pipe", "markdown", "aligned", "html", "htmlflat", "jsonlines",
            "jsonarray", "keyvalue", "quoted",
            "xmlrows", "yaml", "wrapped"};
    private static final String[] TITLES = {"Deelnemers schuldhulp, stand 1 november", "Overzicht bijstand", "Leerlingen groep 7",
            "Export zaaksysteem",
            "Lijst energietoeslag 2026", "Hierbij de lijst zoals besproken."};

    private Tables() {}

    private record Column(String header, String kind) {}

    static Paper table(long seed) {
        Random random = new Random((seed * 1_000_003L + 13) * 0x9E3779B97F4A7C15L);
        boolean vague = random.nextInt(8) == 0;
        int rows = vague ? 6 + random.nextInt(30) : 2 + random.nextInt(40);
        List<Column> columns = new ArrayList<>();
        columns.add(new Column(vague ? pick(random, VAGUE_HEADERS) : pick(random, BSN_HEADERS), "BSN"));
        String[] others = {"naam", "DOB", "mailx", "bedragx", "straat", "plaats", "factuur", "tel", "IBANX", "status", "postcode", "volg",
                "voorletters"};
        int extra = (vague ? 2 : 0) + random.nextInt(6);
        if (vague) {
            columns.add(new Column("Geboortedatum", "DOB"));
        }
        for (int i = 0; i < extra; i++) {
            String kind = others[random.nextInt(others.length)];
            if (columns.stream().noneMatch(c -> c.kind.equals(kind))) {
                columns.add(random.nextInt(columns.size() + 1), new Column(header(kind, random), kind));
            }
        }
        String layout = LAYOUTS[random.nextInt(LAYOUTS.length)];
        if (columns.size() == 1 && (layout.equals("aligned") || layout.equals("pipe"))) {
            columns.add(0, new Column("Naam", "naam"));
        }
        boolean zeroLost = random.nextInt(4) == 0;
        Draft draft = new Draft(random);
        boolean machine = layout.startsWith("json") || layout.startsWith("xml") || layout.startsWith("yaml") || layout.startsWith("html");
        if (random.nextInt(3) == 0 && !machine) {
            draft.say(pick(random, TITLES) + "\n" + (random.nextBoolean() ? "\n" : "") + (random.nextInt(4) == 0 ? "=======\n" : ""));
        }
        new Layout(draft, random, columns.stream().map(c -> new String[]{c.header, c.kind}).toList(), rows, zeroLost).write(layout);
        if (random.nextInt(4) == 0 && !machine) {
            draft.say("\nTotaal: " + rows + " personen\n");
        }
        return draft.paper("table-" + layout + (vague ? "-vague" : "") + (zeroLost ? "-zero" : "") + "#" + seed, true);
    }

    private static String header(String kind, Random random) {
        return switch (kind) {
            case "naam" -> pick(random, "Naam", "Cliënt", "Achternaam", "Name");
            case "DOB" -> pick(random, "Geboortedatum", "Geb.datum", "DOB", "geb");
            case "mailx" -> pick(random, "E-mail", "Mailadres");
            case "bedragx" -> pick(random, "Bedrag", "Uitkering");
            case "factuur" -> pick(random, "Zaaknummer", "Dossiernr", "Factuurnummer");
            case "tel" -> pick(random, "Telefoon", "Tel.");
            case "IBANX" -> pick(random, "IBAN", "Rekening");
            case "volg" -> pick(random, "#", "Volgnr");
            default -> kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
        };
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
