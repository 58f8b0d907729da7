package nl.duwtje.rules.personaldata.quality;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import nl.duwtje.rules.inspect.Scan;

/** Compares what was found with what is marked: exact places, counted per type and per template. */
final class Judge {

    /** @param right found where it is marked, start and end exact @param wrong found where nothing is @param missed marked and not found */
    record Count(int right, int wrong, int missed) {

        Count plus(Count other) {
            return new Count(right + other.right, wrong + other.wrong, missed + other.missed);
        }

        double precision() {
            return right + wrong == 0 ? 1 : right / (double) (right + wrong);
        }

        double recall() {
            return right + missed == 0 ? 1 : right / (double) (right + missed);
        }
    }

    /** Each test of a paper that went otherwise than a privacy officer would want it. */
    record Slip(String what, String template, String excerpt) {}

    private final Scan scan;
    private final Map<String, Count> perType = new TreeMap<>();
    private final Map<String, Count> nudges = new TreeMap<>();
    private int papers;
    private final List<Slip> slips = new ArrayList<>();

    Judge(Scan scan) {
        this.scan = scan;
    }

    void read(Paper paper) {
        papers++;
        Scan.Result result = scan.text(paper.text());
        String template = paper.id().substring(0, paper.id().indexOf('#'));
        for (Paper.Mark mark : paper.marks()) {
            boolean found = result.findings().stream().anyMatch(f -> same(f, mark));
            count(mark.type(), found ? new Count(1, 0, 0) : new Count(0, 0, 1));
            if (!found) {
                slips.add(new Slip("missed " + mark.type(), template, around(paper.text(), mark.start(), mark.end())));
            }
        }
        for (Scan.Found f : result.findings()) {
            boolean known = paper.marks().stream().anyMatch(m -> same(f, m))
                    || paper.allowed().stream().anyMatch(m -> m.type().equals(f.type()) && f.start() < m.end() && m.start() < f.end());
            if (!known && !f.type().equals("HEALTH")) {
                count(f.type(), new Count(0, 1, 0));
                slips.add(new Slip("wrong " + f.type() + " " + f.strength(), template, around(paper.text(), f.start(), f.end())));
            }
        }
        if (paper.nudge() != null) {
            nudges.merge(paper.nudge() ? "should" : "should not", result.nudge() ? new Count(1, 0, 0) : new Count(0, 1, 0), Count::plus);
            if (result.nudge() != paper.nudge()) {
                slips.add(new Slip(result.nudge() ? "false nudge" : "no nudge", template,
                        paper.text().substring(0, Math.min(120, paper.text().length()))));
            }
        }
    }

    private static boolean same(Scan.Found f, Paper.Mark mark) {
        boolean type = f.type().equals(mark.type()) || f.type().startsWith("NATIONAL_ID") && mark.type().matches("NATIONAL_ID_(CZ|SK)")
                && f.type().matches("NATIONAL_ID_(CZ|SK)");
        return type && f.start() == mark.start() && f.end() == mark.end();
    }

    private static String around(String text, int start, int end) {
        return text.substring(Math.max(0, start - 40), start) + "⟦" + text.substring(start, end) + "⟧"
                + text.substring(end, Math.min(text.length(), end + 25));
    }

    private void count(String type, Count count) {
        perType.merge(type, count, Count::plus);
    }

    Count of(String type) {
        return perType.getOrDefault(type, new Count(0, 0, 0));
    }

    Count nudges(String which) {
        return nudges.getOrDefault(which, new Count(0, 0, 0));
    }

    List<Slip> slips() {
        return slips;
    }

    int papers() {
        return papers;
    }

    /** The table of types with Wilson's intervals of 95 %, the nudges, and some errors of each kind and template. */
    void print(PrintStream out, int examples) {
        perType.forEach((type, c) -> out.printf("  %-20s %7d %6d %6d  %s  %s%n", type, c.right, c.wrong, c.missed, share(c.right, c.wrong),
                share(c.right, c.missed)));
        nudges.forEach((which, c) -> out.printf("  %s be nudged: %d nudged, %d not; share nudged %s%n", which, c.right, c.wrong,
                share(c.right, c.wrong)));
        Map<String, List<Slip>> by = new TreeMap<>();
        slips.forEach(s -> by.computeIfAbsent(s.what() + " | " + s.template(), k -> new ArrayList<>()).add(s));
        by.forEach((what, all) -> {
            if (examples > 0) {
                out.println("  " + what + "  x" + all.size());
            }
            all.stream().limit(examples).forEach(s -> out.println("      " + s.excerpt().replace("\n", "\\n").replace("\t", "\\t")));
        });
    }

    static String share(int yes, int no) {
        double n = yes + no;
        if (n == 0) {
            return "-";
        }
        double z = 1.96;
        double p = yes / n;
        double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
        double half = z / (1 + z * z / n) * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
        return "%.4f (%.4f-%.4f)".formatted(p, Math.max(0, middle - half), Math.min(1, middle + half));
    }
}
