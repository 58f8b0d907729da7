package nl.duwtje.loadtest.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import nl.duwtje.loadtest.scenario.Figures;

/** The figures as rows of text. */
final class Table {

    static final List<String> COLUMNS = List.of("phase", "messages/s", "p50 ms", "p95 ms", "p99 ms", "p99.9 ms", "added p50", "added p95",
            "added p99", "added p99.9", "CPU s/1000", "own CPU s/1000", "peak RSS MB", "allocated KB", "pause ms", "not accepted",
            "lost",
            "twice");

    private Table() {}

    static List<List<String>> rows(List<Figures> figures) {
        return figures.stream().map(Table::row).toList();
    }

    private static List<String> row(Figures row) {
        List<String> cells = new ArrayList<>();
        cells.add(row.phase());
        cells.add(number(row.perSecond(), row.perSecond() < 100 ? 1 : 0));
        for (double percentile : new double[]{50, 95, 99, 99.9}) {
            cells.add(number(row.millisAt(percentile), 2));
        }
        for (double percentile : new double[]{50, 95, 99, 99.9}) {
            cells.add(number(row.addedMillisAt(percentile), 2));
        }
        cells.add(known(row.cpuPerThousand(), 2));
        cells.add(known(row.senderCpuPerThousand(), 2));
        cells.add(known(row.peakRssBytes() < 0 ? -1 : row.peakRssBytes() / (double) (1 << 20), 0));
        cells.add(known(row.allocatedPerMessage() < 0 ? -1 : row.allocatedPerMessage() / 1024, 1));
        cells.add(known(row.longestPauseMillis(), 1));
        cells.add(String.valueOf(row.notAccepted()));
        cells.add(String.valueOf(row.missing()));
        cells.add(String.valueOf(row.arrived().duplicates()));
        return cells;
    }

    private static String known(double value, int digits) {
        return value < 0 ? "" : number(value, digits);
    }

    static String number(double value, int digits) {
        return Double.isNaN(value) || Double.isInfinite(value) ? "" : String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    static String text(List<Figures> figures) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(COLUMNS);
        lines.addAll(rows(figures));
        return aligned(lines);
    }

    /** Aligned for a terminal: the first column to the left, the others to the right. */
    static String aligned(List<List<String>> lines) {
        int[] widths = new int[lines.get(0).size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                String cell = line.get(i);
                String space = " ".repeat(widths[i] - cell.length());
                text.append(i == 0 ? "  " + cell + space : "  " + space + cell);
            }
            text.append('\n');
        }
        return text.toString();
    }
}
