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
    private final DateStyles dates;
    private final Blocks blocks;
    private final Table.Builder table = new Table.Builder();
    private final StringBuilder outside = new StringBuilder();
    private final StringBuilder value = new StringBuilder();
    private int row = -1;
    private int column = -1;
    private String type = "";
    private String style = "";
    private final StringBuilder formula = new StringBuilder();

    SheetText(List<String> shared, DateStyles dates, Blocks blocks) {
        this.shared = shared;
        this.dates = dates;
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
            boolean inFormula = false;
            boolean inHeader = false;
            while (xml.next()) {
                if (xml.isStart()) {
                    switch (xml.name()) {
                        case "row" -> startRow(xml);
                        case "c" -> {
                            startCell(xml);
                            inCell = true;
                        }
                        case "v", "t" -> inValue = inCell;
                        case "f" -> inFormula = inCell;
                        case "rPh" -> xml.skip();
                        case "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter" -> inHeader = true;
                        case "dataValidation", "hyperlink" -> {
                            outside.append(xml.attribute("prompt")).append(' ').append(xml.attribute("error")).append(' ')
                                    .append(xml.attribute("display")).append(' ').append(xml.attribute("tooltip")).append('\n');
                            blocks.budget().checkChars(outside.length());
                        }
                        default -> {
                            // formatting
                        }
                    }
                } else if (xml.isEnd()) {
                    if (inHeader) {
                        outside.append(withoutCodes(value)).append('\n');
                        value.setLength(0);
                    }
                    inValue = false;
                    inFormula = false;
                    inHeader = false;
                    if (xml.name().equals("c")) {
                        endCell();
                        inCell = false;
                    }
                } else if ((inValue || inHeader) && xml.isText()) {
                    xml.appendTo(value);
                    blocks.budget().checkChars(table.length() + (long) value.length());
                } else if (inFormula && xml.isText()) {
                    xml.appendTo(formula);
                    blocks.budget().checkChars(formula.length());
                }
            }
        } finally {
            blocks.add(table.build(place));
            blocks.add(new Prose(Block.join(place, "header"), "", outside));
        }
    }

    private void startRow(Xml xml) throws IOException {
        int number = CellReference.number(xml.attribute("r"), 0);
        row = number > 0 ? number - 1 : row + 1;
        column = -1;
        blocks.budget().checkTime();
    }

    private void startCell(Xml xml) {
        value.setLength(0);
        formula.setLength(0);
        type = "";
        style = "";
        int named = -1;
        for (int i = 0; i < xml.attributes(); i++) {
            switch (xml.attributeName(i)) {
                case "t" -> type = xml.attributeValue(i);
                case "s" -> style = xml.attributeValue(i);
                case "r" -> named = CellReference.column(xml.attributeValue(i));
                default -> {
                    // formatting
                }
            }
        }
        column = named >= 0 ? named : column + 1;
    }

    private void endCell() throws IOException {
        String text = switch (type) {
            case "s" -> sharedString(value.toString().strip());
            case "", "n" -> dates.shown(whole(value.toString().strip()), style);
            default -> value.toString();
        };
        if (text.isEmpty()) {
            // never calculated: then what stands in the formula itself
            text = formula.toString();
        }
        value.setLength(0);
        // what a column letter says is not trusted to come in order: the table keeps reading order by its text
        blocks.budget().checkChars(table.length() + (long) text.length() + 4L * table.size());
        table.add(Math.max(0, row), Math.max(0, column), text);
    }

    private String sharedString(String index) throws IOException {
        int i = CellReference.number(index, 0);
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

    /** A header without its codes (ECMA-376 part 1, section 18.3.1.46): places, page numbers, fonts and sizes, each of which parts what stands around. */
    static String withoutCodes(CharSequence header) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < header.length(); i++) {
            char c = header.charAt(i);
            if (c != '&' || i + 1 == header.length()) {
                out.append(c);
                continue;
            }
            char code = header.charAt(++i);
            if (code == '&') {
                out.append('&');
                continue;
            }
            if (code == '"') {
                int close = header.toString().indexOf('"', i + 1);
                i = close < 0 ? i : close;
            } else if (code == 'K') {
                i = Math.min(header.length() - 1, i + 6);
            }
            // a size of the letters is left as it stands: its digits cannot be told from the text's
            out.append(' ').append(Character.isDigit(code) ? String.valueOf(code) : "");
        }
        return out.toString();
    }
}
