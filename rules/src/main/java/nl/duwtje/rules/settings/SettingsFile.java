package nl.duwtje.rules.settings;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * One YAML file read onto a record: keys are the record's components in lower-case-with-dashes, nested or dotted ({@code smtp.listen: ...}
 * at the top is the same as {@code listen:} under {@code smtp:}). Unknown keys and repeated keys are errors. A list may be written as text
 * with commas. Durations and sizes carry units.
 */
public final class SettingsFile {

    private static final YAMLMapper MAPPER = YAMLMapper.builder(new YAMLFactory())
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS).disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).addHandler(new ValueReaders.FromText()).addModule(ValueReaders.module())
            .build();

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
            throw new SettingsException(file + ": no such file", e);
        } catch (CharacterCodingException e) {
            throw new SettingsException(file + ": is not UTF-8 text", e);
        } catch (IOException e) {
            throw new SettingsException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** @throws SettingsException when it is not YAML */
    public static SettingsFile parse(String name, String yaml) {
        try {
            Map<String, Integer> lines = new LineFinder(name, MAPPER.createParser(yaml)).lines();
            JsonNode node = MAPPER.readTree(yaml);
            SettingsFile file = new SettingsFile(name, JsonNodeFactory.instance.objectNode(), lines);
            if (node != null && !node.isMissingNode() && !node.isNull()) {
                node.properties().forEach(e -> file.put(e.getKey(), e.getValue()));
            }
            return file;
        } catch (JacksonException e) {
            throw notYaml(name, e);
        } catch (IOException e) {
            throw new SettingsException(name + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static SettingsException notYaml(String name, JacksonException e) {
        int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
        String reason = e.getOriginalMessage().lines().findFirst().orElse("");
        if (e.getCause() instanceof MarkedYAMLException yaml && yaml.getProblemMark() != null) {
            line = yaml.getProblemMark().getLine() + 1;
            reason = yaml.getProblem();
        }
        return new SettingsException(name + ":" + line + ": is not valid YAML: " + reason.strip(), e);
    }

    /** Sets one key, as {@code --set key=value} does. Numbers, true, false, quoted text and lists in brackets are YAML; all else is text. */
    public SettingsFile set(String key, String value) {
        put(key, looksLikeYaml(value) ? asYaml(value) : TextNode.valueOf(value));
        lines.put(key, -1);
        return this;
    }

    private static boolean looksLikeYaml(String value) {
        return value.strip().matches("(?s)\\[.*]|\\{.*}|\".*\"|'.*'|true|false|-?[0-9][0-9.]*");
    }

    private static JsonNode asYaml(String value) {
        try {
            return MAPPER.readTree(value);
        } catch (JacksonException notYaml) {
            return TextNode.valueOf(value);
        }
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
            throw error(path(e), refused != null ? refused.getMessage() : ValueReaders.wanted(e, valueAt(path(e))), e);
        } catch (JacksonException e) {
            throw new SettingsException(name + ": " + e.getOriginalMessage(), e);
        }
    }

    private JsonNode valueAt(String key) {
        JsonNode value = tree;
        for (String step : key.split("[.\\[]")) {
            value = step.endsWith("]") ? value.path(Integer.parseInt(step, 0, step.length() - 1, 10)) : value.path(step);
        }
        return value;
    }

    /** One line about a key of this file that is right in itself and wrong beside something else: file, line, key, value, reason. */
    public String complaint(String key, String reason) {
        return error(key, reason, null).getMessage();
    }

    private SettingsException error(String key, String reason, Exception cause) {
        JsonNode value = valueAt(key);
        // a list is not shown again when the reason names its wrong entry
        boolean silent = value.isMissingNode() || value.isNull() || value.isObject() || reason.startsWith("\"");
        String shown = silent ? "" : value.isTextual() ? " \"" + value.asText() + "\"" : " " + value;
        return new SettingsException(place(key) + ": " + key + shown + " " + reason, cause);
    }

    private String place(String key) {
        for (String k = key; !k.isEmpty(); k = k.substring(0, Math.max(0, Math.max(k.lastIndexOf('.'), k.lastIndexOf('['))))) {
            Integer line = lines.containsKey(k) ? lines.get(k) : firstBelow(k + ".");
            if (line != null) {
                return line < 0 ? "--set" : name + ":" + line;
            }
        }
        return name;
    }

    /** Where a section begins that was written with dots: smtp.tls.key. */
    private Integer firstBelow(String prefix) {
        return lines.entrySet().stream().filter(e -> e.getKey().startsWith(prefix)).map(Map.Entry::getValue).min(Integer::compare)
                .orElse(null);
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            } else if (step.getIndex() >= 0) {
                path.append('[').append(step.getIndex()).append(']');
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

    /** The keys of this file and their text values, in order: for showing what is set. */
    public List<String> keys() {
        List<String> found = new ArrayList<>();
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
