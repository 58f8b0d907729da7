package nl.duwtje.rules.personaldata;

import nl.duwtje.rules.text.Table;

/** What a cell of a table holds beside a number: nothing, the name of a field, words of its own. */
final class CellText {

    private static final int LOOKED_AT = 300;

    private final Table table;
    private final Sweep sweep;
    private final Wording wording;

    CellText(Table table, Sweep sweep) {
        this.table = table;
        this.sweep = sweep;
        this.wording = new Wording(sweep);
    }

    boolean hasNumber(int from, int to) {
        int run = 0;
        for (int i = from; i < to && run < 4; i++) {
            run = Characters.isDigit(sweep.text[i]) ? run + 1 : 0;
        }
        return run == 4;
    }

    /** Whether a cell with words and a number is about something else than its column. */
    boolean isSomethingElse(int i, int cell) {
        int letters = 0;
        int numbers = 0;
        int end = Math.min(table.end(cell), table.start(cell) + LOOKED_AT);
        for (int at = table.start(cell); at < end; at++) {
            letters += Characters.isLetter(sweep.text[at]) ? 1 : 0;
            numbers += Characters.isDigit(sweep.text[at]) && (at == table.start(cell) || !Characters.isDigit(sweep.text[at - 1])) ? 1 : 0;
        }
        boolean one = numbers == 1 || sweep.end[i] - sweep.start[i] > Bsn.DIGITS;
        return letters > 0 && (!one || wording.isNamedInCell(table.start(cell), sweep.start[i]));
    }

    /** Whether the candidate is all that stands in the cell, but for the name of a field: {@code "nummer": "123456782"}. */
    boolean isWhole(int i, int cell) {
        for (int at = behindField(i, cell); at < table.end(cell); at++) {
            if ((at < sweep.start[i] || at >= sweep.end[i]) && Characters.isWord(sweep.text[at])) {
                return false;
            }
        }
        return true;
    }

    /** Whether a cell without a number holds the name of a field and its value: {@code "volgnr": "1"}. */
    boolean isField(int cell, int behindLabel) {
        int at = behindLabel;
        boolean is = false;
        for (; at < table.end(cell); at++) {
            if (is && Characters.isWord(sweep.text[at])) {
                return true;
            }
            is |= sweep.text[at] == ':' || sweep.text[at] == '=';
        }
        return false;
    }

    private int behindField(int i, int cell) {
        int last = sweep.start[i] - 1;
        while (last > table.start(cell) && (sweep.text[last] == ' ' || sweep.text[last] == '"' || sweep.text[last] == '\'')) {
            last--;
        }
        boolean field = last > table.start(cell) && (sweep.text[last] == ':' || sweep.text[last] == '=');
        return field && !hasNumber(table.start(cell), last) ? last : table.start(cell);
    }
}
