package nl.duwtje.rules.personaldata;

import static nl.duwtje.rules.personaldata.Type.*;

import java.util.Arrays;
import java.util.List;
import nl.duwtje.rules.fact.Strength;
import nl.duwtje.rules.text.Table;

/**
 * Weighs the candidates of a table: a label in the cell itself, the header above, the label at the left of the row, and, for a column without a
 * word, whether nearly all of its cells pass one test, which chance does not do (five of five: 6 in a million). Every cell is read once.
 */
final class Columns {

    private static final int FEWEST = 5;
    private static final int MANY = 10;
    private static final int FEWEST_BESIDE_BIRTH_DATES = 2;
    private static final int LONGEST_HEADER = 60;
    /** The line above a list of numbers is its head, though it is a sentence. */
    private static final int LONGEST_ABOVE_LIST = 80;
    /** "2025 (T1)" */
    private static final int LONGEST_YEAR = 12;
    private static final int MOST_COLUMNS = 20_000;
    /** What a column can be by its numbers alone: one in ten or fewer pass by chance. */
    private static final Type[] BY_NUMBERS = {BSN, A_NUMMER, CARD, NATIONAL_ID_BE, NATIONAL_ID_DE, NATIONAL_ID_FR, NATIONAL_ID_ES,
            NATIONAL_ID_PL,
            NATIONAL_ID_NO, NATIONAL_ID_LU, NATIONAL_ID_RO, NATIONAL_ID_CH};
    private static final long ANY_BY_NUMBERS = java.util.Arrays.stream(BY_NUMBERS).mapToLong(Type::bit).reduce(0, (a, b) -> a | b);
    /** What says of any other number that it is something else; a word for a person or a sum is not that. */
    private static final long SAYS_WHAT = Words.TYPES | Words.VETO | Words.NEAR;

    private final Table table;
    private final Sweep sweep;
    private final CellText cells;
    /** For words between a label and a number in a cell; most tables have none. */
    private ProseEvidence prose;
    /** The last label that was found to be the nearest one of a candidate. */
    private int nearest;
    /** The types that were found in the cell that is judged. */
    private long foundHere;
    private final int columns;
    /** Per cell its first candidate and its first label. */
    private final int[] firstCandidate;
    private final int[] firstLabel;
    /** Per cell whether it holds four digits together: then it is data. */
    private final boolean[] numbers;
    /** Per column what its header says, and which cell that is; -1 without one. */
    private final long[] header;
    private final int[] headCell;
    /** What the line above the table says of the numbers in it. */
    private final long caption;
    /** Per column whether it is headed by a year: below it stand sums. */
    private final boolean[] year;
    private final int[] filled;
    /** Per column the cells without a number: "onbekend". */
    private final int[] texts;
    /** Per column and type how many cells pass, and per column the first values that pass, to tell whether they differ. */
    private final int[] passing;
    private final long[] seen;
    private boolean birthDates;
    private boolean named;
    private boolean headless;
    private int days;
    private int birthDays;

    Columns(Table table, Sweep sweep, long caption) {
        this.table = table;
        this.sweep = sweep;
        this.cells = new CellText(table, sweep);
        this.caption = caption;
        columns = Math.min(table.columns(), MOST_COLUMNS);
        firstCandidate = new int[table.size() + 1];
        firstLabel = new int[table.size() + 1];
        numbers = new boolean[table.size()];
        header = new long[columns];
        headCell = new int[columns];
        Arrays.fill(headCell, -1);
        year = new boolean[columns];
        filled = new int[columns];
        texts = new int[columns];
        passing = new int[columns * BY_NUMBERS.length];
        seen = new long[columns * FEWEST];
    }

    void judge(List<Finding> findings, Persons persons, OwnData own) {
        read();
        count();
        for (int column = 0; column < columns; column++) {
            header[column] = nearlyAll(column, 0) ? caption : 0;
        }
        int row = -1;
        long rowLabel = 0;
        for (int cell = 0; cell < table.size(); cell++) {
            if (table.row(cell) != row) {
                row = table.row(cell);
                rowLabel = 0;
            }
            int column = column(cell);
            long says = says(cell);
            boolean head = isHeader(cell);
            if (head) {
                header[column] = says;
                headCell[column] = cell;
            }
            foundHere = 0;
            for (int i = firstCandidate[cell]; i < firstCandidate[cell + 1]; i++) {
                judge(i, cell, column, rowLabel, findings);
            }
            own.find(sweep, table.start(cell), table.end(cell), says | header[column] | rowLabel, findings);
            if ((says & (Words.TYPES & ~HEALTH.bit() | Words.VETO)) != 0 && !numbers[cell] && !cells.isField(cell, behindLabels(cell))) {
                rowLabel = says;
            }
            persons.cell(row, head ? 0 : header[column], foundHere);
            if (head) {
                persons.header(says);
            } else if (!numbers[cell] && (header[column] & HEALTH.bit()) != 0) {
                persons.health(table.start(cell), table.end(cell), findings);
            }
        }
    }

    private int column(int cell) {
        return Math.min(table.column(cell), columns - 1);
    }

    private void read() {
        sweep.clear();
        sweep.expect(table.size());
        for (int cell = 0; cell < table.size(); cell++) {
            firstCandidate[cell] = sweep.count;
            firstLabel[cell] = sweep.labelCount;
            sweep.run(table.start(cell), table.end(cell));
            numbers[cell] = sweep.count > firstCandidate[cell] || cells.hasNumber(table.start(cell), table.end(cell));
        }
        firstCandidate[table.size()] = sweep.count;
        firstLabel[table.size()] = sweep.labelCount;
    }

    /** How many cells of each column there are and how many pass. */
    private void count() {
        for (int cell = 0; cell < table.size(); cell++) {
            int column = column(cell);
            if (isHeader(cell)) {
                header[column] = says(cell);
                named |= (header[column] & (Words.NAME | Words.MONEY | EMAIL.bit() | HEALTH.bit() | A_NUMMER.bit())) != 0;
                birthDates |= (header[column] & DATE_OF_BIRTH.bit()) != 0;
                continue;
            }
            int i = firstCandidate[cell];
            boolean one = firstCandidate[cell + 1] == i + 1;
            if (table.row(cell) == 0 && firstCandidate[cell + 1] == i && filled[column] == 0) {
                year[column] = numbers[cell] && table.end(cell) - table.start(cell) <= LONGEST_YEAR;
                continue;
            }
            filled[column] += numbers[cell] ? 1 : 0;
            headless |= numbers[cell] && table.row(cell) == 0;
            texts[column] += numbers[cell] ? 0 : 1;
            if (one && sweep.mask[i] == DATE_OF_BIRTH.bit()) {
                days++;
                birthDays += sweep.value[i] < ProseEvidence.LATEST_BIRTH ? 1 : 0;
            }
            if (one && (sweep.mask[i] & ANY_BY_NUMBERS) != 0 && cells.isWhole(i, cell)) {
                for (int t = 0; t < BY_NUMBERS.length; t++) {
                    passing[column * BY_NUMBERS.length + t] += sweep.is(i, BY_NUMBERS[t]) ? 1 : 0;
                }
                remember(column, sweep.value[i]);
            }
        }
    }

    /** Whether a column of birth dates stands beside: by its head, or because the days in the table lie long enough ago. */
    private boolean hasBirthDates() {
        return birthDates || birthDays >= FEWEST_BESIDE_BIRTH_DATES && birthDays * 10 >= days * 9;
    }

    /** Whether the table tells of persons: it says so, or has no head that could say otherwise. A bare list of numbers tells nothing. */
    private boolean isOfPersons() {
        return named || hasBirthDates() || headless && columns > 1;
    }

    private void remember(int column, long value) {
        for (int at = column * FEWEST; at < (column + 1) * FEWEST; at++) {
            if (seen[at] == value) {
                return;
            }
            if (seen[at] == 0) {
                seen[at] = value;
                return;
            }
        }
    }

    private int different(int column) {
        int n = 0;
        for (int at = column * FEWEST; at < (column + 1) * FEWEST; at++) {
            n += seen[at] == 0 ? 0 : 1;
        }
        return n;
    }

    private void judge(int i, int cell, int column, long rowLabel, List<Finding> findings) {
        long mask = sweep.mask[i];
        if ((mask & (IBAN.bit() | EMAIL.bit() | MRZ.bit() | NATIONAL_ID_IT.bit())) != 0) {
            found(i, Type.first(mask), sweep.alone[i], findings);
            return;
        }
        long label = nearestLabel(i, cell);
        long above = label & SAYS_WHAT;
        boolean ofColumn = above == 0;
        if (above == 0) {
            label = header[column];
            above = label & SAYS_WHAT & ~HEALTH.bit();
        }
        if (above == 0 || above == DATE_OF_BIRTH.bit() && (mask & above) == 0) {
            label = rowLabel == 0 ? label : rowLabel;
        }
        long match = label & mask;
        if (match != 0) {
            Type type = Type.first(match);
            // of eight digits only where most of the column pass: else they are numbers of another kind
            boolean enough = type != BSN || sweep.digits[i] == Bsn.DIGITS
                    || passing[column * BY_NUMBERS.length] * 2 >= filled[column] && cells.isWhole(i, cell);
            boolean office = type == RESIDENCE_DOCUMENT && (label & Words.DOCUMENT) != 0 && sweep.digits[i] > 0;
            boolean veto = type == BSN && ((label & Words.VETO) != 0 || (ofColumn
                    ? cells.isSomethingElse(i, cell)
                    : sweep.labelEnd[nearest] <= sweep.start[i] && !isAbout(i)));
            found(i, type, enough && !veto && !office ? Sweep.HIGH : Sweep.NONE, findings);
        } else if (sweep.is(i, POSTCODE_ADDRESS) || (label & (SAYS_WHAT & ~DATE_OF_BIRTH.bit() & ~HEALTH.bit())) == 0) {
            unlabelled(i, cell, column, findings);
        } else if (sweep.is(i, BSN) && (label & (Words.TYPES | Words.COMPANY)) == 0 && cells.isWhole(i, cell)
                && isSurely(i, cell, column)) {
            found(i, BSN, Sweep.HIGH, findings);
        } else if (sweep.alone[i] == Sweep.HIGH) {
            found(i, Type.first(mask), Sweep.HIGH, findings);
        }
    }

    private void unlabelled(int i, int cell, int column, List<Finding> findings) {
        boolean checked = (sweep.mask[i] & ANY_BY_NUMBERS) != 0 && !year[column] && cells.isWhole(i, cell);
        int different = checked ? different(column) : 0;
        for (int t = 0; checked && t < BY_NUMBERS.length; t++) {
            if (nearlyAll(column, t) && texts[column] <= filled[column] && sweep.is(i, BY_NUMBERS[t])) {
                if (different >= FEWEST && (isOfPersons() || passing[column * BY_NUMBERS.length + t] >= MANY)) {
                    found(i, BY_NUMBERS[t], Sweep.HIGH, findings);
                    return;
                }
                if (BY_NUMBERS[t] == BSN && hasBirthDates() && different >= FEWEST_BESIDE_BIRTH_DATES) {
                    found(i, BSN, Sweep.MEDIUM, findings);
                    return;
                }
            }
        }
        if (sweep.is(i, POSTCODE_ADDRESS)
                && Postcode.hasHouseNumber(sweep.text, Math.max(0, sweep.start[i] - LONGEST_HEADER), sweep.start[i], sweep.end[i],
                        sweep.length)) {
            found(i, POSTCODE_ADDRESS, Sweep.MEDIUM, findings);
        } else if (sweep.alone[i] != Sweep.NONE) {
            found(i, sweep.is(i, PHONE) ? PHONE : Type.first(sweep.mask[i]), sweep.alone[i], findings);
        }
    }

    private boolean nearlyAll(int column, int type) {
        return filled[column] > 0 && passing[column * BY_NUMBERS.length + type] * 10 >= filled[column] * 9;
    }

    /** Whether a column of numbers of people is one of BSNs whatever it is called: enough of them, and nearly all pass. */
    private boolean isSurely(int i, int cell, int column) {
        boolean inCell = firstLabel[cell + 1] > firstLabel[cell];
        int head = headCell[column];
        int pass = passing[column * BY_NUMBERS.length];
        if (!inCell && head < 0 || pass < FEWEST || !nearlyAll(column, 0) || different(column) < FEWEST) {
            return false;
        }
        int from = inCell ? table.start(cell) : table.start(head);
        int to = inCell ? sweep.start[i] : table.end(head);
        boolean people = Heads.isOfPeople(sweep.text, from, to);
        return people && (hasBirthDates() || pass >= MANY)
                || Heads.isPlain(sweep.text, from, to) && (hasBirthDates() || named && pass >= MANY);
    }

    private void found(int i, Type type, byte strength, List<Finding> findings) {
        if (strength != Sweep.NONE) {
            foundHere |= type.bit();
            PersonalDataScanner.add(findings, sweep.finding(i, type, Sweep.strength(strength)));
        }
    }

    /** The label in the cell that stands before the candidate, or the first one behind it. */
    private long nearestLabel(int i, int cell) {
        long found = 0;
        for (int j = firstLabel[cell]; j < firstLabel[cell + 1]; j++) {
            long says = sweep.labelSays[j];
            boolean spent = sweep.labelNumber[j] >= 0 && sweep.labelNumber[j] < sweep.start[i] && (says & BSN.bit()) == 0;
            boolean other = says == DATE_OF_BIRTH.bit() && !sweep.is(i, DATE_OF_BIRTH);
            if (!other && !spent && (says & SAYS_WHAT & ~HEALTH.bit()) != 0 && (sweep.labelEnd[j] <= sweep.start[i] || found == 0)) {
                found = says;
                nearest = j;
            }
        }
        return found;
    }

    /** What the cell calls its column: a type when it says so anywhere, unless it names a company's number beside it. */
    private long says(int cell) {
        long found = 0;
        for (int j = firstLabel[cell]; j < firstLabel[cell + 1]; j++) {
            long says = sweep.labelSays[j];
            if (found == 0 || (says & BSN.bit()) != 0 || (found & Words.TYPES) == 0 && (says & (Words.TYPES | Words.VETO)) != 0) {
                found = says;
            }
        }
        return found;
    }

    private boolean isHeader(int cell) {
        boolean list = columns == 1 && cell == 0;
        boolean words = firstLabel[cell + 1] > firstLabel[cell] && !numbers[cell]
                && table.end(cell) - table.start(cell) <= (list ? LONGEST_ABOVE_LIST : LONGEST_HEADER);
        // a word of health is a head only at the top: below it is what someone has
        return words && says(cell) != Words.ABSENT && (table.row(cell) == table.row(0) || says(cell) != HEALTH.bit());
    }

    private int behindLabels(int cell) {
        return firstLabel[cell + 1] > firstLabel[cell] ? sweep.labelEnd[firstLabel[cell + 1] - 1] : table.end(cell);
    }

    private boolean isAbout(int i) {
        if (prose == null) {
            prose = new ProseEvidence(sweep, -1);
        }
        return prose.isAbout(i, nearest);
    }
}
