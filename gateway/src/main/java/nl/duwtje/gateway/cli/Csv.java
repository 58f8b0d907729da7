package nl.duwtje.gateway.cli;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Lines of a CSV file (RFC 4180) that spreadsheets open safely: what they would take for a formula gets an apostrophe in front. Stateless.
 */
final class Csv {

    private Csv() {}

    /** One line, without its end. */
    static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(","));
    }

    private static String cell(String text) {
        String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.matches("[^\",\r\n;]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
