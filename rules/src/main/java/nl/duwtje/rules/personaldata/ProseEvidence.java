package nl.duwtje.rules.personaldata;

import java.util.List;
import nl.duwtje.rules.fact.Strength;

/**
 * Weighs a candidate in running text by the words around it. The nearest label decides: one before it on the same line or within fifty
 * characters, or one right behind it. A label that says "something else" counts only for the first number behind it.
 */
final class ProseEvidence {

    /** Characters between a label and its number. */
    static final int NEAR = 50;
    private static final int SAME_LINE = 150;
    private static final int BEHIND = 20;
    private static final int BESIDE = 5;
    private static final int LIST_LINE = 80;

    private final Sweep sweep;
    /** The last candidate that had evidence of its own or by a list; -1 when there is none. */
    private int chained = -1;

    ProseEvidence(Sweep sweep) {
        this.sweep = sweep;
    }

    void judge(List<Finding> findings) {
        int label = 0;
        for (int i = 0; i < sweep.count; i++) {
            while (label < sweep.labelCount && sweep.labelEnd[label] <= sweep.start[i]) {
                label++;
            }
            if (sweep.isIban(i)) {
                PersonalDataScanner.add(findings, PersonalDataScanner.iban(sweep, i));
            } else if (sweep.passes(i)) {
                Strength strength = strength(i, label);
                if (strength != null) {
                    PersonalDataScanner.add(findings, PersonalDataScanner.bsn(sweep, i, strength));
                }
            }
        }
    }

    /** Null when it is something else. {@code next} is the first label that ends behind the candidate's start. */
    private Strength strength(int i, int next) {
        boolean person = false;
        for (int j = next - 1; j >= 0; j--) {
            int distance = sweep.start[i] - sweep.labelEnd[j];
            if (distance > (sweep.labelLine[j] == sweep.line[i] ? SAME_LINE : NEAR)) {
                break;
            }
            byte kind = sweep.labelKind[j];
            boolean spent = sweep.labelNumber[j] >= 0 && sweep.labelNumber[j] < sweep.start[i];
            if (kind == Labels.BSN) {
                return labelled(i, distance);
            }
            if (!spent && (kind == Labels.VETO || kind == Labels.VETO_NEAR && isAdjacent(sweep.labelEnd[j], sweep.start[i]))) {
                boolean shared = j > 0 && sweep.labelKind[j - 1] == Labels.BSN && sweep.labelStart[j] - sweep.labelEnd[j - 1] <= BESIDE;
                return shared && sweep.digits[i] == Bsn.DIGITS ? chain(i, Strength.MEDIUM) : null;
            }
            person |= kind == Labels.PERSON;
        }
        return withoutLabelBefore(i, next, person);
    }

    private Strength labelled(int i, int distance) {
        // eight digits are as often a date or a company: only right behind the label
        boolean enough = sweep.digits[i] == Bsn.DIGITS || distance <= 3
                || distance <= 12 && isAdjacent(sweep.start[i] - distance, sweep.start[i]);
        return enough ? chain(i, Strength.HIGH) : null;
    }

    private Strength withoutLabelBefore(int i, int next, boolean person) {
        if (next < sweep.labelCount && sweep.labelLine[next] == sweep.line[i] && !belongsToNext(next)) {
            int gap = sweep.labelStart[next] - sweep.end[i];
            if (sweep.labelKind[next] == Labels.BSN && gap <= BEHIND && sweep.digits[i] == Bsn.DIGITS) {
                return chain(i, Strength.HIGH);
            }
            if (sweep.labelKind[next] == Labels.VETO && gap <= 3) {
                return null;
            }
        }
        if (sweep.weak[i] || sweep.digits[i] != Bsn.DIGITS) {
            return null;
        }
        if (chained >= 0) {
            int gap = sweep.start[i] - sweep.end[chained];
            if (gap <= BEHIND && isAdjacent(sweep.end[chained], sweep.start[i])) {
                return chain(i, Strength.HIGH);
            }
            if (gap <= LIST_LINE && sweep.line[i] > sweep.line[chained] && sweep.line[i] <= sweep.line[chained] + 2) {
                return chain(i, Strength.MEDIUM);
            }
        }
        return person ? Strength.MEDIUM : Strength.LOW;
    }

    private Strength chain(int i, Strength strength) {
        chained = i;
        return strength;
    }

    private boolean belongsToNext(int label) {
        return sweep.labelNumber[label] >= 0 && sweep.labelNumber[label] - sweep.labelEnd[label] <= BESIDE;
    }

    /** Whether only punctuation and the word "and" stand between. */
    private boolean isAdjacent(int from, int to) {
        int letters = 0;
        for (int i = from; i < to; i++) {
            char c = sweep.text[i];
            if (Characters.isDigit(c)) {
                return false;
            }
            letters += Characters.isLetter(c) ? 1 : 0;
        }
        return letters <= 3 && to - from <= BEHIND;
    }
}
