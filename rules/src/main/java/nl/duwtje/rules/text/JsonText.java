package nl.duwtje.rules.text;

import java.io.IOException;

/**
 * JSON (RFC 8259), also several texts one after another, as records: objects are rows, names are columns, an object within an object is part of its
 * row, a list within it a table of its own. Knows no more of the grammar than it needs to. Not safe for several threads.
 */
final class JsonText {

    private static final int MAX_DEPTH = 150;
    private static final int LONGEST_NAME = 200;

    private final String json;
    private final Records records;
    private int at;

    private JsonText(String json, Blocks blocks) {
        this.json = json;
        this.records = new Records(blocks);
    }

    /** Reads all, or nothing when it is no JSON after all: returns whether it was. */
    static boolean read(String json, Blocks blocks) throws IOException {
        JsonText text = new JsonText(json, blocks);
        try {
            text.all();
        } catch (NotJson other) {
            return false;
        }
        text.records.end();
        return true;
    }

    /** The text goes on in another language. */
    private static final class NotJson extends IOException {
        private static final long serialVersionUID = 1;

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    private void all() throws IOException {
        Records.Sheet root = records.at("");
        blanks();
        while (at < json.length()) {
            if (peek() != '{' && peek() != '[') {
                // "[1] see above" is a sentence
                throw new NotJson();
            }
            value("", "", root, 1);
            records.endRow(root);
            blanks();
            if (at < json.length() && json.charAt(at) == ',') {
                at++;
                blanks();
            }
        }
    }

    /** A value with the name it has in the row that is being read. */
    private void value(String path, String name, Records.Sheet row, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new NotInspected(NotInspected.TOO_DEEP);
        }
        switch (peek()) {
            case '{' -> object(path, name, row, depth);
            case '[' -> array(path, name, depth);
            case '"' -> records.add(row, name, string());
            default -> records.add(row, name, SheetText.whole(bare()));
        }
    }

    private void object(String path, String prefix, Records.Sheet row, int depth) throws IOException {
        at++;
        blanks();
        while (peek() != '}') {
            if (peek() != '"') {
                throw new NotJson();
            }
            String key = string();
            blanks();
            expect(':');
            blanks();
            String word = key.length() > LONGEST_NAME ? key.substring(0, LONGEST_NAME) : key;
            String spaced = word.replace('_', ' ');
            value(path.isEmpty() ? word : path + "." + word,
                    prefix.isEmpty() || prefix.length() > LONGEST_NAME ? spaced : prefix + " " + spaced,
                    row, depth + 1);
            separator('}');
        }
        at++;
    }

    private void array(String path, String name, int depth) throws IOException {
        at++;
        blanks();
        Records.Sheet rows = records.at(path);
        int index = 0;
        while (peek() != ']') {
            char c = peek();
            if (c == '[' && depth < MAX_DEPTH) {
                line(path, rows, depth + 1);
            } else {
                // objects are rows with names of their own, bare values a column under the name of the list
                value(path, c == '{' ? "" : name, rows, depth + 1);
            }
            records.endRow(rows);
            separator(']');
            index++;
        }
        at++;
    }

    /** A list within a list: a row whose columns have numbers. */
    private void line(String path, Records.Sheet rows, int depth) throws IOException {
        at++;
        blanks();
        int column = 0;
        while (peek() != ']') {
            value(path + "[]", peek() == '{' || peek() == '[' ? "" : " ".repeat(Math.min(column, LONGEST_NAME)), rows, depth + 1);
            column++;
            separator(']');
        }
        at++;
    }

    private void separator(char close) throws NotJson {
        blanks();
        if (peek() == ',') {
            at++;
            blanks();
        } else if (peek() != close) {
            throw new NotJson();
        }
    }

    private char peek() throws NotJson {
        if (at >= json.length()) {
            throw new NotJson();
        }
        return json.charAt(at);
    }

    private void expect(char c) throws NotJson {
        if (peek() != c) {
            throw new NotJson();
        }
        at++;
    }

    private void blanks() {
        while (at < json.length() && json.charAt(at) <= ' ') {
            at++;
        }
    }

    /** A number, true, false or null. */
    private String bare() throws NotJson {
        int from = at;
        while (at < json.length() && (Character.isLetterOrDigit(json.charAt(at)) || "+-.".indexOf(json.charAt(at)) >= 0)) {
            at++;
        }
        String value = json.substring(from, at);
        boolean number = at > from && (Character.isDigit(value.charAt(0)) || value.charAt(0) == '-');
        if (!number && !value.equals("true") && !value.equals("false") && !value.equals("null")) {
            throw new NotJson();
        }
        return value;
    }

    private String string() throws NotJson {
        int from = ++at;
        int end = json.indexOf('"', at);
        int escape = json.indexOf('\\', at);
        if (end < 0) {
            throw new NotJson();
        }
        if (escape < 0 || escape > end) {
            at = end + 1;
            return json.substring(from, end);
        }
        StringBuilder out = new StringBuilder();
        while (peek() != '"') {
            char c = json.charAt(at++);
            out.append(c == '\\' ? escaped() : c);
        }
        at++;
        return out.toString();
    }

    private char escaped() throws NotJson {
        char c = peek();
        at++;
        return switch (c) {
            case 'n', 'r' -> '\n';
            case 't', 'b', 'f' -> ' ';
            case 'u' -> {
                if (at + 4 > json.length()) {
                    throw new NotJson();
                }
                int code = 0;
                for (int i = 0; i < 4; i++) {
                    code = code << 4 | Math.max(0, Character.digit(json.charAt(at++), 16));
                }
                yield (char) code;
            }
            default -> c;
        };
    }
}
