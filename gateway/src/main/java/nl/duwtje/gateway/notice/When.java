package nl.duwtje.gateway.notice;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A moment in words: "zondag 22 november 2026 om 14:30". In UTC it says so, since people do not live there. */
public final class When {

    private static final String USUAL = "AAA, 00 AAA 0000 00:00:00 +0000";
    private static final String DAYS = "mon tue wed thu fri sat sun";
    private static final String MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec";
    private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");

    private static final DateTimeFormatter DUTCH = DateTimeFormatter.ofPattern("EEEE d MMMM yyyy 'om' HH:mm", Locale.forLanguageTag("nl"));
    private static final DateTimeFormatter ENGLISH = DateTimeFormatter.ofPattern("EEEE d MMMM yyyy 'at' HH:mm",
            Locale.forLanguageTag("en-GB"));

    private When() {}

    /** False for {@link Instant#MAX} and its like, which mean "not set". */
    public static boolean isSayable(Instant moment) {
        return moment.isBefore(FAR);
    }

    /** The moment a Date header names (RFC 5322 section 3.3); {@code otherwise} when it names none. */
    public static Instant written(String dateHeader, Instant otherwise) {
        int comment = dateHeader.indexOf('(');
        String date = (comment < 0 ? dateHeader : dateHeader.substring(0, comment)).strip();
        try {
            return isUsual(date) ? usual(date) : Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
        } catch (DateTimeException notADate) {
            return otherwise;
        }
    }

    /** Whether it has the form of "Sat, 21 Nov 2026 14:05:00 +0100", which needs no formatter. */
    private static boolean isUsual(String date) {
        if (date.length() != USUAL.length()) {
            return false;
        }
        for (int i = 0; i < date.length(); i++) {
            char c = date.charAt(i);
            boolean fits = switch (USUAL.charAt(i)) {
                case '0' -> c >= '0' && c <= '9';
                case 'A' -> c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
                case '+' -> c == '+' || c == '-';
                default -> c == USUAL.charAt(i);
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /** @throws DateTimeException when there is no such day or time */
    private static Instant usual(String date) {
        int month = MONTHS.indexOf(date.substring(8, 11).toLowerCase(Locale.ROOT));
        LocalDate day = LocalDate.of(number(date, 12, 4), month < 0 ? 0 : month / 4 + 1, number(date, 5, 2));
        if (!DAYS.startsWith(date.substring(0, 3).toLowerCase(Locale.ROOT), 4 * (day.getDayOfWeek().getValue() - 1))) {
            throw new DateTimeException("another day of the week");
        }
        int sign = date.charAt(26) == '-' ? -1 : 1;
        return day.atTime(number(date, 17, 2), number(date, 20, 2), number(date, 23, 2))
                .toInstant(ZoneOffset.ofHoursMinutes(sign * number(date, 27, 2), sign * number(date, 29, 2)));
    }

    private static int number(String date, int from, int digits) {
        return Integer.parseInt(date, from, from + digits, 10);
    }

    /** In words; an empty text when it is not {@link #isSayable}. */
    public static String said(Instant moment, ZoneId zone, String language) {
        if (!isSayable(moment)) {
            return "";
        }
        String said = (language.equals("nl") ? DUTCH : ENGLISH).format(moment.atZone(zone));
        return zone.getRules().isFixedOffset() ? said + " UTC" + (offset(zone).equals("Z") ? "" : offset(zone)) : said;
    }

    private static String offset(ZoneId zone) {
        return zone.getRules().getOffset(Instant.EPOCH).getId();
    }
}
