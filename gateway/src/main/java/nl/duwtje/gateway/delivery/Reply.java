package nl.duwtje.gateway.delivery;

import java.util.List;

import nl.duwtje.rules.mail.SmtpReply;

/**
 * One reply as the next hop gave it (RFC 5321 section 4.2).
 *
 * @param code  200..599
 * @param lines the texts behind the code, at least one, each cut at {@value ReplyReader#MAX_LINE} bytes
 */
record Reply(int code, List<String> lines) {

    boolean isPositive() {
        return code < 300;
    }

    /** All lines as one, the enhanced code (RFC 2034) taken from the first and left out of the others. */
    SmtpReply toSmtpReply() {
        String first = lines.get(0);
        String enhanced = enhanced(first);
        if (lines.size() == 1) {
            return new SmtpReply(code, enhanced, rest(first, enhanced));
        }
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            text.append(text.isEmpty() ? "" : " ").append(rest(line, enhanced));
        }
        return new SmtpReply(code, enhanced, text.toString());
    }

    private static String rest(String line, String enhanced) {
        return line.substring(line.startsWith(enhanced) ? enhanced.length() : 0).strip();
    }

    /** "class.subject.detail" of the reply's own class (RFC 3463 section 2), or empty. */
    private String enhanced(String line) {
        int end = 0;
        int dots = 0;
        int digits = 0;
        for (; end < line.length() && line.charAt(end) != ' '; end++) {
            char c = line.charAt(end);
            if (c == '.' && digits > 0 && dots < 2) {
                dots++;
                digits = 0;
            } else if (c >= '0' && c <= '9' && digits < 3) {
                digits++;
            } else {
                return "";
            }
        }
        boolean whole = dots == 2 && digits > 0 && line.charAt(1) == '.' && line.charAt(0) == '0' + code / 100;
        return whole ? line.substring(0, end) : "";
    }
}
