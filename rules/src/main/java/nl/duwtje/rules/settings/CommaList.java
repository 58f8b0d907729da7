package nl.duwtje.rules.settings;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;

/** A list of texts, written as a YAML list or as one text with commas: "example.org, .example.net". */
public record CommaList(List<String> values) {

    public CommaList {
        values = List.copyOf(values);
    }

    public static CommaList of(String... values) {
        return new CommaList(List.of(values));
    }

    static final class Deserializer extends JsonDeserializer<CommaList> {
        @Override
        public CommaList deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            List<String> values = new ArrayList<>();
            if (parser.currentToken() == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    if (!parser.currentToken().isScalarValue()) {
                        throw new IllegalArgumentException("is a list inside a list");
                    }
                    values.add(parser.getText().strip());
                }
            } else if (parser.currentToken().isScalarValue()) {
                for (String value : parser.getText().split(",")) {
                    if (!value.isBlank()) {
                        values.add(value.strip());
                    }
                }
            } else {
                throw new IllegalArgumentException("is not a list");
            }
            return new CommaList(values);
        }
    }
}
