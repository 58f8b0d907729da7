package nl.duwtje.rules.personaldata;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nl.duwtje.rules.fact.Strength;
import nl.duwtje.rules.text.Table;

/**
 * Weighs the candidates of a table: a label in the cell itself, the header above, the label at the left of the row, and, for a column without a
 * word, whether nearly all of its cells pass the test, which chance does not do (five of five: 6 in a million).
 */
final class Columns {

    private static final int FEWEST = 5;
    private static final int FEWEST_BESIDE_BIRTH_DATES = 2;
    private static final int LONGEST_HEADER = 60;
    private static final int MOST_COLUMNS = 20_000;

    private final Table table;
    private final Sweep sweep;
    /** Per column the kind of its header, 0 for none. */
    private final byte[] header;
    private final int[] filled;
    private final int[] passing;
    private final List<Set<Long>> distinct;
    private boolean birthDates;

    Columns(Table table, Sweep sweep) {
        this.table = table;
        this.sweep = sweep;
        int columns = Math.min(table.columns(), MOST_COLUMNS);
        header = new byte[columns];
        filled = new int[columns];
        passing = new int[columns];
        distinct = new java.util.ArrayList<>(columns);
        for (int i = 0; i < columns; i++) {
            distinct.add(null);
        }
    }

    void judge(List<Finding> findings) {
        count();
        java.util.Arrays.fill(header, (byte) 0);
        int row = -1;
        byte rowLabel = 0;
        for (int cell = 0; cell < table.size(); cell++) {
            if (table.row(cell) != row) {
                row = table.row(cell);
                rowLabel = 0;
            }
            int column = Math.min(table.column(cell), header.length - 1);
            sweep.run(table.start(cell), table.end(cell));
            boolean numbers = hasNumbers();
            byte own = firstLabel();
            if (isHeader(cell, numbers)) {
                header[column] = own;
            }
            for (int i = 0; i < sweep.count; i++) {
                judge(i, cell, column, rowLabel, findings);
            }
            if (own == Labels.BSN || own == Labels.VETO && !numbers) {
                rowLabel = own;
            }
        }
    }

    /** First pass: how many cells of each column there are and how many pass. */
    private void count() {
        for (int cell = 0; cell < table.size(); cell++) {
            int column = Math.min(table.column(cell), header.length - 1);
            sweep.run(table.start(cell), table.end(cell));
            if (isHeader(cell, hasNumbers())) {
                header[column] = firstLabel();
                birthDates |= header[column] == Labels.PERSON;
                continue;
            }
            if (table.row(cell) == 0 && sweep.count == 0 && filled[column] == 0) {
                continue;
            }
            filled[column]++;
            if (sweep.count == 1 && !sweep.isIban(0) && sweep.passes(0) && isWhole(cell)) {
                passing[column]++;
                Set<Long> seen = distinct.get(column);
                if (seen == null) {
                    seen = new HashSet<>();
                    distinct.set(column, seen);
                }
                if (seen.size() < FEWEST) {
                    seen.add(sweep.value[0]);
                }
            }
        }
    }

    private void judge(int i, int cell, int column, byte rowLabel, List<Finding> findings) {
        if (sweep.isIban(i)) {
            PersonalDataScanner.add(findings, PersonalDataScanner.iban(sweep, i));
            return;
        }
        Strength strength = sweep.passes(i) ? strength(i, cell, column, rowLabel) : null;
        if (strength != null) {
            PersonalDataScanner.add(findings, PersonalDataScanner.bsn(sweep, i, strength));
        }
    }

    private Strength strength(int i, int cell, int column, byte rowLabel) {
        byte label = nearestLabel(i);
        if (label == 0) {
            label = header[column];
        }
        if (label == 0 || label == Labels.PERSON) {
            label = rowLabel;
        }
        boolean whole = isWhole(cell);
        if (label == Labels.BSN) {
            return sweep.digits[i] == Bsn.DIGITS || whole ? Strength.HIGH : null;
        }
        if (label == Labels.VETO || label == Labels.VETO_NEAR) {
            return null;
        }
        int different = distinct.get(column) == null ? 0 : distinct.get(column).size();
        boolean nearlyAll = passing[column] * 10 >= filled[column] * 9;
        if (whole && nearlyAll && different >= FEWEST) {
            return Strength.HIGH;
        }
        if (whole && nearlyAll && birthDates && different >= FEWEST_BESIDE_BIRTH_DATES) {
            return Strength.MEDIUM;
        }
        return sweep.weak[i] || sweep.digits[i] != Bsn.DIGITS ? null : Strength.LOW;
    }

    /** The label in the cell that stands before the candidate, or the first one behind it. */
    private byte nearestLabel(int i) {
        byte found = 0;
        for (int j = 0; j < sweep.labelCount; j++) {
            boolean spent = sweep.labelNumber[j] >= 0 && sweep.labelNumber[j] < sweep.start[i] && sweep.labelKind[j] != Labels.BSN;
            boolean weighs = sweep.labelKind[j] != Labels.PERSON && !spent;
            if (weighs && (sweep.labelEnd[j] <= sweep.start[i] || found == 0)) {
                found = sweep.labelKind[j];
            }
        }
        return found;
    }

    /** What the cell calls its column: a BSN when it says so anywhere, unless it names a company's number beside it. */
    private byte firstLabel() {
        byte found = 0;
        for (int j = 0; j < sweep.labelCount; j++) {
            byte kind = sweep.labelKind[j];
            if (found == 0 || kind == Labels.BSN || kind == Labels.VETO && found != Labels.BSN) {
                found = kind;
            }
        }
        return found;
    }

    private boolean isHeader(int cell, boolean numbers) {
        return sweep.labelCount > 0 && !numbers && table.end(cell) - table.start(cell) <= LONGEST_HEADER;
    }

    /** Whether the cell holds four digits together: then it is data. */
    private boolean hasNumbers() {
        if (sweep.count > 0) {
            return true;
        }
        int run = 0;
        for (int i = sweep.from; i < sweep.to; i++) {
            run = Characters.isDigit(sweep.text[i]) ? run + 1 : 0;
            if (run == 4) {
                return true;
            }
        }
        return false;
    }

    /** Whether the candidate is all that stands in the cell. */
    private boolean isWhole(int cell) {
        for (int i = table.start(cell); i < table.end(cell); i++) {
            if ((i < sweep.start[0] || i >= sweep.end[0]) && Characters.isWord(sweep.text[i])) {
                return false;
            }
        }
        return true;
    }
}
