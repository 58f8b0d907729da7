package nl.duwtje.rules.text;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/** Which cells of a workbook show a date, and which one: workbooks store days as numbers (ECMA-376 part 1, sections 18.8.30 and 18.17.4). */
final class DateStyles {

    private static final int MOST = 100_000;
    private static final int LAST_DAY = 2_958_465;

    private final BitSet dates = new BitSet();
    private boolean since1904;

    void since1904() {
        since1904 = true;
    }

    /** Reads {@code styles.xml}. */
    void read(InputStream in) throws IOException {
        Set<String> own = new HashSet<>();
        int style = 0;
        boolean cellStyles = false;
        try (Xml xml = new Xml(in)) {
            while (xml.next()) {
                if (xml.isStart()) {
                    switch (xml.name()) {
                        case "numFmt" -> {
                            if (isDate(xml.attribute("formatCode")) && own.size() < MOST) {
                                own.add(xml.attribute("numFmtId"));
                            }
                        }
                        case "cellXfs" -> cellStyles = true;
                        case "xf" -> {
                            if (cellStyles && style < MOST) {
                                String format = xml.attribute("numFmtId");
                                dates.set(style++, own.contains(format) || isBuiltIn(format));
                            }
                        }
                        default -> {
                            // fonts and fills
                        }
                    }
                } else if (xml.isEnd() && xml.name().equals("cellXfs")) {
                    cellStyles = false;
                }
            }
        }
    }

    /** The formats for dates that every workbook has, also those of East Asian ones; without those for the time of day. */
    private static boolean isBuiltIn(String format) {
        int id = format.length() == 2 ? Integer.parseInt(format, 10) : -1;
        return id >= 14 && id <= 17 || id == 22 || id >= 27 && id <= 31 || id == 36 || id >= 50 && id <= 58;
    }

    /** Years, or days with months, outside of quotes and brackets. */
    static boolean isDate(String format) {
        boolean year = false;
        boolean day = false;
        for (int i = 0; i < format.length(); i++) {
            switch (format.charAt(i)) {
                case '"' -> i = behind(format, i, '"');
                case '[' -> i = behind(format, i, ']');
                case '\\', '_', '*' -> i++;
                case 'y', 'Y', 'j', 'J' -> year = true;
                case 'd', 'D' -> day = true;
                default -> {
                    // digits and the like
                }
            }
        }
        return year || day;
    }

    private static int behind(String format, int from, char close) {
        int end = format.indexOf(close, from + 1);
        return end < 0 ? format.length() : end;
    }

    /** A number as people see it in a cell of this style: "29221" as "01-01-1980"; unchanged when it is no date. */
    String shown(String number, String style) {
        if (dates.isEmpty() || style.isEmpty() || style.length() > 6 || number.isEmpty() || number.length() > 20) {
            return number;
        }
        try {
            if (!dates.get(Integer.parseUnsignedInt(style))) {
                return number;
            }
            int day = (int) Double.parseDouble(number);
            if (day < 1 || day > LAST_DAY) {
                return number;
            }
            // the 29th of February 1900, which there never was, has number 60
            LocalDate date = since1904 ? LocalDate.of(1904, 1, 1).plusDays(day) : LocalDate.of(1899, 12, day < 60 ? 31 : 30).plusDays(day);
            return two(date.getDayOfMonth()) + '-' + two(date.getMonthValue()) + '-' + date.getYear();
        } catch (NumberFormatException | IndexOutOfBoundsException noDate) {
            return number;
        }
    }

    private static String two(int n) {
        return n < 10 ? "0" + n : String.valueOf(n);
    }
}
