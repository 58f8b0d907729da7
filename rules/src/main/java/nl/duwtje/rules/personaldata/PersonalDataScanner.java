package nl.duwtje.rules.personaldata;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nl.duwtje.rules.fact.Strength;
import nl.duwtje.rules.text.Block;
import nl.duwtje.rules.text.DelimitedText;
import nl.duwtje.rules.text.Prose;
import nl.duwtje.rules.text.Table;

/**
 * Finds BSN and IBAN in text. Offsets in what it returns are UTF-16 units of the text it was given, in order, without overlap. Never throws;
 * takes time in proportion to the text. Stateless, safe for all threads.
 */
public final class PersonalDataScanner {

    /** More findings than this in one text are not listed; of the weak ones, half of this. */
    public static final int MOST = 20_000;

    private PersonalDataScanner() {}

    /** Plain text: running text, with the lines that form a table (tabs, semicolons, bars, commas) judged as a table. */
    public static List<Finding> scan(CharSequence text) {
        String whole = text.toString();
        Sweep sweep = new Sweep(whole.toCharArray());
        List<Finding> findings = new ArrayList<>();
        int at = 0;
        for (DelimitedText.Region region : DelimitedText.find(whole)) {
            prose(sweep, at, region.start(), findings);
            new Columns(region.table(), sweep).judge(findings);
            at = region.end();
        }
        prose(sweep, at, whole.length(), findings);
        return inOrder(findings);
    }

    /** A table, judged by its columns. Offsets are those of its text. */
    public static List<Finding> scan(Table table) {
        List<Finding> findings = new ArrayList<>();
        new Columns(table, new Sweep(table.text().toString().toCharArray())).judge(findings);
        return inOrder(findings);
    }

    /** A block of either kind. */
    public static List<Finding> scan(Block block) {
        return switch (block) {
            case Prose prose -> scan(prose.text());
            case Table table -> scan(table);
        };
    }

    private static void prose(Sweep sweep, int from, int to, List<Finding> findings) {
        if (from < to) {
            sweep.run(from, to);
            new ProseEvidence(sweep).judge(findings);
        }
    }

    private static List<Finding> inOrder(List<Finding> findings) {
        findings.sort(Comparator.comparingInt(Finding::start));
        return List.copyOf(findings);
    }

    /** Keeps the list bounded: weak findings never crowd out good ones. */
    static void add(List<Finding> findings, Finding finding) {
        if (findings.size() < (finding.strength() == Strength.LOW ? MOST / 2 : MOST)) {
            findings.add(finding);
        }
    }

    static Finding bsn(Sweep sweep, int i, Strength strength) {
        return new Finding(Bsn.TYPE, sweep.start[i], sweep.end[i], strength, sweep.value[i], Bsn.sample((int) sweep.value[i]));
    }

    static Finding iban(Sweep sweep, int i) {
        return new Finding(Iban.TYPE, sweep.start[i], sweep.end[i], Strength.MEDIUM, sweep.value[i], sweep.ibanSample[i]);
    }
}
