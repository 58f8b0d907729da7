package nl.duwtje.rules.personaldata.devset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import nl.duwtje.rules.PolicySettings;
import nl.duwtje.rules.fact.Strength;
import nl.duwtje.rules.inspect.Scan;
import nl.duwtje.rules.text.ExtractLimits;

/**
 * Prints how well the scanner reads the development set and the held-out set: precision, recall and F1 per type with Wilson intervals of 95 %, and
 * nudges per thousand harmless texts. A finding counts from strength medium on, and is right when it overlaps a value of its type.
 * Arguments: seed, texts of each kind; {@code errors} as third lists every error of the development set.
 */
public final class QualityReport {

    private static final int WINDOW = 60;

    private static final class Count {
        private int right;
        private int wrong;
        private int missed;
    }

    private final Scan scan = new Scan(PolicySettings.defaults().limits(), ExtractLimits.defaults());
    private final Map<String, Count> types = new TreeMap<>();
    private final List<String> errors = new ArrayList<>();
    private int harmless;
    private int nudged;

    private QualityReport() {}

    public static void main(String[] args) {
        long seed = args.length > 0 ? Long.parseLong(args[0]) : 1;
        int n = args.length > 1 ? Integer.parseInt(args[1]) : 2000;
        measure("development set", seed, n, true, args.length > 2);
        measure("held-out set", seed, n, false, args.length > 2 && args[2].equals("all-errors"));
    }

    private static void measure(String name, long seed, int n, boolean development, boolean list) {
        QualityReport texts = new QualityReport();
        (development ? MunicipalMail.personal(seed, n) : OtherOffice.personal(seed + 1000, n)).forEach(texts::read);
        texts.print(name + ", texts with personal data");
        QualityReport tables = new QualityReport();
        (development ? MunicipalMail.tables(seed + 1, n / 4, false) : OtherOffice.tables(seed + 1001, n / 4, false)).forEach(tables::read);
        tables.print(name + ", tables with personal data");
        QualityReport hard = new QualityReport();
        (development ? MunicipalMail.harmless(seed + 2, n) : OtherOffice.harmless(seed + 1002, n)).forEach(hard::read);
        (development ? MunicipalMail.tables(seed + 3, n / 4, true) : OtherOffice.tables(seed + 1003, n / 4, true)).forEach(hard::read);
        hard.print(name + ", hard negatives");
        QualityReport business = new QualityReport();
        (development ? MunicipalMail.business(seed + 4, n) : OtherOffice.business(seed + 1004, n)).forEach(business::read);
        business.print(name + ", ordinary business mail");
        if (list) {
            for (QualityReport report : List.of(texts, tables, hard, business)) {
                report.errors.stream().limit(200).forEach(System.out::println);
            }
        }
    }

    private void read(Sample sample) {
        Scan.Result result = scan.text(sample.text());
        harmless += sample.harmless() ? 1 : 0;
        nudged += sample.harmless() && result.nudge() ? 1 : 0;
        if (sample.harmless() && result.nudge()) {
            errors.add("NUDGE " + sample.family() + " " + sample.text().replace('\n', '~'));
        }
        List<Scan.Found> found = result.findings().stream().filter(f -> f.strength() != Strength.LOW).toList();
        for (Sample.Gold gold : sample.gold()) {
            boolean hit = found.stream().anyMatch(f -> f.type().equals(gold.type()) && f.start() < gold.end() && f.end() > gold.start());
            Count count = count(gold.type());
            count.right += hit ? 1 : 0;
            count.missed += hit ? 0 : 1;
            if (!hit) {
                errors.add("MISSED " + gold.type() + " " + around(sample.text(), gold.start(), gold.end()) + " in " + sample.family());
            }
        }
        for (Scan.Found f : found) {
            boolean hit = sample.gold().stream().anyMatch(g -> g.type().equals(f.type()) && f.start() < g.end() && f.end() > g.start());
            if (!hit && !f.type().equals("HEALTH")) {
                count(f.type()).wrong++;
                errors.add("WRONG " + f.type() + " " + around(sample.text(), f.start(), f.end()) + " in " + sample.family());
            }
        }
    }

    private Count count(String type) {
        return types.computeIfAbsent(type, t -> new Count());
    }

    private static String around(String text, int start, int end) {
        return (text.substring(Math.max(0, start - WINDOW), start) + "[" + text.substring(start, end) + "]"
                + text.substring(end, Math.min(text.length(), end + 20))).replace('\n', '~');
    }

    private void print(String title) {
        System.out.println("\n" + title);
        if (types.values().stream().anyMatch(c -> c.right + c.missed > 0)) {
            System.out.printf(Locale.ROOT, "  %-20s %7s %7s %7s  %-24s %-24s %s%n", "type", "right", "wrong", "missed", "precision",
                    "recall", "F1");
            types.forEach(
                    (type, c) -> System.out.printf(Locale.ROOT, "  %-20s %7d %7d %7d  %-24s %-24s %.4f%n", type, c.right, c.wrong, c.missed,
                            share(c.right, c.right + c.wrong), share(c.right, c.right + c.missed),
                            2.0 * c.right / Math.max(1, 2 * c.right + c.wrong + c.missed)));
        } else {
            types.forEach((type, c) -> System.out.printf(Locale.ROOT, "  %-20s found %d%n", type, c.wrong));
        }
        if (harmless > 0) {
            System.out.printf(Locale.ROOT, "  nudges per 1,000 harmless texts: %.2f (%d of %d; share %s)%n", 1000.0 * nudged / harmless,
                    nudged, harmless,
                    share(nudged, harmless));
        }
    }

    /** A share with its Wilson interval of 95 %. */
    private static String share(int hits, int all) {
        if (all == 0) {
            return "-";
        }
        double z = 1.96;
        double p = (double) hits / all;
        double middle = (p + z * z / (2 * all)) / (1 + z * z / all);
        double half = z * Math.sqrt(p * (1 - p) / all + z * z / (4.0 * all * all)) / (1 + z * z / all);
        return String.format(Locale.ROOT, "%.4f (%.4f-%.4f)", p, Math.max(0, middle - half), Math.min(1, middle + half));
    }
}
