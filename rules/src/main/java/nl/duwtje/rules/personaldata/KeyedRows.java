package nl.duwtje.rules.personaldata;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.duwtje.rules.fact.Strength;

/**
 * The columns of a table whose rows are written one value a line or in elements: {@code Cliëntnr: 123456782}, {@code <Nummer>123456782</Nummer>}.
 * All numbers behind one name are judged together: when nearly all pass the test of the BSN they are BSNs.
 */
final class KeyedRows {

    private static final int FEWEST = 5;
    private static final int MANY = 10;
    private static final int LONGEST_KEY = 40;

    private final Sweep sweep;

    /** The numbers behind one name. */
    private static final class Numbers {
        private final List<Integer> passing = new ArrayList<>();
        private final long[] first = new long[FEWEST];
        private int different;
        private int others;

        private void add(int candidate, long value, boolean passes) {
            if (!passes) {
                others++;
                return;
            }
            passing.add(candidate);
            for (int i = 0; i < different; i++) {
                if (first[i] == value) {
                    return;
                }
            }
            if (different < FEWEST) {
                first[different++] = value;
            }
        }

        private boolean isBsns(boolean besideBirthDates) {
            return different == FEWEST && passing.size() >= (besideBirthDates ? FEWEST : MANY) && others * 9 <= passing.size();
        }
    }

    KeyedRows(Sweep sweep) {
        this.sweep = sweep;
    }

    /** @param from the first of the findings of this stretch */
    void judge(List<Finding> findings, int from) {
        int passing = 0;
        for (int i = 0; i < sweep.count; i++) {
            passing += isWhole(i) && sweep.is(i, Type.BSN) ? 1 : 0;
        }
        if (passing < FEWEST) {
            return;
        }
        Map<String, Numbers> byKey = new HashMap<>();
        int label = 0;
        for (int i = 0; i < sweep.count; i++) {
            while (label < sweep.labelCount && sweep.labelEnd[label] <= sweep.start[i]) {
                label++;
            }
            String key = isWhole(i) ? key(i, label) : "";
            if (!key.isEmpty()) {
                byKey.computeIfAbsent(key, k -> new Numbers()).add(i, sweep.value[i], sweep.is(i, Type.BSN));
            }
        }
        int birthDates = 0;
        for (int f = from; f < findings.size(); f++) {
            birthDates += findings.get(f).type().equals(Type.DATE_OF_BIRTH.name()) ? 1 : 0;
        }
        for (Numbers numbers : byKey.values()) {
            if (numbers.isBsns(birthDates >= FEWEST)) {
                numbers.passing.forEach(i -> PersonalDataScanner.add(findings, sweep.finding(i, Type.BSN, Strength.HIGH)));
            }
        }
    }

    /** Eight or nine digits together. */
    private boolean isWhole(int i) {
        return (sweep.digits[i] == Bsn.DIGITS || sweep.digits[i] == Bsn.DIGITS - 1) && sweep.end[i] - sweep.start[i] == sweep.digits[i];
    }

    /** The name right before a number, by which it is told what it is; empty when there is none or when it says "something else". */
    private String key(int i, int next) {
        char[] text = sweep.text;
        int end = sweep.start[i];
        while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '"' || text[end - 1] == '\'')) {
            end--;
        }
        if (end == 0 || text[end - 1] != ':' && text[end - 1] != '=' && text[end - 1] != '>') {
            return "";
        }
        int from = end - 1;
        while (from > 0 && end - from < LONGEST_KEY && text[from - 1] != '\n' && text[from - 1] != '<' && text[from - 1] != ','
                && text[from - 1] != ';') {
            from--;
        }
        boolean other = next > 0 && sweep.labelEnd[next - 1] > from
                && (sweep.labelSays[next - 1] & (Words.TYPES | Words.VETO | Words.NEAR)) != 0;
        boolean people = Heads.isOfPeople(text, from, end - 1) || Heads.isPlain(text, from, end - 1);
        return end - from >= LONGEST_KEY || other && !people ? "" : new String(text, from, end - from);
    }
}
