package nl.duwtje.rules.text;

import java.util.Arrays;

/**
 * A table: a text and, over it, the borders of its cells in reading order (row by row, left to right). Rows and columns count from 0 and may
 * have gaps. Empty cells are left out. Immutable, safe for all threads.
 */
public final class Table implements Block {

    private final String place;
    private final CharSequence text;
    private final int[] cells;
    private final int size;
    private final int columns;
    private final BlockKind kind;
    private final boolean hidden;

    private Table(String place, CharSequence text, int[] cells, int size, int columns, BlockKind kind, boolean hidden) {
        this.place = place;
        this.text = text;
        this.cells = cells;
        this.size = size;
        this.columns = columns;
        this.kind = kind;
        this.hidden = hidden;
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public CharSequence text() {
        return text;
    }

    @Override
    public BlockKind kind() {
        return kind;
    }

    /** Always 0: a table keeps the offsets of the text it lies in. */
    @Override
    public int offset() {
        return 0;
    }

    /** The same table as another kind of block. */
    public Table as(BlockKind other) {
        return new Table(place, text, cells, size, columns, other, hidden);
    }

    /** The same table, elsewhere, of which people see no rows and columns. */
    public Table hidden(String where) {
        return new Table(where, text, cells, size, columns, kind, true);
    }

    /** Whether people see its rows and columns. */
    public boolean isSeen() {
        return !hidden;
    }

    /** Number of cells that hold something. */
    public int size() {
        return size;
    }

    /** One more than the highest column. */
    public int columns() {
        return columns;
    }

    /** Where the cell's text starts. */
    public int start(int cell) {
        return cells[cell * 4];
    }

    /** Where the cell's text ends, exclusive. */
    public int end(int cell) {
        return cells[cell * 4 + 1];
    }

    public int row(int cell) {
        return cells[cell * 4 + 2];
    }

    public int column(int cell) {
        return cells[cell * 4 + 3];
    }

    /** The cell that holds the character at {@code offset}, or the last one before it; -1 when there is none. */
    public int cellAt(int offset) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (start(middle) <= offset) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    @Override
    public String where(int offset) {
        int cell = cellAt(offset);
        return cell < 0 || hidden ? place : Block.join(place, "cell " + columnName(column(cell)) + (row(cell) + 1));
    }

    /** The column of one character, for people: "sheet 2 (Leden), column C". */
    public String columnOf(int offset) {
        int cell = cellAt(offset);
        return cell < 0 || hidden ? place : Block.join(place, "column " + columnName(column(cell)));
    }

    @Override
    public Table within(String outer) {
        return new Table(Block.join(outer, place), text, cells, size, columns, kind, hidden);
    }

    /** A, B, ... Z, AA, ... as spreadsheets name their columns; column 0 is A. */
    public static String columnName(int column) {
        StringBuilder name = new StringBuilder();
        for (int n = column; n >= 0; n = n / 26 - 1) {
            name.insert(0, (char) ('A' + n % 26));
        }
        return name.toString();
    }

    /** Takes cells in reading order. Not safe for several threads. */
    public static final class Builder {
        private static final int FIRST = 64;
        private final CharSequence shared;
        private final StringBuilder own;
        private int[] cells;
        private int size;
        private int columns;

        /** For a table whose cells are written anew. */
        public Builder() {
            own = new StringBuilder();
            shared = null;
            cells = new int[FIRST];
        }

        /** For a table that lies within a text that exists. */
        public Builder(CharSequence text) {
            this(text, FIRST / 4);
        }

        /** The same, for about so many cells. */
        Builder(CharSequence text, int expected) {
            own = null;
            shared = text;
            cells = new int[4 * expected];
        }

        /** Adds a cell with this text. */
        public void add(int row, int column, CharSequence cell) {
            if (!cell.isEmpty()) {
                int start = own.length();
                own.append(cell);
                add(row, column, start, own.length());
                own.append('\n');
            }
        }

        /** Adds a cell that is {@code start..end} of the text. */
        public void add(int row, int column, int start, int end) {
            if (start >= end) {
                return;
            }
            if (size * 4 == cells.length) {
                cells = Arrays.copyOf(cells, Math.max(FIRST, cells.length * 2));
            }
            cells[size * 4] = start;
            cells[size * 4 + 1] = end;
            cells[size * 4 + 2] = row;
            cells[size * 4 + 3] = column;
            size++;
            columns = Math.max(columns, column + 1);
        }

        public int size() {
            return size;
        }

        /** One more than the highest column so far. */
        public int columns() {
            return columns;
        }

        /** Characters taken so far. */
        public int length() {
            return own == null ? shared.length() : own.length();
        }

        public Table build(String place) {
            return new Table(place, own == null ? shared : own, cells.length == size * 4 ? cells : Arrays.copyOf(cells, size * 4), size,
                    columns, BlockKind.TEXT,
                    false);
        }
    }
}
