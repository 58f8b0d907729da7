package nl.duwtje.rules.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/**
 * One YAML file read onto a record: keys are the record's components in lower-case-with-dashes, nested or dotted ({@code smtp.listen: ...}
 * at the top is the same as {@code listen:} under {@code smtp:}). Unknown keys and repeated keys are errors. A list may be written as text
 * with commas. Durations and sizes carry units.
 */
public final class SettingsFile {

    private static final YAMLMapper MAPPER = YAMLMapper.builder(new YAMLFactory())
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS).addModule(values()).build();

    private final String name;
    private final ObjectNode tree;
    private final Map<String, Integer> lines;

    private SettingsFile(String name, ObjectNode tree, Map<String, Integer> lines) {
        this.name = name;
        this.tree = tree;
        this.lines = lines;
    }

    /** An empty file: every key at its default. */
    public static SettingsFile empty(String name) {
        return new SettingsFile(name, JsonNodeFactory.instance.objectNode(), new HashMap<>());
    }

    /** @throws SettingsException when it cannot be read or is not YAML */
    public static SettingsFile read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new SettingsException(file + ": no such file");
        } catch (IOException e) {
            throw new SettingsException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** @throws SettingsException when it is not YAML */
    public static SettingsFile parse(String name, String yaml) {
        Map<String, Integer> lines = new HashMap<>();
        try {
            lines = new LineFinder(MAPPER.createParser(yaml)).lines();
            JsonNode node = MAPPER.readTree(yaml);
            if (node == null || node.isMissingNode() || node.isNull()) {
                return new SettingsFile(name, JsonNodeFactory.instance.objectNode(), lines);
            }
            if (!node.isObject()) {
                throw new SettingsException(name + ":1: is not a set of keys; write \"key: value\" lines");
            }
            SettingsFile file = new SettingsFile(name, JsonNodeFactory.instance.objectNode(), lines);
            node.properties().forEach(e -> file.put(e.getKey(), e.getValue()));
            return file;
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new SettingsException(name + ":" + line + ": is not valid YAML: " + e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        } catch (IOException e) {
            throw new SettingsException(name + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** Sets one key, as {@code --set key=value} does; the value is read as YAML, so that lists and numbers work. */
    public SettingsFile set(String key, String value) {
        JsonNode node;
        try {
            node = MAPPER.readTree(value);
        } catch (JacksonException notYaml) {
            node = TextNode.valueOf(value);
        }
        // "[::1]:25" and "a: b" are texts here, lists are wanted only in brackets around the whole
        boolean plain = node == null || node.isMissingNode() || node.isNull() || node.isObject() && !value.strip().startsWith("{");
        put(key, plain ? TextNode.valueOf(value) : node);
        lines.put(key, -1);
        return this;
    }

    private void put(String dotted, JsonNode value) {
        ObjectNode at = tree;
        String rest = dotted;
        for (int dot = rest.indexOf('.'); dot > 0; dot = rest.indexOf('.')) {
            String step = rest.substring(0, dot);
            JsonNode next = at.get(step);
            at = next instanceof ObjectNode object ? object : at.putObject(step);
            rest = rest.substring(dot + 1);
        }
        if (value instanceof ObjectNode object && at.get(rest) instanceof ObjectNode there) {
            there.setAll(object);
        } else {
            at.set(rest, value);
        }
    }

    /**
     * Binds it to a record.
     *
     * @throws SettingsException naming file, line, key and value, for the first thing that is wrong
     */
    public <T> T as(Class<T> type) {
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (UnrecognizedPropertyException e) {
            String known = e.getKnownPropertyIds() == null
                    ? ""
                    : "; known here: " + String.join(", ", e.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList());
            throw error(path(e), "is not a key" + known, e);
        } catch (JsonMappingException e) {
            BadValue bad = cause(e, BadValue.class);
            if (bad != null) {
                String record = path(e);
                throw error(bad.key().isEmpty() ? record : record.isEmpty() ? bad.key() : record + "." + bad.key(), bad.getMessage(), e);
            }
            IllegalArgumentException refused = cause(e, IllegalArgumentException.class);
            throw error(path(e), refused != null ? refused.getMessage() : "cannot be used: " + e.getOriginalMessage(), e);
        } catch (JacksonException e) {
            throw new SettingsException(name + ": " + e.getOriginalMessage(), e);
        }
    }

    private SettingsException error(String key, String reason, Exception cause) {
        JsonNode value = tree;
        for (String step : key.split("\\.")) {
            value = value.path(step.replaceAll("\\[\\d+]$", ""));
        }
        String shown = value.isMissingNode() || value.isObject() ? "" : value.isTextual() ? " \"" + value.asText() + "\"" : " " + value;
        return new SettingsException(place(key) + ": " + key + shown + " " + reason, cause);
    }

    private String place(String key) {
        for (String k = key; !k.isEmpty(); k = k.contains(".") ? k.substring(0, k.lastIndexOf('.')) : "") {
            Integer line = lines.get(k.replaceAll("\\[\\d+]", ""));
            if (line != null) {
                return line < 0 ? "--set" : name + ":" + line;
            }
        }
        return name;
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }

    private static <X extends Throwable> X cause(Throwable e, Class<X> type) {
        for (Throwable t = e.getCause(); t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
        }
        return null;
    }

    private static SimpleModule values() {
        SimpleModule module = new SimpleModule();
        module.addDeserializer(ByteSize.class, new Text<>(ByteSize.class, ByteSize::of));
        module.addDeserializer(Duration.class, new Text<>(Duration.class, Durations::of));
        module.addDeserializer(CommaList.class, new CommaList.Deserializer());
        return module;
    }

    /** A value that is written as text. */
    private static final class Text<T> extends FromStringDeserializer<T> {
        private static final long serialVersionUID = 1L;
        private final transient java.util.function.Function<String, T> reader;

        Text(Class<T> type, java.util.function.Function<String, T> reader) {
            super(type);
            this.reader = reader;
        }

        @Override
        protected T _deserialize(String value, DeserializationContext context) {
            return reader.apply(value);
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return reader.apply(parser.getText());
        }
    }

    /** Walks the tokens once and remembers on which line each key stands. */
    private static final class LineFinder {
        private final JsonParser parser;
        private final Map<String, Integer> lines = new HashMap<>();

        LineFinder(JsonParser parser) {
            this.parser = parser;
        }

        Map<String, Integer> lines() throws IOException {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                object("");
            }
            return lines;
        }

        private void object(String prefix) throws IOException {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = prefix + parser.currentName();
                lines.putIfAbsent(key, parser.currentTokenLocation().getLineNr());
                if (parser.nextToken() == JsonToken.START_OBJECT) {
                    object(key + ".");
                } else {
                    parser.skipChildren();
                }
            }
        }
    }

    /** The keys of this file and their text values, in order: for showing what is set. */
    public List<String> keys() {
        List<String> found = new java.util.ArrayList<>();
        collect("", tree, found);
        return found;
    }

    private static void collect(String prefix, ObjectNode node, List<String> into) {
        for (Iterator<Map.Entry<String, JsonNode>> i = node.properties().iterator(); i.hasNext();) {
            Map.Entry<String, JsonNode> entry = i.next();
            if (entry.getValue() instanceof ObjectNode child) {
                collect(prefix + entry.getKey() + ".", child, into);
            } else {
                into.add(prefix + entry.getKey());
            }
        }
    }
}
