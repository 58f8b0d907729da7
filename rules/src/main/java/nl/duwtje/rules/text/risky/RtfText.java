package nl.duwtje.rules.text.risky;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import nl.duwtje.rules.text.Block;
import nl.duwtje.rules.text.NotInspected;
import nl.duwtje.rules.text.Sink;

/**
 * Rich Text Format 1.9.1 as what a reader sees: paragraphs, tables, headers, notes, comments, text boxes, properties and embedded files. Mail bodies
 * that Outlook keeps as RTF around HTML ([MS-OXRTFEX]) are read as that HTML. Hidden text counts; control words, pictures and styles do not.
 */
final class RtfText {

    private static final int DEEPEST = 500;
    private static final int TIME_CHECK = 0xfff;
    /** Groups that show nothing. */
    private static final Set<String> SILENT = Set.of("colortbl", "stylesheet", "pict", "listtable", "listoverridetable", "rsidtbl",
            "generator",
            "xmlnstbl", "themedata", "colorschememapping", "datastore", "latentstyles", "fldinst", "bkmkstart", "bkmkend", "filetbl",
            "nonshppict",
            "nonesttables", "sp", "atnid", "atnauthor", "atntime", "atndate", "mhtmltag", "revtbl", "objclass", "objname");
    /** Groups that a program may pass over and we do not. */
    private static final Set<String> KEPT = Set.of("shpinst", "shptxt", "annotation", "ud", "htmltag", "objdata", "dptxbxtext", "do",
            "objalias",
            "fonttbl", "userprops", "propname", "staticval");
    private static final Map<String, String> STREAMS = Map.ofEntries(Map.entry("header", "header"), Map.entry("headerl", "header"),
            Map.entry("headerr", "header"), Map.entry("headerf", "header"), Map.entry("footer", "footer"), Map.entry("footerl", "footer"),
            Map.entry("footerr", "footer"), Map.entry("footerf", "footer"), Map.entry("footnote", "footnotes"),
            Map.entry("annotation", "comments"), Map.entry("shptxt", "text boxes"), Map.entry("dptxbxtext", "text boxes"),
            Map.entry("info", "properties"), Map.entry("userprops", "properties"));

    /** What a group inherits, and a closing brace undoes. */
    private static final class Group implements Cloneable {
        private boolean silent;
        private boolean markup;
        private boolean inTable;
        private boolean fonts;
        private boolean starred;
        private boolean began;
        private boolean objectOpenedHere;
        private int unicodeSkip = 1;
        private Charset charset;
        private RtfObject object;
        private RtfOut out;

        @Override
        protected Group clone() {
            try {
                Group inner = (Group) super.clone();
                inner.began = false;
                inner.starred = false;
                inner.objectOpenedHere = false;
                return inner;
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private final RtfTokens tokens;
    private final String place;
    private final Sink sink;
    private final Deque<Group> outer = new ArrayDeque<>();
    private final Map<String, RtfOut> streams = new LinkedHashMap<>();
    private final Map<Integer, Charset> fonts = new HashMap<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final StringBuilder html = new StringBuilder();
    private Group group = new Group();
    private Charset ansi = RtfCharset.WINDOWS_1252;
    private boolean fromHtml;
    private int font;
    private int skip;
    private boolean pictures;

    private RtfText(byte[] rtf, String place, Sink sink) {
        this.tokens = new RtfTokens(rtf);
        this.place = place;
        this.sink = sink;
        group.out = stream("");
    }

    static void read(byte[] rtf, String place, Sink sink) throws IOException {
        RtfText text = new RtfText(rtf, place, sink);
        try {
            text.read();
        } finally {
            text.end();
        }
    }

    private void read() throws IOException {
        int count = 0;
        while (true) {
            if ((++count & TIME_CHECK) == 0) {
                sink.checkTime();
            }
            switch (tokens.next()) {
                case OPEN -> open();
                case CLOSE -> close();
                case WORD -> word(tokens.word());
                case SYMBOL -> symbol(tokens.word());
                case BYTE -> value(tokens.value());
                default -> {
                    if (!outer.isEmpty()) {
                        // cut off: what a program makes of the rest is not known
                        sink.problem(NotInspected.CORRUPT);
                    }
                    return;
                }
            }
        }
    }

    private void open() throws IOException {
        flush();
        if (outer.size() >= DEEPEST) {
            throw new NotInspected(NotInspected.TOO_DEEP);
        }
        outer.push(group);
        group = group.clone();
        skip = 0;
    }

    private void close() throws IOException {
        flush();
        skip = 0;
        if (outer.isEmpty()) {
            return;
        }
        Group closed = group;
        group = outer.pop();
        if (closed.objectOpenedHere) {
            closed.object.read(sink);
        }
        if ((closed.out != group.out || closed.out == streams.get("properties")) && !closed.silent) {
            closed.out.endParagraph(false);
        }
    }

    private void word(String word) throws IOException {
        if (word.equals("bin")) {
            byte[] raw = tokens.raw(tokens.number(0));
            if (group.object != null) {
                group.object.raw(raw);
            }
            return;
        }
        if (word.equals("u")) {
            flush();
            append(String.valueOf((char) tokens.number(0)));
            skip = group.unicodeSkip;
            return;
        }
        if (skip > 0) {
            skip--;
            return;
        }
        flush();
        boolean first = !group.began;
        group.began = true;
        if (first && destination(word)) {
            return;
        }
        format(word);
    }

    /** The first word of a group may say what the group is for. */
    private boolean destination(String word) {
        String stream = STREAMS.get(word);
        if (stream != null) {
            group.out = stream(stream);
            return true;
        }
        pictures |= word.equals("pict");
        if (SILENT.contains(word) || group.starred && !KEPT.contains(word)) {
            group.silent = true;
            return true;
        }
        switch (word) {
            case "fonttbl" -> {
                group.fonts = true;
                group.silent = true;
            }
            case "objdata" -> {
                group.object = new RtfObject();
                group.objectOpenedHere = true;
            }
            case "htmltag" -> group.markup = true;
            default -> {
                return false;
            }
        }
        return true;
    }

    private void format(String word) throws IOException {
        switch (word) {
            case "par", "sect", "page" -> {
                if (!group.silent && !fromHtml) {
                    group.out.endParagraph(group.inTable);
                }
                markup("\n");
            }
            case "line" -> append(fromHtml ? "\n" : "\u000b");
            case "tab", "nestcell" -> append("\t");
            case "nestrow" -> append("\n");
            case "cell" -> {
                if (!group.silent) {
                    group.out.endCell();
                }
            }
            case "row" -> {
                if (!group.silent) {
                    group.out.endRow();
                }
            }
            case "pard" -> group.inTable = false;
            case "intbl" -> group.inTable = true;
            case "uc" -> group.unicodeSkip = Math.clamp(tokens.number(1), 0, 10);
            case "ansicpg" -> ansi = RtfCharset.ofCodePage(tokens.number(1252));
            case "pc" -> ansi = RtfCharset.ofCodePage(437);
            case "pca" -> ansi = RtfCharset.ofCodePage(850);
            case "mac" -> ansi = RtfCharset.ofCodePage(10000);
            case "f" -> font(tokens.number(0));
            case "fcharset" -> {
                if (group.fonts) {
                    fonts.put(font, RtfCharset.ofFont(tokens.number(0)));
                    sink.checkChars(fonts.size());
                }
            }
            case "fromhtml" -> fromHtml = true;
            case "htmlrtf" -> group.silent = tokens.number(1) != 0;
            case "lquote", "rquote" -> append(word.charAt(0) == 'l' ? "\u2018" : "\u2019");
            case "ldblquote", "rdblquote" -> append(word.charAt(0) == 'l' ? "\u201c" : "\u201d");
            case "endash", "emdash" -> append(word.charAt(1) == 'n' ? "\u2013" : "\u2014");
            case "enspace", "emspace", "qmspace" -> append(" ");
            default -> {
                // how it looks
            }
        }
    }

    private void font(int number) {
        if (group.fonts) {
            font = number;
        } else {
            group.charset = fonts.get(number);
        }
    }

    private void symbol(String symbol) throws IOException {
        if (skip > 0) {
            skip--;
            return;
        }
        flush();
        switch (symbol) {
            case "*" -> group.starred = true;
            case "~" -> append("\u00a0");
            case "_" -> append("-");
            case "\n" -> format("par");
            case "\t" -> append("\t");
            default -> {
                // a place where a word may be cut, and index entries
            }
        }
    }

    private void value(int value) throws IOException {
        group.began = true;
        if (group.object != null) {
            group.object.digit(value);
        } else if (skip > 0) {
            skip--;
        } else if (!group.silent) {
            bytes.write(value);
            if (bytes.size() >= 1 << 16) {
                flush();
            }
        }
    }

    /** Bytes wait until the code page may change: a character can take two. */
    private void flush() throws IOException {
        if (bytes.size() > 0) {
            String text = bytes.toString(group.charset == null ? ansi : group.charset);
            bytes.reset();
            append(text);
        }
    }

    private void append(String text) throws IOException {
        if (group.silent || group.object != null) {
            return;
        }
        if (fromHtml && group.out == streams.get("")) {
            markup(text);
        } else {
            group.out.append(text);
        }
    }

    private void markup(String text) throws IOException {
        if (fromHtml && !group.silent) {
            html.append(text);
            sink.checkChars(html.length());
        }
    }

    private RtfOut stream(String name) {
        return streams.computeIfAbsent(name, key -> new RtfOut(Block.join(place, key), sink));
    }

    private void end() throws IOException {
        flush();
        RtfOut properties = streams.remove("properties");
        for (RtfOut stream : streams.values()) {
            stream.end();
        }
        if (!html.isEmpty()) {
            sink.html(html.toString(), place);
        }
        if (pictures && sink.isBlank()) {
            sink.problem(NotInspected.IMAGE);
        }
        if (properties != null) {
            properties.end();
        }
    }
}
