package nl.duwtje.rules.inspect;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import nl.duwtje.rules.mail.AddressException;
import nl.duwtje.rules.mail.MailAddress;

/**
 * The method of a calendar and whom it names as attendees (RFC 5545 sections 3.7.2 and 3.8.4.1).
 *
 * @param method    upper case; empty when there is none
 * @param attendees distinct, at most {@link #MOST}
 */
record CalendarText(String method, List<MailAddress> attendees) {

    static final int MOST = 10_000;

    /** @param declared the method parameter of Content-Type, used when the calendar itself has none */
    static CalendarText of(String text, String declared) {
        String method = "";
        Set<MailAddress> attendees = new LinkedHashSet<>();
        for (String line : text.replace("\r\n ", "").replace("\r\n\t", "").replace("\n ", "").replace("\n\t", "").split("\r?\n")) {
            String upper = line.substring(0, Math.min(line.length(), 12)).toUpperCase(Locale.ROOT);
            if (upper.startsWith("METHOD:") && method.isEmpty()) {
                method = line.substring(7).strip().toUpperCase(Locale.ROOT);
            } else if ((upper.startsWith("ATTENDEE;") || upper.startsWith("ATTENDEE:")) && attendees.size() < MOST) {
                add(line, attendees);
            }
        }
        return new CalendarText(method.isEmpty() ? declared.toUpperCase(Locale.ROOT) : method, List.copyOf(attendees));
    }

    private static void add(String line, Set<MailAddress> attendees) {
        int at = line.toLowerCase(Locale.ROOT).lastIndexOf("mailto:");
        if (at < 0) {
            return;
        }
        String address = line.substring(at + 7).strip();
        int end = 0;
        while (end < address.length() && address.charAt(end) > ' ' && "\";,<>".indexOf(address.charAt(end)) < 0) {
            end++;
        }
        try {
            attendees.add(MailAddress.of(address.substring(0, end)));
        } catch (AddressException notOne) {
            // nothing can be sent there either
        }
    }

    boolean isRequest() {
        return switch (method) {
            case "REQUEST", "PUBLISH", "ADD", "CANCEL" -> true;
            default -> false;
        };
    }

    boolean isReply() {
        return switch (method) {
            case "REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH" -> true;
            default -> false;
        };
    }
}
