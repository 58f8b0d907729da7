package nl.duwtje.rules.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The text that HTML shows: block elements break lines, entities are decoded, scripts and styles are left out, and a table that holds no other
 * table is a table. Reads any rubbish, once, without going back.
 */
final class HtmlText {

    private static final int MAX_TABLES_DEEP = 30;
    private static final int LONGEST_TAG = 100_000;
    private static final int LONGEST_ENTITY = 10;
    /** Cells of a signature that is laid out as a table. */
    private static final int LARGEST_CARD = 24;
    private static final Set<String> BREAKS = Set.of("p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
            "blockquote", "pre",
            "section", "article", "header", "footer", "dt", "dd", "dl", "option", "title", "body", "html", "tr", "caption", "form",
            "center", "address");
    private static final Map<String, String> ENTITIES = Map.ofEntries(Map.entry("nbsp", "\u00a0"), Map.entry("amp", "&"),
            Map.entry("lt", "<"),
            Map.entry("gt", ">"), Map.entry("quot", "\""), Map.entry("apos", "'"), Map.entry("euro", "€"), Map.entry("pound", "£"),
            Map.entry("shy", "\u00ad"),
            Map.entry("zwnj", "\u200c"), Map.entry("zwj", "\u200d"), Map.entry("ensp", "\u2002"), Map.entry("emsp", "\u2003"),
            Map.entry("thinsp", "\u2009"),
            Map.entry("ndash", "\u2013"), Map.entry("mdash", "\u2014"), Map.entry("hyphen", "-"), Map.entry("dash", "-"),
            Map.entry("period", "."),
            Map.entry("comma", ","), Map.entry("colon", ":"), Map.entry("tab", " "), Map.entry("newline", " "));

    private final String html;
    private final Blocks blocks;
    private final StringBuilder prose = new StringBuilder();
    private final Deque<Open> tables = new ArrayDeque<>();
    private int tooDeep;
    /** No comment ends behind here any more: looking again for each would take the square of the length. */
    private boolean unclosedComment;
    /** Where the next tag ends, for the same reason. */
    private int nextClose = -1;

    private final boolean mail;
    private final List<Table> found = new ArrayList<>();
    /** How much running text stood before each of them. */
    private final List<Integer> foundAt = new ArrayList<>();

    private HtmlText(String html, boolean mail, Blocks blocks) {
        this.html = html;
        this.mail = mail;
        this.blocks = blocks;
    }

    /** A table that has begun. */
    private static final class Open {
        private final Table.Builder table = new Table.Builder();
        private final StringBuilder flow = new StringBuilder();
        private final StringBuilder cell = new StringBuilder();
        private boolean layout;
        private boolean inCell;
        private int row = -1;
        private int column;
    }

    /** A file. */
    static void read(String html, Blocks blocks) throws NotInspected {
        new HtmlText(html, false, blocks).read();
    }

    /** The body of a mail: signatures, quoted mail and disclaimers are blocks of their own. */
    static void readMail(String html, Blocks blocks) throws NotInspected {
        new HtmlText(html, true, blocks).read();
    }

    private void read() throws NotInspected {
        int i = 0;
        int length = html.length();
        while (i < length) {
            char c = html.charAt(i);
            if (c == '<') {
                i = tag(i);
            } else if (c == '&') {
                i = entity(i);
            } else {
                i = text(i);
            }
        }
        while (!tables.isEmpty()) {
            endTable();
        }
        Prose whole = new Prose("", "", prose);
        List<Prose> pieces = mail ? MailText.cut(whole, true) : List.of(whole);
        for (int t = 0; t < found.size(); t++) {
            BlockKind kind = mail ? MailText.kindAt(pieces, Math.max(0, foundAt.get(t) - 1)) : BlockKind.TEXT;
            // a card is small; a list below a closing is still a list
            boolean list = kind == BlockKind.SIGNATURE && found.get(t).size() > LARGEST_CARD;
            blocks.add(list ? found.get(t) : found.get(t).as(kind));
        }
        for (Prose piece : pieces) {
            blocks.add(piece);
        }
    }

    private StringBuilder sink() {
        return tables.isEmpty() ? prose : tables.peek().cell;
    }

    private void text(char c) {
        StringBuilder sink = sink();
        if (c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f') {
            if (!sink.isEmpty() && sink.charAt(sink.length() - 1) > ' ') {
                sink.append(' ');
            }
        } else {
            sink.append(c);
        }
    }

    /** Text up to the next markup, in stretches without blanks that go; returns where to go on. */
    private int text(int from) {
        StringBuilder sink = sink();
        int taken = from;
        boolean blank = sink.isEmpty() || sink.charAt(sink.length() - 1) <= ' ';
        int length = html.length();
        int i = from;
        for (; i < length; i++) {
            char c = html.charAt(i);
            if (c == '<' || c == '&') {
                break;
            }
            if (c > ' ' || c != ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f') {
                blank = c < ' ';
            } else if (blank || c != ' ') {
                sink.append(html, taken, i).append(blank ? "" : " ");
                taken = i + 1;
                blank = true;
            } else {
                blank = true;
            }
        }
        sink.append(html, taken, i);
        return i;
    }

    private void lineEnd() {
        StringBuilder sink = sink();
        if (!sink.isEmpty() && sink.charAt(sink.length() - 1) == ' ') {
            sink.setLength(sink.length() - 1);
        }
        if (!sink.isEmpty() && sink.charAt(sink.length() - 1) != '\n') {
            sink.append('\n');
        }
    }

    /** Returns where to go on. */
    private int tag(int open) throws NotInspected {
        if (html.startsWith("<!--", open)) {
            int close = unclosedComment ? -1 : html.indexOf("-->", open + 4);
            unclosedComment = close < 0;
            return close < 0 ? skipOne(open) : close + 3;
        }
        int at = open + 1;
        boolean closing = at < html.length() && html.charAt(at) == '/';
        at += closing ? 1 : 0;
        int nameFrom = at;
        while (at < html.length() && at - nameFrom < 20 && (Character.isLetterOrDigit(html.charAt(at)) || html.charAt(at) == ':')) {
            at++;
        }
        boolean markup = at > nameFrom || at < html.length() && (html.charAt(at) == '!' || html.charAt(at) == '?');
        int close = markup ? endOfTag(at) : -1;
        if (close < 0) {
            return skipOne(open);
        }
        String name = html.substring(nameFrom, at).toLowerCase(Locale.ROOT);
        if (!closing && (name.equals("script") || name.equals("style"))) {
            return behindElement(name, close);
        }
        element(name, closing);
        return close;
    }

    private int skipOne(int open) {
        text('<');
        return open + 1;
    }

    private int endOfTag(int from) {
        if (nextClose < from) {
            int found = html.indexOf('>', from);
            nextClose = found < 0 ? Integer.MAX_VALUE : found;
        }
        if (nextClose - from > LONGEST_TAG) {
            return -1;
        }
        char quote = 0;
        int last = Math.min(html.length(), from + LONGEST_TAG);
        int firstClose = -1;
        for (int i = from; i < last; i++) {
            char c = html.charAt(i);
            if (c == '>') {
                if (quote == 0) {
                    return i + 1;
                }
                firstClose = firstClose < 0 ? i + 1 : firstClose;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if ((c == '"' || c == '\'') && html.charAt(i - 1) == '=') {
                quote = c;
            }
        }
        return firstClose;
    }

    private int behindElement(String name, int from) {
        for (int i = html.indexOf("</", from); i >= 0; i = html.indexOf("</", i + 2)) {
            if (html.regionMatches(true, i + 2, name, 0, name.length())) {
                return i;
            }
        }
        return html.length();
    }

    private void element(String name, boolean closing) throws NotInspected {
        blocks.budget().checkChars(sink().length());
        switch (name) {
            case "table" -> {
                if (closing) {
                    if (tooDeep > 0) {
                        tooDeep--;
                    } else if (!tables.isEmpty()) {
                        endTable();
                    }
                } else if (tables.size() >= MAX_TABLES_DEEP) {
                    tooDeep++;
                } else {
                    startTable();
                }
            }
            case "tr" -> {
                if (tables.isEmpty() || tooDeep > 0) {
                    lineEnd();
                } else {
                    endCell(tables.peek());
                    tables.peek().row += closing ? 0 : 1;
                    tables.peek().column = 0;
                }
            }
            case "td", "th" -> {
                if (tables.isEmpty() || tooDeep > 0) {
                    text(' ');
                } else {
                    endCell(tables.peek());
                    tables.peek().inCell = !closing;
                }
            }
            default -> {
                if (BREAKS.contains(name)) {
                    lineEnd();
                }
            }
        }
    }

    private void startTable() throws NotInspected {
        blocks.budget().checkTime();
        if (!tables.isEmpty()) {
            tables.peek().layout = true;
        }
        lineEnd();
        tables.push(new Open());
    }

    private void endCell(Open open) throws NotInspected {
        String cell = open.cell.toString().strip();
        open.cell.setLength(0);
        if (!cell.isEmpty()) {
            open.table.add(Math.max(0, open.row), open.column, cell);
            open.flow.append(cell).append('\n');
            blocks.budget().checkChars(open.flow.length() + 4L * open.table.size());
        }
        open.column += open.inCell ? 1 : 0;
        open.inCell = false;
    }

    private void endTable() throws NotInspected {
        Open open = tables.peek();
        endCell(open);
        tables.pop();
        lineEnd();
        if (open.layout || open.table.columns() < 2) {
            sink().append(open.flow);
        } else {
            found.add(open.table.build("table"));
            foundAt.add(prose.length());
        }
    }

    private int entity(int at) {
        int semicolon = at + 1;
        while (semicolon < html.length() && semicolon - at <= LONGEST_ENTITY && html.charAt(semicolon) != ';') {
            semicolon++;
        }
        if (semicolon >= html.length() || html.charAt(semicolon) != ';') {
            text('&');
            return at + 1;
        }
        String name = html.substring(at + 1, semicolon);
        int code = name.startsWith("#") ? code(name.substring(1)) : -1;
        String value = code > 0 ? Character.toString(code) : ENTITIES.get(name.toLowerCase(Locale.ROOT));
        if (value == null) {
            text('&');
            return at + 1;
        }
        for (int i = 0; i < value.length(); i++) {
            text(value.charAt(i));
        }
        return semicolon + 1;
    }

    /** -1 when it is no character. */
    private static int code(String number) {
        boolean hex = number.startsWith("x") || number.startsWith("X");
        try {
            int code = hex ? Integer.parseInt(number.substring(1), 16) : Integer.parseInt(number);
            return Character.isValidCodePoint(code) ? code : -1;
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }
}
