package nl.duwtje.gateway.action;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import jakarta.mail.MessagingException;

import org.apache.james.core.Domain;
import org.apache.mailet.MailetContext;

import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mime.Part;

/** Attendees in calendar parts are visible addresses too (RFC 5545 section 3.8.4.1): those from outside are taken out, line by line. */
final class Calendars {

    private static final int MAX_CALENDAR = 10 << 20;
    private final MailetContext context;

    Calendars(MailetContext context) {
        this.context = context;
    }

    /** {@code own} may be null: then no attendee from outside stays. */
    void hideAttendees(SplicedMail mail, MailAddress own) throws MessagingException {
        for (Part part : mail.outline().leaves()) {
            if (!isCalendar(part)) {
                continue;
            }
            byte[] calendar = part.decoded(MAX_CALENDAR + 1);
            // ISO 8859-1 maps every byte to a character and back, so that what stays is byte-identical
            String text = new String(calendar, StandardCharsets.ISO_8859_1);
            String without = without(text, own);
            if (without.length() == text.length()) {
                continue;
            }
            if (calendar.length > MAX_CALENDAR) {
                throw new MessagingException("has a calendar that is too large to hide attendees in");
            }
            String sealed = Sealed.reason(mail.outline());
            if (!sealed.isEmpty()) {
                mail.note("attendees in calendar left as they are: " + sealed);
                continue;
            }
            PartRewrite.content(part, without.getBytes(StandardCharsets.ISO_8859_1)).forEach(mail::splice);
        }
    }

    private static boolean isCalendar(Part part) {
        return part.mediaType().equals("text/calendar") || part.mediaType().equals("application/ics")
                || part.fileName().toLowerCase(Locale.ROOT).endsWith(".ics");
    }

    private String without(String text, MailAddress own) {
        StringBuilder kept = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int end = nextLine(text, at);
            while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
                end = nextLine(text, end);
            }
            if (!text.regionMatches(true, at, "ATTENDEE", 0, 8) || mayStay(unfolded(text.substring(at, end)), own)) {
                kept.append(text, at, end);
            }
            at = end;
        }
        return kept.toString();
    }

    private static int nextLine(String text, int from) {
        int lf = text.indexOf('\n', from);
        return lf < 0 ? text.length() : lf + 1;
    }

    private static String unfolded(String line) {
        return line.replace("\r\n ", "").replace("\r\n\t", "").replace("\n ", "").replace("\n\t", "").strip();
    }

    private boolean mayStay(String line, MailAddress own) {
        if (line.length() > 8 && line.charAt(8) != ';' && line.charAt(8) != ':') {
            return true;
        }
        int mailto = line.toLowerCase(Locale.ROOT).lastIndexOf("mailto:");
        if (mailto < 0) {
            return false;
        }
        try {
            MailAddress attendee = MailAddress.of(line.substring(mailto + 7).strip());
            return attendee.equals(own) || context.isLocalServer(Domain.of(attendee.domain()));
        } catch (IllegalArgumentException notOurs) {
            return false;
        }
    }
}
