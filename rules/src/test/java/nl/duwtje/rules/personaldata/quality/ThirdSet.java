package nl.duwtje.rules.personaldata.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import nl.duwtje.rules.PolicySettings;
import nl.duwtje.rules.inspect.Scan;
import nl.duwtje.rules.text.ExtractLimits;

/** The sets of this package, and a report on them: {@code ThirdSet 40 [examples]}: papers per template, and how many errors to show of each kind. */
final class ThirdSet {

    private static final List<String> FILES = List.of("dutch-positives.txt", "foreign-positives.txt", "second-positives.txt",
            "fourth-positives.txt",
            "fifth-positives.txt", "sixth-positives.txt", "seventh-positives.txt");
    private static final List<String> HARMLESS = List.of("harmless.txt", "second-harmless.txt", "fourth-harmless.txt",
            "fifth-harmless.txt", "sixth-harmless.txt", "seventh-harmless.txt");
    /** The sets that came later, by another hand: names of files without their end. */
    static final List<String> LATER = List.of("eighth", "ninth", "tenth");
    private static final int TABLES_PER_TURN = 20;

    private ThirdSet() {}

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
                java.util.Random random = new java.util.Random(turn * 7919L + template.name().hashCode());
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
                java.util.Random random = new java.util.Random(turn * 7907L + template.name().hashCode());
                papers.accept(template.fill(turn).between("", "\n\n" + all.get(random.nextInt(all.size())).fill(turn).text()));
            }
        }));
    }

    private static List<String> all(List<String> older, String end) {
        return java.util.stream.Stream.concat(older.stream(), LATER.stream().map(set -> set + end)).toList();
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
        int turns = args.length > 0 ? Integer.parseInt(args[0]) : 40;
        int examples = args.length > 1 ? Integer.parseInt(args[1]) : 0;
        if (args.length > 2 && args[2].equals("mixed")) {
            mixed(turns).print(System.out, examples);
            return;
        }
        if (args.length > 2 && args[2].equals("mixedharmless")) {
            mixedHarmless(turns).print(System.out, examples);
            return;
        }
        if (args.length > 2) {
            for (String which : List.of("-positives.txt", "-harmless.txt")) {
                Judge judge = file(args[2] + which, turns);
                System.out.println(args[2] + which + ": " + judge.papers() + " papers");
                judge.print(System.out, examples);
            }
            return;
        }
        List<String> names = new ArrayList<>(
                List.of("texts with personal data", "tables, the head names the BSN", "tables, the head says nothing",
                        "harmless texts"));
        for (Judge judge : List.of(positives(turns), labelledTables(turns), vagueTables(turns), harmless(turns))) {
            System.out.println();
            System.out.println("third set, " + names.remove(0) + ": " + judge.papers() + " papers");
            judge.print(System.out, examples);
        }
    }
}
