package nl.duwtje.gateway.notice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import nl.duwtje.rules.Packed;
import nl.duwtje.rules.settings.SettingsException;

/**
 * Short stories from practice, one beside each notice, from {@code stories/{nl,en}/*.md}. A file that is not a story is not shown, and
 * {@link #check} says why. Immutable, safe for all threads.
 */
public final class Stories {

    private static final int MAX_STORIES = 200;
    private static final long MAX_BYTES = 8 * 1024;

    private final Map<String, List<Story>> stories = new HashMap<>();
    private final List<String> errors = new ArrayList<>();

    private Stories() {
        Texts.LANGUAGES.forEach(language -> stories.put(language, List.of()));
    }

    private Stories(Path folder, String place) {
        Map<String, TreeMap<String, Story>> read = new HashMap<>();
        TreeSet<String> names = new TreeSet<>();
        for (String language : Texts.LANGUAGES) {
            TreeMap<String, Story> found = read(folder.resolve(language), place + language + "/");
            names.addAll(found.keySet());
            read.put(language, found);
            stories.put(language, found.values().stream().filter(Story::isPresent).toList());
        }
        for (String language : Texts.LANGUAGES) {
            names.stream().filter(name -> !read.get(language).containsKey(name))
                    .forEach(name -> errors.add(place + language + "/" + name + ": is missing; the other language has it"));
        }
    }

    /** Without any. */
    public static Stories none() {
        return new Stories();
    }

    /** The ones in our own jar. */
    public static Stories shipped() {
        return Packed.with("/nl/duwtje/gateway/stories", folder -> new Stories(folder, "stories/"));
    }

    /**
     * The operator's own.
     *
     * @param folder with folders nl and en, which may be empty: then no story is shown; null for the shipped ones
     * @throws SettingsException when a folder is missing or a file cannot be read
     */
    public static Stories load(Path folder) {
        return folder == null ? shipped() : new Stories(folder, folder + "/");
    }

    /** Everything that is wrong, a line each. Empty when all is well. */
    public List<String> check() {
        return List.copyOf(errors);
    }

    int count(String language) {
        return stories.get(Texts.known(language)).size();
    }

    /** The same story for the same message every time, another one for most other messages; {@link Story#NONE} when there are none. */
    public Story of(String language, String messageOrHold) {
        List<Story> all = stories.get(Texts.known(language));
        return all.isEmpty() ? Story.NONE : all.get(Math.floorMod(messageOrHold.hashCode(), all.size()));
    }

    private TreeMap<String, Story> read(Path folder, String place) {
        if (!Files.isDirectory(folder)) {
            throw new SettingsException(place.substring(0, place.length() - 1) + ": no such folder");
        }
        TreeMap<String, Story> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".md")).sorted().limit(MAX_STORIES).toList()) {
                String name = file.getFileName().toString();
                found.put(name, story(file, place + name));
            }
        } catch (IOException | UncheckedIOException e) {
            throw new SettingsException(place + ": cannot be read: " + e.getMessage(), e);
        }
        return found;
    }

    private Story story(Path file, String place) throws IOException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IllegalArgumentException("is larger than " + MAX_BYTES / 1024 + " KB");
            }
            return Story.of(Files.readString(file));
        } catch (java.nio.charset.CharacterCodingException e) {
            errors.add(place + ": is not UTF-8 text");
        } catch (IllegalArgumentException e) {
            errors.add(place + ": " + e.getMessage());
        }
        return Story.NONE;
    }
}
