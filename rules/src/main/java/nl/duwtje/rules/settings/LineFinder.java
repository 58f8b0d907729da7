package nl.duwtje.rules.settings;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/** Walks the tokens once and remembers on which line each key stands: "smtp.listen", "mailets[0].class". A key that comes twice is an error. */
final class LineFinder {

    private final String name;
    private final JsonParser parser;
    private final Map<String, Integer> lines = new HashMap<>();

    LineFinder(String name, JsonParser parser) {
        this.name = name;
        this.parser = parser.disable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    }

    Map<String, Integer> lines() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == JsonToken.START_OBJECT) {
            object("");
            if (parser.nextToken() != null) {
                throw new SettingsException(name + ":" + line() + ": begins a second document; write everything in one");
            }
        } else if (first != null && first != JsonToken.VALUE_NULL) {
            throw new SettingsException(name + ":" + line() + ": is not a set of keys; write \"key: value\" lines");
        }
        return lines;
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private void object(String prefix) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = prefix + parser.currentName();
            Integer earlier = lines.putIfAbsent(key, line());
            if (earlier != null) {
                throw new SettingsException(name + ":" + line() + ": " + key + " is given twice; the first is on line " + earlier);
            }
            parser.nextToken();
            value(key);
        }
    }

    private void value(String key) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            object(key + ".");
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                lines.putIfAbsent(key + "[" + i + "]", line());
                value(key + "[" + i + "]");
            }
        }
    }
}
