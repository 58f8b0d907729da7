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
        int at = 0;
        while (at < text.length()) {
            int end = endOfLine(text, at);
            String line = mayMatter(text.charAt(at)) ? unfolded(text.substring(at, end)) : "";
            if (begins(line, "METHOD:") && method.isEmpty()) {
                method = line.substring(7).strip().toUpperCase(Locale.ROOT);
            } else if ((begins(line, "ATTENDEE;") || begins(line, "ATTENDEE:")) && attendees.size() < MOST) {
                add(line, attendees);
            }
            at = end + 1;
        }
        return new CalendarText(method.isEmpty() ? declared.toUpperCase(Locale.ROOT) : method, List.copyOf(attendees));
    }

    /** Where a line ends, with those that it is folded over (RFC 5545 section 3.1). */
    private static int endOfLine(String text, int from) {
        int end = text.indexOf('\n', from);
        while (end >= 0 && end + 1 < text.length() && (text.charAt(end + 1) == ' ' || text.charAt(end + 1) == '\t')) {
            end = text.indexOf('\n', end + 1);
        }
        return end < 0 ? text.length() : end;
    }

    /** By the first character of its line; a line may begin with being folded. */
    private static boolean mayMatter(char first) {
        return switch (first) {
            case 'M', 'm', 'A', 'a', '\r', '\n' -> true;
            default -> false;
        };
    }

    private static String unfolded(String line) {
        return line.replace("\r\n ", "").replace("\r\n\t", "").replace("\n ", "").replace("\n\t", "");
    }

    private static boolean begins(String line, String name) {
        return line.regionMatches(true, 0, name, 0, name.length());
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
