package nl.duwtje.rules.text;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * Calendars and business cards (RFC 5545, RFC 6350 and its forebears): each field on a line of its own behind its name, unfolded and unescaped. What
 * is carried within as base64 is a file.
 */
final class CardText {

    private final Extractor extractor;
    private final Blocks blocks;
    private final int depth;
    private final StringBuilder out = new StringBuilder();

    CardText(Extractor extractor, Blocks blocks, int depth) {
        this.extractor = extractor;
        this.blocks = blocks;
        this.depth = depth;
    }

    void read(String text) throws IOException {
        String[] lines = text.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "").split("\n");
        for (int i = 0; i < lines.length; i++) {
            StringBuilder line = new StringBuilder(lines[i]);
            if (isQuotedPrintable(line)) {
                // vCard 2.1 folds these by a soft line break
                while (line.charAt(line.length() - 1) == '=' && i + 1 < lines.length) {
                    line.setLength(line.length() - 1);
                    line.append(lines[++i]);
                }
            }
            field(line.toString());
            blocks.budget().checkChars(out.length());
        }
        blocks.add(new Prose("", "", out));
    }

    private static boolean isQuotedPrintable(CharSequence line) {
        String head = line.subSequence(0, Math.min(line.length(), 200)).toString().toUpperCase(Locale.ROOT);
        return head.contains("QUOTED-PRINTABLE:") || head.contains("QUOTED-PRINTABLE;");
    }

    private void field(String line) throws IOException {
        int colon = valueAt(line);
        if (colon < 0) {
            out.append(line).append('\n');
            return;
        }
        String head = line.substring(0, colon);
        String value = line.substring(colon + 1);
        String upper = head.toUpperCase(Locale.ROOT);
        if (upper.contains("ENCODING=B") || value.startsWith("data:")) {
            file(value.substring(value.startsWith("data:") ? value.indexOf(',') + 1 : 0));
            return;
        }
        String decoded = upper.contains("QUOTED-PRINTABLE") ? quotedPrintable(value, head) : value;
        // "TEL;TYPE=CELL" as "TEL CELL", "item1.X-BSN" as "BSN"
        String name = head.substring(head.indexOf('.') > 0 && head.indexOf('.') < 8 ? head.indexOf('.') + 1 : 0).replace(';', ' ')
                .replace("TYPE=", "");
        name = name.startsWith("X-") ? name.substring(2) : name;
        out.append(upper.startsWith("BDAY") ? "birth date " : "").append(name).append(": ").append(unescaped(decoded)).append('\n');
    }

    /** The colon that ends the name and its parameters, whose values may be quoted; -1 when there is none. */
    private static int valueAt(String line) {
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            quoted ^= c == '"';
            if (c == ':' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    private void file(String base64) throws IOException {
        blocks.budget().checkDepth(depth);
        blocks.budget().spendEntry();
        byte[] bytes = Base64.getMimeDecoder().decode(base64);
        blocks.budget().spendBytes(bytes.length);
        blocks.addAll(extractor.extract(bytes, "", "", depth + 1), "");
    }

    private static String unescaped(String value) {
        return value.replace("\\n", "\n").replace("\\N", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\");
    }

    private static String quotedPrintable(String value, String head) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        byte[] plain = new byte[bytes.length];
        int n = 0;
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '=' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            plain[n++] = low < 0 ? bytes[i] : (byte) (high << 4 | low);
            i += low < 0 ? 0 : 2;
        }
        Charset utf8 = StandardCharsets.UTF_8;
        return head.isEmpty() ? new String(plain, 0, n, utf8) : PlainText.decode(java.util.Arrays.copyOf(plain, n), "");
    }
}
