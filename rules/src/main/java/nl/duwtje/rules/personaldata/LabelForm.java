package nl.duwtje.rules.personaldata;

import static nl.duwtje.rules.personaldata.Type.BSN;

/** How a label is written and what stands beside it: half a word, one of many, in brackets, in the foot of a company. Labels are places in the sweep. */
final class LabelForm {

    private static final int BEHIND = 20;
    private static final int BESIDE = 5;
    private static final int SAME_LINE = 150;
    /** Never within one name of a field. */
    private static final String ENDS_NAME = "\n,;:=<>[]{}\"";

    private final Sweep sweep;
    private final Between between;

    LabelForm(Sweep sweep, Between between) {
        this.sweep = sweep;
        this.between = between;
    }

    /** Whether a label shares its number with one of the BSN before it: "BSN sofinummer", "BSN / tax number". */
    boolean isSharedWithBsn(int j, int number) {
        if (j == 0 || (sweep.labelSays[j - 1] & BSN.bit()) == 0) {
            return false;
        }
        int from = sweep.labelEnd[j - 1];
        int to = sweep.labelStart[j];
        if (to - from > BEHIND || between.isClosed(from, to)) {
            return false;
        }
        boolean slash = false;
        boolean bracket = false;
        int letters = 0;
        for (int i = from; i < to; i++) {
            letters += Characters.isLetter(sweep.text[i]) ? 1 : 0;
            if (ENDS_NAME.indexOf(sweep.text[i]) >= 0 || Characters.isDigit(sweep.text[i])) {
                return false;
            }
            slash |= sweep.text[i] == '/' || sweep.text[i] == '(';
            bracket |= sweep.text[i] == '(';
        }
        boolean aside = slash && between.hasClosing(sweep.labelEnd[j], number); // "BSN (Dutch tax/social number): "
        return (aside || letters < BESIDE && !bracket) && to - from <= (slash ? BEHIND : BESIDE);
    }

    /** Whether the label is the first half of a word: "BSN-beleid: ...", where a number must follow at once. */
    boolean isFirstHalf(int j, int start) {
        int at = sweep.labelEnd[j];
        if (at + 1 >= sweep.length || sweep.text[at] != '-' || !Characters.isLetter(sweep.text[at + 1])) {
            return false;
        }
        while (at < start && (sweep.text[at] == '-' || Characters.isLetter(sweep.text[at]))) {
            at++;
        }
        return !between.isAdjacent(at, start);
    }

    /** "BSN-veld" */
    boolean isCompound(int j) {
        int at = sweep.labelEnd[j];
        return at + 1 < sweep.length && sweep.text[at] == '-' && Characters.isLetter(sweep.text[at + 1]);
    }

    /** "BSN's", "sofinummers": more than one is to come. */
    boolean isPlural(int j) {
        int end = sweep.labelEnd[j];
        return sweep.text[end - 1] == 's' || end + 1 < sweep.length && sweep.text[end] == '\'' && sweep.text[end + 1] == 's';
    }

    boolean belongsToNext(int label) {
        int open = sweep.labelStart[label] - 1;
        if (open > 0 && sweep.text[open] == '(' && Characters.isSpace(sweep.text[open - 1])) {
            return false; // "123456782 (bsn)"
        }
        return sweep.labelNumber[label] >= 0 && sweep.labelNumber[label] - sweep.labelEnd[label] <= BESIDE
                && !between.hasEmptyLine(sweep.labelEnd[label], sweep.labelNumber[label]);
    }

    /** Whether the account stands among a company's own numbers: beside KvK or VAT on its line or the next. */
    boolean isCompanyFoot(int i, int next) {
        for (int j = Math.max(0, next - 8); j < Math.min(sweep.labelCount, next + 8); j++) {
            if ((sweep.labelSays[j] & Words.COMPANY) != 0 && Math.abs(sweep.labelLine[j] - sweep.line[i]) <= 2
                    && Math.abs(sweep.labelStart[j] - sweep.start[i]) <= SAME_LINE) {
                return true;
            }
        }
        return false;
    }
}
