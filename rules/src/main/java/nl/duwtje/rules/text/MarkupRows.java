package nl.duwtje.rules.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the rows of HTML tables that are written out in a text: in source code, in a mail whose markup was shown. One pass over the tags. Stateless
 * but for one text.
 */
final class MarkupRows {

    private static final int LONGEST_TAG = 300;

    private final String text;
    private final List<DelimitedText.Region> regions = new ArrayList<>();
    private Table.Builder table;
    private int start;
    private int end;
    private int row;
    private int column;
    /** Where the open cell's text starts; -1 when none is open. */
    private int cell = -1;

    private MarkupRows(String text) {
        this.text = text;
    }

    /** The tables, in order. */
    static List<DelimitedText.Region> find(Stretch text) {
        if (!mayStandIn(text)) {
            return List.of();
        }
        MarkupRows rows = new MarkupRows(text.toString());
        rows.read();
        return rows.regions;
    }

    private static boolean mayStandIn(Stretch text) {
        int open = text.indexOf('<', 0);
        while (open >= 0 && open + 1 < text.length() && text.charAt(open + 1) != 't' && text.charAt(open + 1) != 'T') {
            open = text.indexOf('<', open + 1);
        }
        return open >= 0 && open + 1 < text.length();
    }

    private void read() {
        for (int open = text.indexOf('<'); open >= 0; open = text.indexOf('<', open + 1)) {
            int close = close(open, text.length());
            if (close > 0) {
                tag(open, close + 1);
            }
        }
        finish();
    }

    /** Where the tag ends that begins at {@code open}; -1 when it does not soon, or another one begins. */
    private int close(int open, int limit) {
        int last = Math.min(limit, open + LONGEST_TAG);
        for (int i = open + 1; i < last && text.charAt(i) != '<'; i++) {
            if (text.charAt(i) == '>') {
                return i;
            }
        }
        return -1;
    }

    private void tag(int open, int behind) {
        if (is(open, behind, "tr")) {
            closeCell(open);
            if (table == null) {
                table = new Table.Builder(text);
                start = open;
                row = -1;
            }
            row++;
            column = -1;
            end = behind;
        } else if (table != null && (is(open, behind, "td") || is(open, behind, "th"))) {
            closeCell(open);
            cell = behind;
            column++;
            end = behind;
        } else if (table != null && (is(open, behind, "/td") || is(open, behind, "/th") || is(open, behind, "/tr"))) {
            closeCell(open);
            end = behind;
        } else if (is(open, behind, "/table")) {
            closeCell(open);
            finish();
        }
    }

    private boolean is(int open, int behind, String name) {
        int at = open + 1 + name.length();
        return at < behind && text.regionMatches(true, open + 1, name, 0, name.length())
                && (text.charAt(at) == '>' || text.charAt(at) <= ' ' || text.charAt(at) == '/');
    }

    private void closeCell(int at) {
        if (cell >= 0) {
            int from = cell;
            int to = at;
            for (int before = -1; before != from;) {
                before = from;
                from = skipTag(from, to);
            }
            for (int before = -1; before != to;) {
                before = to;
                to = skipTagBack(from, to);
            }
            table.add(Math.max(row, 0), column, from, to);
            end = at;
            cell = -1;
        }
    }

    private int skipTag(int from, int to) {
        if (from < to && text.charAt(from) <= ' ') {
            return from + 1;
        }
        int close = from < to && text.charAt(from) == '<' ? close(from, to) : -1;
        return close >= 0 ? close + 1 : from;
    }

    private int skipTagBack(int from, int to) {
        if (from < to && text.charAt(to - 1) <= ' ') {
            return to - 1;
        }
        int open = from < to && text.charAt(to - 1) == '>' ? text.lastIndexOf('<', to - 1) : -1;
        return open >= from ? open : to;
    }

    private void finish() {
        if (table != null && table.size() > 0) {
            regions.add(new DelimitedText.Region(start, end, table.build("")));
        }
        table = null;
        cell = -1;
    }
}
