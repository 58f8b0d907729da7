package nl.duwtje.gateway.notice;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A moment in words: "zondag 22 november 2026 om 14:30". In UTC it says so, since people do not live there. */
public final class When {

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
        try {
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME
                    .parse((comment < 0 ? dateHeader : dateHeader.substring(0, comment)).strip()));
        } catch (DateTimeException notADate) {
            return otherwise;
        }
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
