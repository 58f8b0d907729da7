package nl.duwtje.gateway.dsn;

import java.util.Optional;

/** The encodings of addresses in DSN parameters and fields. */
final class Xtext {

    private Xtext() {}

    /** Undoes "+XX" (RFC 3461 section 4). Empty when it is not xtext or hides anything but printable ASCII. */
    static Optional<String> decode(String xtext) {
        StringBuilder text = new StringBuilder(xtext.length());
        for (int i = 0; i < xtext.length(); i++) {
            char c = xtext.charAt(i);
            if (c == '+') {
                int high = i + 2 < xtext.length() ? hex(xtext.charAt(i + 1)) : -1;
                int low = i + 2 < xtext.length() ? hex(xtext.charAt(i + 2)) : -1;
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                c = (char) (high << 4 | low);
                i += 2;
            }
            if (c < ' ' || c >= 127) {
                return Optional.empty();
            }
            text.append(c);
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
    }

    /** Address type and address as a field has them: "rfc822; a@example.org", or utf-8-addr-xtext (RFC 6533 section 3). */
    static String typed(String address) {
        if (address.chars().allMatch(c -> c < 128)) {
            return "rfc822; " + address;
        }
        StringBuilder text = new StringBuilder("utf-8; ");
        address.codePoints().forEach(c -> {
            if (c <= ' ' || c >= 127 || c == '\\' || c == '+' || c == '=') {
                text.append("\\x{").append(String.format("%02X", c)).append('}');
            } else {
                text.appendCodePoint(c);
            }
        });
        return text.toString();
    }

    /** Upper case only, as RFC 3461 has it. */
    private static int hex(char c) {
        return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    }
}
