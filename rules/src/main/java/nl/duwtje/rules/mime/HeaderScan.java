package nl.duwtje.rules.mime;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads one header section by its lines (RFC 5322 section 2.2), naming what another program could read otherwise. */
final class HeaderScan {

    private static final int MAX_NAME = 200;

    private final ByteBuffer bytes;
    private final int end;
    private final Delimiters delimiters;
    private final Oddities odd;
    private int fields;
    private boolean complete = true;

    HeaderScan(ByteBuffer bytes, Delimiters delimiters, Oddities odd) {
        this.bytes = bytes;
        this.end = bytes.limit();
        this.delimiters = delimiters;
        this.odd = odd;
    }

    /** The fields, where the body begins, and the delimiter that cut it off (else null). */
    record Section(List<HeaderField> fields, int bodyFrom, Delimiters.Hit hit) {}

    boolean isComplete() {
        return complete;
    }

    Section read(int from) {
        List<HeaderField> found = new ArrayList<>();
        LineEnds ends = new LineEnds();
        boolean blankLine = false;
        int at = from;
        while (at < end) {
            Delimiters.Hit hit = bytes.get(at) == '-' ? delimiters.at(at) : null;
            if (hit != null) {
                return new Section(found, at, hit);
            }
            if (bytes.get(at) == '\n' || bytes.get(at) == '\r' && at + 1 < end && bytes.get(at + 1) == '\n') {
                int body = at + (bytes.get(at) == '\r' ? 2 : 1);
                ends.add(bytes.get(at) == '\r');
                ends.check();
                return new Section(found, body, null);
            }
            if (isBlank(bytes.get(at)) && at == from) {
                odd.add("blank before the first header field");
            }
            int to = line(at, ends);
            while (to < end && isBlank(bytes.get(to))) {
                int next = line(to, ends);
                blankLine |= isBlankLine(to, next);
                to = next;
            }
            HeaderField field = field(at, to);
            if (blankLine && isStructural(field.name())) {
                // some programs end the header at a line of blanks, others fold it
                odd.add("blank line within the header");
            }
            keep(found, field);
            at = to;
        }
        return new Section(found, end, null);
    }

    private void keep(List<HeaderField> found, HeaderField field) {
        if (++fields <= MimeOutline.MAX_FIELDS) {
            found.add(field);
        } else {
            odd.add("too many header fields");
            complete = false;
        }
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    private boolean isBlankLine(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isBlank(bytes.get(i)) && bytes.get(i) != '\r' && bytes.get(i) != '\n') {
                return false;
            }
        }
        return true;
    }

    /** Behind the line's end; notes how it ended and a CR alone. */
    private int line(int from, LineEnds ends) {
        for (int i = from; i < end; i++) {
            byte b = bytes.get(i);
            if (b == '\n') {
                ends.add(i > from && bytes.get(i - 1) == '\r');
                return i + 1;
            }
            if (b == '\r' && (i + 1 >= end || bytes.get(i + 1) != '\n')) {
                odd.add("CR within the header");
            }
            if (b == 0) {
                odd.add("NUL within the header");
            }
        }
        return end;
    }

    private HeaderField field(int from, int to) {
        int colon = from;
        while (colon < to && bytes.get(colon) != ':') {
            colon++;
        }
        if (colon == to) {
            odd.add("header line without a colon");
            return new HeaderField("", from, to, to);
        }
        String known = colon == from ? null : FieldNames.known(bytes, from, colon);
        return new HeaderField(known == null ? name(from, colon) : known, from, colon + 1, to);
    }

    private String name(int from, int colon) {
        StringBuilder name = new StringBuilder();
        boolean strange = colon == from;
        for (int i = from; i < colon && name.length() < MAX_NAME; i++) {
            byte b = bytes.get(i);
            if (b > ' ' && b < 127) {
                name.append((char) b);
            } else {
                strange = true;
            }
        }
        if (strange) {
            // some programs end the header here, some skip the line, some take the name without the blank
            odd.add("blank or control character in the name of a header field");
        }
        return name.toString();
    }

    private static boolean isStructural(String name) {
        return name.equalsIgnoreCase("Content-Type") || name.equalsIgnoreCase("Content-Transfer-Encoding")
                || name.equalsIgnoreCase("Content-Disposition");
    }

    /** Whether the line at {@code from} would be Content-Type or Content-Transfer-Encoding if it stood in a header. */
    boolean looksStructural(int from) {
        int colon = from;
        while (colon < end && colon - from < 40 && bytes.get(colon) != ':' && bytes.get(colon) != '\n') {
            colon++;
        }
        if (colon >= end || bytes.get(colon) != ':' || colon == from) {
            return false;
        }
        StringBuilder name = new StringBuilder();
        for (int i = from; i < colon; i++) {
            if (bytes.get(i) > ' ') {
                name.append((char) bytes.get(i));
            }
        }
        return isStructural(name.toString());
    }

    /** Line feeds with and without CR: a header that has both is read differently by those who want CR. */
    private final class LineEnds {
        private boolean crlf;
        private boolean lf;

        void add(boolean withCr) {
            crlf |= withCr;
            lf |= !withCr;
        }

        void check() {
            if (crlf && lf) {
                odd.add("line ends with and without CR within the header");
            }
        }
    }
}
