package nl.duwtje.rules.text.risky;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nl.duwtje.rules.text.Sink;
import org.apache.poi.hssf.record.ExtendedFormatRecord;
import org.apache.poi.hssf.record.FormatRecord;
import org.apache.poi.ss.usermodel.BuiltinFormats;
import org.apache.poi.ss.usermodel.DateUtil;

/** Numbers of an Excel 97-2003 workbook as people see them: a day is stored as a count of days, and only the style of its cell says so. */
final class XlsDates {

    private static final int MOST = 65_536;

    private final Map<Integer, String> formats = new HashMap<>();
    /** By the index that cells name. */
    private final List<Short> styles = new ArrayList<>();
    private boolean since1904;

    void add(FormatRecord format) {
        if (formats.size() < MOST) {
            formats.put(format.getIndexCode(), format.getFormatString());
        }
    }

    void add(ExtendedFormatRecord style) {
        if (styles.size() < MOST) {
            styles.add(style.getFormatIndex());
        }
    }

    /** The workbook counts from 1904. */
    void since1904() {
        since1904 = true;
    }

    /** "29251.0" as "31-01-1980" in a cell of dates; as a number in any other. */
    String shown(double value, int style) {
        if (isDate(style) && DateUtil.isValidExcelDate(value) && value >= 1) {
            LocalDateTime moment = DateUtil.getLocalDateTime(value, since1904);
            if (moment != null) {
                LocalDate day = moment.toLocalDate();
                return "%02d-%02d-%d".formatted(day.getDayOfMonth(), day.getMonthValue(), day.getYear());
            }
        }
        return Sink.whole(Double.toString(value));
    }

    private boolean isDate(int style) {
        if (style < 0 || style >= styles.size()) {
            return false;
        }
        int index = styles.get(style);
        String own = formats.get(index);
        return DateUtil.isADateFormat(index, own != null ? own : BuiltinFormats.getBuiltinFormat(index));
    }
}
