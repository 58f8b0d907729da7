package nl.duwtje.gateway.notice;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A moment in words: "zondag 22 november 2026 om 14:30". In UTC it says so, since people do not live there. */
public final class When {

    private When() {}

    public static String said(Instant moment, ZoneId zone, String language) {
        boolean dutch = language.equals("nl");
        String pattern = dutch ? "EEEE d MMMM yyyy 'om' HH:mm" : "EEEE d MMMM yyyy 'at' HH:mm";
        String said = DateTimeFormatter.ofPattern(pattern, Locale.forLanguageTag(dutch ? "nl" : "en-GB")).withZone(zone).format(moment);
        return zone.getRules().isFixedOffset() ? said + " UTC" + (offset(zone).equals("Z") ? "" : offset(zone)) : said;
    }

    private static String offset(ZoneId zone) {
        return zone.getRules().getOffset(Instant.EPOCH).getId();
    }
}
