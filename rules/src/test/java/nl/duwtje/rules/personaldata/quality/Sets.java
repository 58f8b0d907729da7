package nl.duwtje.rules.personaldata.quality;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

import nl.duwtje.rules.PolicySettings;
import nl.duwtje.rules.inspect.Scan;
import nl.duwtje.rules.text.ExtractLimits;

/** The sets of this package, and a report on them: {@code Sets 25 [examples]}: papers per template, and how many errors to show of each kind. */
final class Sets {

    private static final List<String> FILES = List.of("dutch-positives.txt", "foreign-positives.txt", "second-positives.txt",
            "fourth-positives.txt",
            "fifth-positives.txt", "sixth-positives.txt", "seventh-positives.txt");
    private static final List<String> HARMLESS = List.of("harmless.txt", "second-harmless.txt", "fourth-harmless.txt",
            "fifth-harmless.txt", "sixth-harmless.txt", "seventh-harmless.txt");
    /** The sets that came later, by another hand: names of files without their end. */
    static final List<String> LATER = List.of("eighth", "ninth", "tenth", "eleventh");
    /** Of these only the BSNs are marked throughout. */
    private static final String MIXED = "all, mixed into longer mails";
    private static final int TABLES_PER_TURN = 20;

    private Sets() {}

    /** Texts and small tables with personal data of every type. */
    static Judge positives(int turns) {
        return judged(FILES, turns);
    }

    /** Texts without: orders, logs, code, meetings, companies, signatures, and what speaks of a BSN without having one. */
    static Judge harmless(int turns) {
        return judged(HARMLESS, turns);
    }

    /** Lists of persons under a head that names the BSN. */
    static Judge labelledTables(int turns) {
        return tables(turns, false);
    }

    /** Lists of persons under "Nummer", "ID" or nothing. */
    static Judge vagueTables(int turns) {
        return tables(turns, true);
    }

    /** One file of templates. */
    static Judge file(String file, int turns) {
        return judged(List.of(file), turns);
    }

    /** Each text with personal data between two harmless ones, as in a long mail: what is said in one must not be taken for the other. */
    static Judge mixed(int turns) {
        List<Template> around = all(HARMLESS, "-harmless.txt").stream().flatMap(file -> Template.of(file).stream())
                .filter(t -> Boolean.FALSE.equals(t.nudge()))
                .toList();
        return judge(papers -> all(FILES, "-positives.txt").forEach(file -> Template.of(file).forEach(template -> {
            for (int turn = 0; turn < turns; turn++) {
                Random random = new Random(turn * 7919L + template.name().hashCode());
                papers.accept(template.fill(turn).between(around.get(random.nextInt(around.size())).fill(turn).text() + "\n\n",
                        "\n\n" + around.get(random.nextInt(around.size())).fill(turn).text()));
            }
        })));
    }

    /** Two harmless texts below each other. */
    static Judge mixedHarmless(int turns) {
        List<Template> all = all(HARMLESS, "-harmless.txt").stream().flatMap(file -> Template.of(file).stream())
                .filter(t -> Boolean.FALSE.equals(t.nudge()))
                .toList();
        return judge(papers -> all.forEach(template -> {
            for (int turn = 0; turn < turns; turn++) {
                Random random = new Random(turn * 7907L + template.name().hashCode());
                papers.accept(template.fill(turn).between("", "\n\n" + all.get(random.nextInt(all.size())).fill(turn).text()));
            }
        }));
    }

    private static List<String> all(List<String> older, String end) {
        return Stream.concat(older.stream(), LATER.stream().map(set -> set + end)).toList();
    }

    private static Judge judged(List<String> files, int turns) {
        return judge(papers -> files.forEach(file -> Template.of(file).forEach(template -> {
            for (int turn = 0; turn < turns; turn++) {
                papers.accept(template.fill(turn));
            }
        })));
    }

    private static Judge tables(int turns, boolean vague) {
        return judge(papers -> {
            for (int turn = 0; turn < turns * TABLES_PER_TURN; turn++) {
                Paper paper = Tables.table(turn);
                if (paper.id().contains("-vague") == vague) {
                    papers.accept(paper);
                }
            }
        });
    }

    private static Judge judge(Consumer<Consumer<Paper>> papers) {
        Judge judge = new Judge(new Scan(PolicySettings.defaults().limits(), ExtractLimits.defaults()));
        papers.accept(judge::read);
        return judge;
    }

    public static void main(String[] args) {
        int turns = args.length > 0 ? Integer.parseInt(args[0]) : 25;
        int examples = args.length > 1 ? Integer.parseInt(args[1]) : 0;
        System.out.printf("%-34s %6s  %-24s %-24s %-9s %-9s %s%n", "set", "papers", "BSN precision", "BSN recall", "cards P/R", "IBAN P/R",
                "nudges per 1,000 harmless");
        line("third to seventh", positives(turns), harmless(turns), examples);
        line("tables, the head names the BSN", labelledTables(turns), null, examples);
        line("tables, the head says nothing", vagueTables(turns), null, examples);
        for (String set : LATER) {
            line(set, file(set + "-positives.txt", turns), file(set + "-harmless.txt", turns), examples);
        }
        line(MIXED, mixed(Math.max(1, turns / 3)), mixedHarmless(Math.max(1, turns / 3)), examples);
    }

    private static void line(String name, Judge texts, Judge harmless, int examples) {
        Judge.Count bsn = texts.of("BSN").plus(new Judge.Count(0, harmless == null ? 0 : harmless.of("BSN").wrong(), 0));
        System.out.printf("%-34s %6d  %-24s %-24s %-9s %-9s %s%n", name, texts.papers() + (harmless == null ? 0 : harmless.papers()),
                Judge.share(bsn.right(), bsn.wrong()), Judge.share(bsn.right(), bsn.missed()), both(name, texts, "CARD"),
                both(name, texts, "IBAN"),
                harmless == null ? "-" : perThousand(harmless.nudges("should not")));
        if (examples > 0) {
            texts.print(System.out, examples);
            if (harmless != null) {
                harmless.print(System.out, examples);
            }
        }
    }

    private static String both(String name, Judge judge, String type) {
        Judge.Count count = judge.of(type);
        return count.right() == 0 || name.equals(MIXED)
                ? "-"
                : "%.3f/%.3f".formatted(count.precision(), count.recall()).replace("1.000", "1");
    }

    private static String perThousand(Judge.Count nudges) {
        int papers = nudges.right() + nudges.wrong();
        return "%.2f (%d of %d)".formatted(1000.0 * nudges.right() / papers, nudges.right(), papers);
    }
}
