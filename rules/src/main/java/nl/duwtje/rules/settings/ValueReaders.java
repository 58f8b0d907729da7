package nl.duwtje.rules.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.module.SimpleModule;

/** How single values are read: with units, enums in lower-case-with-dashes; and what to say when a value is of the wrong kind. */
final class ValueReaders {

    private ValueReaders() {}

    static SimpleModule module() {
        SimpleModule module = new SimpleModule();
        module.addDeserializer(ByteSize.class, new Text<>(ByteSize::of));
        module.addDeserializer(Duration.class, new Text<>(Durations::of));
        module.addDeserializer(Share.class, new Text<>(Share::of));
        module.addDeserializer(ZoneId.class, new Text<>(ValueReaders::zone));
        module.addDeserializer(Path.class, new Text<>(ValueReaders::path));
        module.addDeserializer(CommaList.class, new CommaList.Deserializer());
        module.setDeserializerModifier(new Enums());
        return module;
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("is not a time zone; write Europe/Amsterdam", e);
        }
    }

    private static Path path(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("is not a path; leave the key out for its default");
        }
        return Path.of(text);
    }

    /** What the key wanted, for a value of the wrong kind that nothing else explains. */
    static String wanted(JsonMappingException e, JsonNode given) {
        if (e.getCause() instanceof InputCoercionException) {
            return "is too large a number";
        }
        Class<?> type = e instanceof MismatchedInputException wrong && wrong.getTargetType() != null ? wrong.getTargetType() : Object.class;
        if (type == Integer.class || type == Long.class || type == int.class || type == long.class) {
            return "is not a whole number";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "is not true or false";
        }
        if (type == String.class) {
            return "is not a text";
        }
        if (given.isObject()) {
            return "is a single value, and keys were found below it";
        }
        if (type.isRecord() || java.util.Map.class.isAssignableFrom(type)) {
            return "is not a section; write its keys on the lines below it";
        }
        if (List.class.isAssignableFrom(type)) {
            return "is not a list";
        }
        return "cannot be used: " + e.getOriginalMessage().lines().findFirst().orElse("");
    }

    /** A value that is written as text; numbers are taken as they were written. */
    private static final class Text<T> extends JsonDeserializer<T> {
        private final Function<String, T> reader;

        Text(Function<String, T> reader) {
            this.reader = reader;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.currentToken().isScalarValue()) {
                throw new IllegalArgumentException("is not a single value");
            }
            return reader.apply(parser.getText());
        }
    }

    /** Gives a type that is made from text the number that stands there as text, so that it is the type that says what is wrong. */
    static final class FromText extends DeserializationProblemHandler {
        @Override
        public Object handleMissingInstantiator(DeserializationContext context, Class<?> type, ValueInstantiator instantiator,
                JsonParser parser, String message) throws IOException {
            boolean fits = instantiator != null && instantiator.canCreateFromString() && parser.currentToken() != null
                    && parser.currentToken().isScalarValue();
            return fits ? instantiator.createFromString(context, parser.getText()) : NOT_HANDLED;
        }
    }

    /** Enums are written as the other words of the file: undisclosed-recipients. */
    private static final class Enums extends BeanDeserializerModifier {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonDeserializer<?> modifyEnumDeserializer(DeserializationConfig config, JavaType type, BeanDescription description,
                JsonDeserializer<?> standard) {
            return new Text<>(text -> constant(type.getRawClass(), text));
        }

        private static Object constant(Class<?> type, String text) {
            String wanted = text.strip().replace('-', '_').toUpperCase(Locale.ROOT);
            List<String> names = Arrays.stream(type.getEnumConstants()).map(c -> ((Enum<?>) c).name()).toList();
            int found = names.indexOf(wanted);
            if (found < 0) {
                List<String> shown = names.stream().map(n -> n.toLowerCase(Locale.ROOT).replace('_', '-')).toList();
                throw new IllegalArgumentException("must be one of " + String.join(", ", shown));
            }
            return type.getEnumConstants()[found];
        }
    }
}
