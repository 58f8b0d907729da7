package nl.duwtje.rules.personaldata.quality;

import java.text.Normalizer;
import java.util.List;
import java.util.Random;

/** Writes one table in one of the ways in which tables get into mail. */
final class Layout {

    private final Draft draft;
    private final Random random;
    private final List<String[]> columns;
    private final int rows;
    private final boolean zeroLost;
    private final DutchNumbers dutch;
    private final Fillers fillers;
    private final boolean grouped;
    private int row;

    Layout(Draft draft, Random random, List<String[]> columns, int rows, boolean zeroLost) {
        this.draft = draft;
        this.random = random;
        this.columns = columns;
        this.rows = rows;
        this.zeroLost = zeroLost;
        dutch = new DutchNumbers(random);
        fillers = new Fillers(random, dutch);
        grouped = random.nextInt(8) == 0;
    }

    void write(String layout) {
        switch (layout) {
            case "csv" -> separated(",", "", true);
            case "semicolon" -> separated(";", "", random.nextInt(12) > 0);
            case "tab" -> separated("\t", "", random.nextInt(12) > 0);
            case "quoted" -> separated(random.nextBoolean() ? "," : ";", "\"", true);
            case "pipe" -> separated(" | ", "", true);
            case "markdown" -> markdown();
            case "aligned" -> aligned();
            case "html" -> html("<table>\n", "<tr>", "<th>", "</th>", "<td>", "</td>", "</tr>\n", "</table>\n");
            case "htmlflat" ->
                html("<TABLE border=1>", "<TR>", "<TD><B>", "</B></TD>", "<TD align=\"right\">", "</TD>", "</TR>", "</TABLE>");
            case "jsonlines" -> json("", "\n", "");
            case "jsonarray" -> json("[", ",\n ", "]\n");
            case "keyvalue" -> perRow("", ": ", "\n", "\n");
            case "yaml" -> perRow("- ", ": ", "\n  ", "\n");
            case "xmlrows" -> xml();
            default -> wrapped();
        }
    }

    private void separated(String separator, String quote, boolean header) {
        if (header) {
            for (int c = 0; c < columns.size(); c++) {
                draft.say((c > 0 ? separator : "") + quote + columns.get(c)[0] + quote);
            }
            draft.say("\n");
        }
        for (row = 0; row < rows; row++) {
            for (int c = 0; c < columns.size(); c++) {
                draft.say((c > 0 ? separator : "") + quote);
                cell(columns.get(c)[1]);
                draft.say(quote);
            }
            draft.say(random.nextInt(50) == 0 ? "\n\n" : "\n");
        }
    }

    private void markdown() {
        draft.say("|");
        columns.forEach(c -> draft.say(" " + c[0] + " |"));
        draft.say("\n|" + "---|".repeat(columns.size()) + "\n");
        for (row = 0; row < rows; row++) {
            draft.say("|");
            columns.forEach(c -> {
                draft.say(" ");
                cell(c[1]);
                draft.say(" |");
            });
            draft.say("\n");
        }
    }

    private void aligned() {
        columns.forEach(c -> draft.say(("%-26s").formatted(c[0])));
        draft.say("\n");
        if (random.nextBoolean()) {
            draft.say("-".repeat(26 * columns.size()) + "\n");
        }
        for (row = 0; row < rows; row++) {
            for (String[] c : columns) {
                int before = draft.length();
                cell(c[1]);
                draft.say(" ".repeat(Math.max(2, 26 - (draft.length() - before))));
            }
            draft.say("\n");
        }
    }

    private void html(String open, String tr, String th, String thEnd, String td, String tdEnd, String trEnd, String close) {
        draft.say(open + tr);
        columns.forEach(c -> draft.say(th + c[0] + thEnd));
        draft.say(trEnd);
        for (row = 0; row < rows; row++) {
            draft.say(tr);
            columns.forEach(c -> {
                draft.say(td);
                cell(c[1]);
                draft.say(tdEnd);
            });
            draft.say(trEnd);
        }
        draft.say(close);
    }

    private void json(String open, String between, String close) {
        draft.say(open);
        for (row = 0; row < rows; row++) {
            draft.say((row > 0 ? between : "") + "{");
            for (int c = 0; c < columns.size(); c++) {
                draft.say((c > 0 ? ", " : "") + "\"" + columns.get(c)[0] + "\": \"");
                cell(columns.get(c)[1]);
                draft.say("\"");
            }
            draft.say("}");
        }
        draft.say(close);
    }

    private void perRow(String open, String is, String between, String close) {
        for (row = 0; row < rows; row++) {
            draft.say(open);
            for (int c = 0; c < columns.size(); c++) {
                draft.say((c > 0 ? between : "") + columns.get(c)[0] + is);
                cell(columns.get(c)[1]);
            }
            draft.say("\n" + close);
        }
    }

    private void xml() {
        draft.say("<rows>\n");
        for (row = 0; row < rows; row++) {
            draft.say("<row>");
            columns.forEach(c -> {
                String tag = Normalizer.normalize(c[0], Normalizer.Form.NFD).replaceAll("[^A-Za-z_]", "");
                tag = tag.isEmpty() ? "veld" : tag;
                draft.say("<" + tag + ">");
                cell(c[1]);
                draft.say("</" + tag + ">");
            });
            draft.say("</row>\n");
        }
        draft.say("</rows>\n");
    }

    /** A table pasted as text: every cell on a line of its own. */
    private void wrapped() {
        columns.forEach(c -> draft.say(c[0] + "\n"));
        for (row = 0; row < rows; row++) {
            columns.forEach(c -> {
                cell(c[1]);
                draft.say("\n");
            });
        }
    }

    private void cell(String kind) {
        switch (kind) {
            case "BSN" -> bsn();
            case "DOB" -> draft.must("DATE_OF_BIRTH", dutch.date("dd-MM-yyyy", 1940, 2016));
            case "IBANX" -> draft.must("IBAN", dutch.iban());
            case "mailx" -> draft.must("EMAIL", fillers.address());
            case "tel" -> draft.may("PHONE", dutch.phone().replace(",", ""));
            case "bedragx" -> draft.say(String.valueOf(100 + random.nextInt(2000)));
            case "factuur" -> draft.say(fillers.of("zaak"));
            case "status" -> draft.say(random.nextBoolean() ? "open" : "gereed");
            case "postcode" -> draft.may("POSTCODE_ADDRESS", dutch.postcode());
            case "volg" -> draft.say(String.valueOf(row + 1));
            case "voorletters" -> draft.say("" + (char) ('A' + random.nextInt(26)) + ".");
            default -> draft.say(fillers.of(kind));
        }
    }

    private void bsn() {
        if (random.nextInt(25) == 0) {
            draft.say(random.nextBoolean() ? "" : "onbekend");
        } else {
            String bsn = dutch.bsn();
            if (zeroLost && bsn.startsWith("0")) {
                bsn = bsn.substring(1);
            }
            draft.must("BSN", grouped && bsn.length() == 9 ? DutchNumbers.group(bsn, ".", 3, 3, 3) : bsn);
        }
    }
}
