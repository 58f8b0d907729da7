package nl.duwtje.gateway.smtp;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import nl.duwtje.rules.mail.Extensions;

/** The parameters of one MAIL or RCPT, taken out one by one; what is left at the end is unknown to us (RFC 5321 section 4.1.1.11). */
final class Parameters {

    private static final List<String> DSN_WORDS = List.of("SUCCESS", "FAILURE", "DELAY");

    private final Map<String, String> left;
    private final Extensions offered;

    Parameters(Map<String, String> parameters, Extensions offered) {
        this.left = parameters;
        this.offered = offered;
    }

    /** SIZE (RFC 1870) in bytes, -1 when not given; a number too long for us is {@link Long#MAX_VALUE}. */
    long size() throws Refusal {
        String value = left.remove("SIZE");
        if (value == null) {
            return -1;
        }
        if (!isNumber(value)) {
            throw new Refusal(501, "5.5.4", "SIZE is not a number of bytes");
        }
        return value.length() > 18 ? Long.MAX_VALUE : Long.parseLong(value);
    }

    /** RFC 1870 section 4: up to twenty digits. */
    private static boolean isNumber(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return false;
            }
        }
        return !value.isEmpty() && value.length() <= 20;
    }

    /** BODY (RFC 6152) in upper case, empty when not given. BINARYMIME is not offered. */
    String body() throws Refusal {
        String value = left.remove("BODY");
        if (value == null) {
            return "";
        }
        String upper = value.toUpperCase(Locale.ROOT);
        if (!upper.equals("7BIT") && !(upper.equals("8BITMIME") && offered.eightBitMime())) {
            throw new Refusal(555, "5.5.4", "this BODY is not offered");
        }
        return upper;
    }

    boolean smtpUtf8() throws Refusal {
        String value = left.remove("SMTPUTF8");
        if (value == null) {
            return false;
        }
        if (!value.isEmpty()) {
            throw new Refusal(501, "5.5.4", "SMTPUTF8 takes no value");
        }
        if (!offered.smtpUtf8()) {
            throw new Refusal(553, "5.6.7", "SMTPUTF8 is not offered");
        }
        return true;
    }

    /** RET (RFC 3461 section 4.3). */
    String ret() throws Refusal {
        String value = dsn("RET").toUpperCase(Locale.ROOT);
        if (!value.isEmpty() && !value.equals("FULL") && !value.equals("HDRS")) {
            throw new Refusal(501, "5.5.4", "RET is FULL or HDRS");
        }
        return value;
    }

    /** ENVID (RFC 3461 section 4.4): xtext of at most 100 characters. */
    String envid() throws Refusal {
        String value = dsn("ENVID");
        if (value.length() > 100 || !isXtext(value)) {
            throw new Refusal(501, "5.5.4", "ENVID is not xtext of at most 100 characters");
        }
        return value;
    }

    /** NOTIFY (RFC 3461 section 4.1) in upper case. */
    String notifyOn() throws Refusal {
        String value = dsn("NOTIFY").toUpperCase(Locale.ROOT);
        if (value.isEmpty() || value.equals("NEVER")) {
            return value;
        }
        Set<String> words = new HashSet<>();
        for (String word : value.split(",", -1)) {
            if (!DSN_WORDS.contains(word) || !words.add(word)) {
                throw new Refusal(501, "5.5.4", "NOTIFY is NEVER, or some of SUCCESS,FAILURE,DELAY");
            }
        }
        return value;
    }

    /** ORCPT (RFC 3461 section 4.2): type;xtext of at most 500 characters. */
    String orcpt() throws Refusal {
        String value = dsn("ORCPT");
        int semicolon = value.indexOf(';');
        if (!value.isEmpty() && (value.length() > 500 || semicolon < 1 || !value.substring(0, semicolon).matches("[A-Za-z0-9-]+")
                || semicolon + 1 == value.length() || !isXtext(value.substring(semicolon + 1)))) {
            throw new Refusal(501, "5.5.4", "ORCPT is not type;xtext of at most 500 characters");
        }
        return value;
    }

    void nothingElse() throws Refusal {
        if (!left.isEmpty()) {
            String keyword = left.keySet().iterator().next();
            throw new Refusal(555, "5.5.4", "parameter " + keyword.substring(0, Math.min(40, keyword.length())) + " is not known here");
        }
    }

    private String dsn(String keyword) throws Refusal {
        String value = left.get(keyword);
        if (value == null) {
            return "";
        }
        if (!offered.dsn()) {
            throw new Refusal(555, "5.5.4", "DSN is not offered");
        }
        if (value.isEmpty()) {
            throw new Refusal(501, "5.5.4", keyword + " needs a value");
        }
        return left.remove(keyword);
    }

    /** RFC 3461 section 4: printable ASCII, with "+" only before two upper-case hex digits. */
    private static boolean isXtext(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c >= 127 || c == '+' && !(i + 2 < value.length() && isHex(value.charAt(i + 1)) && isHex(value.charAt(i + 2)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(char c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'F';
    }
}
