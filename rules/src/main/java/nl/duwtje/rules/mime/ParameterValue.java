package nl.duwtje.rules.mime;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A value with parameters (Content-Type, Content-Disposition), read leniently; what is odd about it is kept beside it.
 *
 * @param value      before the first semicolon, stripped, as written
 * @param parameters lower-case names, decoded (RFC 2231 continuations and charsets, RFC 2047 in spite of the standard); the first of a name wins
 * @param raw        the parameters one by one as they stand
 */
record ParameterValue(String value, Map<String, String> parameters, List<Raw> raw) {

    private static final int MAX_PARAMETERS = 200;

    /** One parameter as it stands: {@code spaced} has blanks at its equals sign, {@code broken} is half quoted or followed by rubbish. */
    record Raw(String name, String value, boolean quoted, boolean spaced, boolean broken) {}

    static ParameterValue of(String text) {
        int semicolon = endOfPiece(text, 0);
        List<Raw> raw = semicolon == text.length() ? List.of() : new ArrayList<>(4);
        int at = semicolon;
        while (at < text.length() && raw.size() < MAX_PARAMETERS) {
            int end = endOfPiece(text, at + 1);
            int from = begin(text, at + 1, end);
            if (from < end) {
                raw.add(parameter(text, at + 1, end));
            }
            at = end;
        }
        return new ParameterValue(text.substring(0, semicolon).strip(), join(raw), raw);
    }

    private static int begin(String text, int from, int to) {
        int i = from;
        while (i < to && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static String stripped(String text, int from, int to) {
        int begin = begin(text, from, to);
        int end = to;
        while (end > begin && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(begin, end);
    }

    /** The next semicolon outside quotes, or the end. A quote opens only behind an equals sign: names like {@code 5" disk.txt} occur unquoted. */
    private static int endOfPiece(String text, int from) {
        boolean quoted = false;
        char before = ';';
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == ';') {
                return i;
            } else if (c == '"' && before == '=') {
                quoted = true;
            }
            if (c > ' ') {
                before = c;
            }
        }
        return text.length();
    }

    private static Raw parameter(String text, int from, int to) {
        int equals = text.indexOf('=', from, to);
        if (equals < 0) {
            return new Raw(stripped(text, from, to).toLowerCase(Locale.ROOT), "", false, false, true);
        }
        boolean spaced = equals > from && isBlank(text.charAt(equals - 1)) || equals + 1 < to && isBlank(text.charAt(equals + 1));
        String key = stripped(text, from, equals).toLowerCase(Locale.ROOT);
        String bare = stripped(text, equals + 1, to);
        if (!bare.startsWith("\"")) {
            return new Raw(key, bare, false, spaced, bare.indexOf('"') >= 0);
        }
        int end = bare.indexOf('"', 1);
        if (end >= 0 && bare.indexOf('\\', 1) < 0) {
            return new Raw(key, bare.substring(1, end), true, spaced, end + 1 < bare.length());
        }
        StringBuilder value = new StringBuilder();
        boolean closed = false;
        boolean escaped = false;
        int i = 1;
        for (; i < bare.length() && !closed; i++) {
            char c = bare.charAt(i);
            if (c == '\\' && i + 1 < bare.length()) {
                value.append(bare.charAt(++i));
                escaped = true;
            } else if (c == '"') {
                closed = true;
            } else {
                value.append(c);
            }
        }
        return new Raw(key, value.toString(), true, spaced, !closed || i < bare.length() || escaped && key.equals("boundary"));
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static Map<String, String> join(List<Raw> raw) {
        if (raw.isEmpty()) {
            return Map.of();
        }
        Map<String, String> plain = LinkedHashMap.newLinkedHashMap(raw.size());
        Map<String, Map<Integer, Raw>> sections = Map.of();
        for (Raw one : raw) {
            int star = one.name().indexOf('*');
            if (star <= 0) {
                plain.putIfAbsent(one.name(), HeaderText.decodeWords(one.value()));
            } else {
                sections = sections.isEmpty() ? new LinkedHashMap<>() : sections;
                sections.computeIfAbsent(one.name().substring(0, star), k -> new LinkedHashMap<>()).putIfAbsent(section(one.name(), star),
                        one);
            }
        }
        // RFC 2231 says more than the plain one that stands beside it for old programs
        sections.forEach((name, parts) -> plain.put(name, HeaderText.clean(extended(parts))));
        return plain;
    }

    /** {@code name*} is -1, {@code name*3} and {@code name*3*} are 3. */
    private static int section(String name, int star) {
        int n = 0;
        int digits = 0;
        for (int i = star + 1; i < name.length() && digits < 4 && name.charAt(i) >= '0' && name.charAt(i) <= '9'; i++, digits++) {
            n = n * 10 + name.charAt(i) - '0';
        }
        return digits == 0 ? -1 : n;
    }

    private static String extended(Map<Integer, Raw> sections) {
        Raw single = sections.get(-1);
        List<Raw> parts = new ArrayList<>();
        if (single != null) {
            parts.add(single);
        } else {
            sections.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(e -> parts.add(e.getValue()));
        }
        Charset charset = StandardCharsets.UTF_8;
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        for (int i = 0; i < parts.size(); i++) {
            Raw part = parts.get(i);
            String value = part.value();
            boolean encoded = part.name().endsWith("*");
            if (encoded && i == 0) {
                int first = value.indexOf('\'');
                int second = first < 0 ? -1 : value.indexOf('\'', first + 1);
                if (second >= 0) {
                    charset = Charsets.lookup(value.substring(0, first)).orElse(StandardCharsets.UTF_8);
                    value = value.substring(second + 1);
                }
            }
            byte[] piece = encoded ? percentDecoded(value) : value.getBytes(charset.canEncode() ? charset : StandardCharsets.UTF_8);
            bytes.writeBytes(piece);
        }
        return new String(bytes.toByteArray(), charset);
    }

    private static byte[] percentDecoded(String value) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            int high = c == '%' && i + 2 < value.length() ? Character.digit(value.charAt(i + 1), 16) : -1;
            int low = high >= 0 ? Character.digit(value.charAt(i + 2), 16) : -1;
            if (low >= 0) {
                out.write(high << 4 | low);
                i += 2;
            } else {
                out.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }
}
