package nl.duwtje.rules.text;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The cells of one worksheet (SpreadsheetML): shared and inline strings, results of formulas, numbers in full. */
final class SheetText {

    private static final int LONGEST_NUMBER = 40;

    private final List<String> shared;
    private final Blocks blocks;
    private final Table.Builder table = new Table.Builder();
    private final StringBuilder outside = new StringBuilder();
    private final StringBuilder value = new StringBuilder();
    private int row = -1;
    private int column = -1;
    private String type = "";

    SheetText(List<String> shared, Blocks blocks) {
        this.shared = shared;
        this.blocks = blocks;
    }

    /** All strings of {@code sharedStrings.xml}, without the phonetic guides. */
    static List<String> sharedStrings(InputStream in, Blocks blocks) throws IOException {
        List<String> strings = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        long total = 0;
        try (Xml xml = new Xml(in)) {
            boolean inText = false;
            while (xml.next()) {
                if (xml.isStart()) {
                    switch (xml.name()) {
                        case "si" -> text.setLength(0);
                        case "t" -> inText = true;
                        case "rPh" -> xml.skip();
                        default -> {
                            // formatting
                        }
                    }
                } else if (xml.isEnd()) {
                    inText = false;
                    if (xml.name().equals("si")) {
                        strings.add(text.toString());
                        total += text.length();
                        blocks.budget().checkChars(total);
                        blocks.budget().checkChars(strings.size() * 4L);
                    }
                } else if (inText && xml.isText()) {
                    xml.appendTo(text);
                    blocks.budget().checkChars(text.length());
                }
            }
        }
        return strings;
    }

    void read(InputStream in, String place) throws IOException {
        try (Xml xml = new Xml(in)) {
            boolean inValue = false;
            boolean inCell = false;
            while (xml.next()) {
                if (xml.isStart()) {
                    switch (xml.name()) {
                        case "row" -> startRow(xml);
                        case "c" -> {
                            startCell(xml);
                            inCell = true;
                        }
                        case "v", "t" -> inValue = inCell;
                        case "rPh" -> xml.skip();
                        case "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter" -> inValue = true;
                        default -> {
                            // formulas and formatting
                        }
                    }
                } else if (xml.isEnd()) {
                    inValue = false;
                    if (xml.name().equals("c")) {
                        endCell();
                        inCell = false;
                    } else if (!inCell && !value.isEmpty()) {
                        outside.append(value).append('\n');
                        value.setLength(0);
                    }
                } else if (inValue && xml.isText()) {
                    xml.appendTo(value);
                    blocks.budget().checkChars(table.length() + (long) value.length());
                }
            }
        } finally {
            blocks.add(table.build(place));
            blocks.add(new Prose(Block.join(place, "header"), "", outside));
        }
    }

    private void startRow(Xml xml) throws IOException {
        int number = number(xml.attribute("r"));
        row = number > 0 ? number - 1 : row + 1;
        column = -1;
        blocks.budget().checkTime();
    }

    private void startCell(Xml xml) {
        value.setLength(0);
        type = xml.attribute("t");
        String reference = xml.attribute("r");
        int letters = 0;
        int named = 0;
        while (letters < reference.length() && letters < 3 && reference.charAt(letters) >= 'A' && reference.charAt(letters) <= 'Z') {
            named = named * 26 + reference.charAt(letters++) - 'A' + 1;
        }
        column = named > 0 ? named - 1 : column + 1;
    }

    private void endCell() throws IOException {
        String text = switch (type) {
            case "s" -> sharedString(value.toString().strip());
            case "", "n" -> whole(value.toString().strip());
            default -> value.toString();
        };
        value.setLength(0);
        // what a column letter says is not trusted to come in order: the table keeps reading order by its text
        blocks.budget().checkChars(table.length() + (long) text.length() + 4L * table.size());
        table.add(Math.max(0, row), Math.max(0, column), text);
    }

    private String sharedString(String index) throws IOException {
        int i = number(index);
        if (i < 0 || i >= shared.size()) {
            throw new NotInspected(NotInspected.CORRUPT);
        }
        return shared.get(i);
    }

    /** "1.23456782E8" and "123456782.0" as "123456782"; what is no whole number stays as it is. */
    static String whole(String number) {
        if (number.length() > LONGEST_NUMBER || number.indexOf('.') < 0 && number.indexOf('E') < 0 && number.indexOf('e') < 0) {
            return number;
        }
        try {
            BigDecimal exact = new BigDecimal(number).stripTrailingZeros();
            boolean small = exact.scale() <= 0 && exact.scale() > -LONGEST_NUMBER && exact.precision() - exact.scale() <= LONGEST_NUMBER;
            return small ? exact.toPlainString() : number;
        } catch (NumberFormatException notANumber) {
            return number;
        }
    }

    /** -1 when it is none. */
    private static int number(String text) {
        int n = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9' || n > 100_000_000) {
                return -1;
            }
            n = n * 10 + c - '0';
        }
        return text.isEmpty() ? -1 : n;
    }
}
