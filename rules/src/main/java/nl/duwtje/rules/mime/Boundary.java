package nl.duwtje.rules.mime;

/** The boundary parameter of a Content-Type, with everything that has been used to make two programs read it differently (RFC 2046 section 5.1.1). */
final class Boundary {

    private Boundary() {}

    /** Empty when there is none to use. */
    static String of(String mediaType, ParameterValue content, String written, Oddities odd) {
        boolean multipart = mediaType.startsWith("multipart/");
        ParameterValue.Raw found = null;
        for (ParameterValue.Raw raw : content.raw()) {
            String name = raw.name();
            if (name.startsWith("boundary*") || name.contains("=?")) {
                odd.add("encoded boundary");
            } else if (name.equals("boundary")) {
                if (found != null) {
                    odd.add("repeated boundary");
                } else {
                    found = raw;
                }
            } else if (multipart && (name.contains("boundary") || raw.value().contains("boundary="))) {
                odd.add("garbled boundary");
            }
        }
        if (!multipart) {
            if (found != null) {
                odd.add("boundary on a single part");
            }
            return "";
        }
        if (hasComment(written)) {
            odd.add("comment in the Content-Type of a multipart");
        }
        if (found == null) {
            odd.add("missing boundary");
            return "";
        }
        return checked(found, odd);
    }

    private static String checked(ParameterValue.Raw raw, Oddities odd) {
        String value = raw.value();
        if (value.isEmpty()) {
            odd.add("empty boundary");
            return "";
        }
        if (raw.broken() || raw.spaced()) {
            odd.add("garbled boundary");
        }
        if (value.startsWith("=?") && value.endsWith("?=") && value.length() > 8) {
            odd.add("encoded word in boundary");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            // "=_mixed 0047D0DDC1258A5B_=" is how Domino writes it, and allowed in quotes within the boundary
            boolean inner = c == ' ' && raw.quoted() && i > 0 && i < value.length() - 1;
            if (c <= ' ' && !inner || c >= 127 || c == ';' || c == '"' || c == '\\' || c == ',' && !raw.quoted()) {
                odd.add("odd character in boundary");
            }
        }
        if (value.length() > 200) {
            odd.add("overlong boundary");
        }
        return value;
    }

    private static boolean hasComment(String written) {
        boolean quoted = false;
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '(' && !quoted) {
                return true;
            }
        }
        return false;
    }
}
