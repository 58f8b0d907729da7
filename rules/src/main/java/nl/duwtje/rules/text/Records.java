package nl.duwtje.rules.text;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Data that names its values (JSON, XML) as tables: all records at the same path are the rows of one table, and the names of their values are its
 * first row. Names that look like values are values too. Not safe for several threads.
 */
final class Records {

    private static final int MOST_TABLES = 10_000;
    private static final int MOST_COLUMNS = 1_000;
    private static final String REST = "(more)";

    private final Blocks blocks;
    private final Map<String, Sheet> sheets = new LinkedHashMap<>();
    private long length;

    Records(Blocks blocks) {
        this.blocks = blocks;
    }

    /** The rows at one path. The names come first in the text, though they become known as the rows are read: they are kept apart until then. */
    static final class Sheet {
        private final Map<String, Integer> columns = new HashMap<>();
        private final StringBuilder names = new StringBuilder();
        private final StringBuilder values = new StringBuilder();
        private int[] cells = new int[64];
        private int size;
        private int row;
        private int last = -1;

        private int column(String name) {
            Integer known = columns.get(name);
            if (known != null) {
                return known;
            }
            if (columns.size() >= MOST_COLUMNS) {
                return MOST_COLUMNS;
            }
            columns.put(name, columns.size());
            names.append(name.isEmpty() ? " " : name).append('\n');
            return columns.size() - 1;
        }

        private void add(int column, String value) {
            if (column <= last) {
                // the same name again, or one that stood further left: another row keeps reading order
                row++;
            }
            last = column;
            if (size + 4 > cells.length) {
                cells = java.util.Arrays.copyOf(cells, cells.length * 2);
            }
            cells[size++] = values.length();
            values.append(value);
            cells[size++] = values.length();
            cells[size++] = row;
            cells[size++] = column;
            values.append('\n');
        }

        private void endRow() {
            if (last >= 0) {
                row++;
                last = -1;
            }
        }

        private Table table(String place) {
            String text = names.toString() + values;
            Table.Builder table = new Table.Builder(text);
            int at = 0;
            for (int column = 0; column < columns.size(); column++) {
                int end = text.indexOf('\n', at);
                table.add(0, column, at, end);
                at = end + 1;
            }
            for (int i = 0; i < size; i += 4) {
                table.add(cells[i + 2] + 1, cells[i + 3], at + cells[i], at + cells[i + 1]);
            }
            return table.build(place);
        }
    }

    /** The table of the records at this path. */
    Sheet at(String path) {
        return sheets.computeIfAbsent(sheets.size() < MOST_TABLES ? path : REST, k -> new Sheet());
    }

    /** One value of the record that is being read there. */
    void add(Sheet sheet, String name, String value) throws IOException {
        if (!value.isBlank() && !(value.length() == 4 && value.equals("null"))) {
            length += value.length() + name.length() + 5L;
            blocks.budget().checkChars(length);
            sheet.add(sheet.column(name.replace('\n', ' ')), value);
        }
    }

    void endRow(Sheet sheet) throws IOException {
        sheet.endRow();
        blocks.budget().checkTime();
    }

    /** Hands over all tables. */
    void end() throws NotInspected {
        for (Map.Entry<String, Sheet> sheet : sheets.entrySet()) {
            if (sheet.getValue().size > 0) {
                blocks.add(sheet.getValue().table(Zip.shown(sheet.getKey())));
            }
        }
    }
}
