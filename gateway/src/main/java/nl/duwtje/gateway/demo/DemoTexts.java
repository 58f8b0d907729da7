package nl.duwtje.gateway.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import nl.duwtje.gateway.web.Words;

/** The words on the pages of the demo; {0} is the first value. Immutable. */
final class DemoTexts {

    static final List<String> LANGUAGES = List.of("nl", "en");

    private final Map<String, Properties> texts = Map.of("nl", read("nl"), "en", read("en"));

    /** @throws IllegalArgumentException from {@link Words#say} for an unknown key */
    Words in(String language) {
        Properties words = texts.get(language);
        return (key, values) -> {
            String text = words.getProperty(key);
            if (text == null) {
                throw new IllegalArgumentException("no text for " + key + " in " + language);
            }
            for (int i = 0; i < values.length; i++) {
                text = text.replace("{" + i + "}", String.valueOf(values[i]));
            }
            return text;
        };
    }

    /** All keys of a language. */
    java.util.Set<String> keys(String language) {
        return texts.get(language).stringPropertyNames();
    }

    private static Properties read(String language) {
        try (InputStream in = DemoTexts.class.getResourceAsStream(language + ".properties")) {
            Properties properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
