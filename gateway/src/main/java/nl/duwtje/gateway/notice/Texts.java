package nl.duwtje.gateway.notice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import nl.duwtje.rules.decision.Nudge;
import nl.duwtje.rules.fact.PersonalData;
import nl.duwtje.rules.settings.SettingsException;
import nl.duwtje.rules.settings.SettingsFile;

/**
 * Every word we say to people, in both languages, from {@code texts/{nl,en}.yaml}. Where an operator's own folder lacks a text, the shipped
 * one is used and {@link #check} says so. Immutable, safe for all threads.
 */
public final class Texts {

    /** The languages there are; the first is used for any other. */
    public static final List<String> LANGUAGES = List.of("nl", "en");

    private static final int MAX_SENTENCES = 20;

    private final Map<String, Map<String, String>> texts;
    private final Map<String, Map<String, Phrase>> phrases = new LinkedHashMap<>();
    private final Set<String> placeWords;
    private final List<String> errors = new ArrayList<>();

    private Texts(Map<String, Map<String, String>> own, Map<String, Map<String, String>> shipped, String place) {
        texts = new LinkedHashMap<>();
        placeWords = shipped.get(LANGUAGES.get(0)).keySet().stream().filter(key -> key.startsWith("places."))
                .map(key -> key.substring("places.".length())).collect(Collectors.toUnmodifiableSet());
        for (String language : LANGUAGES) {
            Map<String, String> known = shipped.get(language);
            Map<String, String> given = own.get(language);
            new TextsCheck(place + language + ".yaml", given, known, otherThan(language, own)).run(errors);
            Map<String, String> all = new LinkedHashMap<>(known);
            given.forEach((key, text) -> {
                if (!text.isEmpty()) {
                    all.put(key, text);
                }
            });
            Map<String, Phrase> read = new LinkedHashMap<>();
            all.forEach((key, text) -> read.put(key, phrase(text, known.get(key))));
            texts.put(language, all);
            phrases.put(language, read);
        }
    }

    /** The ones in our own jar. */
    public static Texts shipped() {
        Map<String, Map<String, String>> shipped = readShipped();
        return new Texts(shipped, shipped, "");
    }

    /**
     * The operator's own.
     *
     * @param folder with nl.yaml and en.yaml; null for the shipped ones
     * @throws SettingsException when a file is missing, is not YAML or has an unknown section; texts that are merely wrong are told by
     *                           {@link #check}
     */
    public static Texts load(Path folder) {
        if (folder == null) {
            return shipped();
        }
        Map<String, Map<String, String>> own = new LinkedHashMap<>();
        for (String language : LANGUAGES) {
            own.put(language, TextsFile.flat(SettingsFile.read(folder.resolve(language + ".yaml"))));
        }
        return new Texts(own, readShipped(), folder + "/");
    }

    private static Map<String, Map<String, String>> readShipped() {
        Map<String, Map<String, String>> shipped = new LinkedHashMap<>();
        for (String language : LANGUAGES) {
            String name = language + ".yaml";
            try (InputStream in = Texts.class.getResourceAsStream("/nl/duwtje/gateway/texts/" + name)) {
                if (in == null) {
                    throw new SettingsException("texts/" + name + ": is not in the gateway's jar");
                }
                shipped.put(language, TextsFile.flat(SettingsFile.parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return shipped;
    }

    private static Map<String, String> otherThan(String language, Map<String, Map<String, String>> own) {
        return own.get(LANGUAGES.get(1 - LANGUAGES.indexOf(language)));
    }

    private static Phrase phrase(String text, String shipped) {
        try {
            return new Phrase(text);
        } catch (IllegalArgumentException told) {
            // check() tells it; people still get a sentence
            return new Phrase(shipped == null ? text.replaceAll("[{}]", "") : shipped);
        }
    }

    /** Everything that is wrong, a line each: file, key, what. Empty when all is well. */
    public List<String> check() {
        return List.copyOf(errors);
    }

    /** "nl" or "en": the language itself when we have it, else Dutch. */
    public static String known(String language) {
        return LANGUAGES.contains(language) ? language : LANGUAGES.get(0);
    }

    /**
     * One text.
     *
     * @param key    with its section: "page.send"
     * @param values for its placeholders
     * @throws IllegalArgumentException when no such text is shipped: a mistake in our own code
     */
    public String text(String language, String key, Object... values) {
        Phrase phrase = phrases.get(known(language)).get(key);
        if (phrase == null) {
            throw new IllegalArgumentException("no text " + key);
        }
        return fill(phrase, language, Arrays.stream(values).map(String::valueOf).toList());
    }

    /** The name of a value: {@code name("nl", "types", "BSN", 2)}; the value itself when it has no name. */
    public String name(String language, String section, String value, int count) {
        return fill(new Phrase("{0:" + section + "#1}"), language, List.of(value, String.valueOf(count)));
    }

    /** Personal data in words: "12 personen met BSN", "3 burgerservicenummers (BSN)". */
    public String counted(String language, PersonalData data) {
        return text(language, "notice.counted", Shown.line(data.type()), data.count(), data.persons());
    }

    private String fill(Phrase phrase, String language, List<String> values) {
        return phrase.fill(values, (section, value) -> switch (section) {
            case "places" -> saidPlace(language, value);
            case "persons" -> persons(language, value);
            default -> texts.get(known(language)).getOrDefault(section + "." + value, value);
        });
    }

    /** "persoon met BSN|personen met BSN"; where a type has no such words, they are made of its name. */
    private String persons(String language, String type) {
        Map<String, String> words = texts.get(known(language));
        String own = words.get("persons." + type);
        return own != null ? own : words.getOrDefault("persons.other", "{0}").replace("{0}", name(language, "types", type, 1));
    }

    /**
     * A place in a file as people of this language say it, the file first: "lijst.xlsx, sheet 2 (Leden), column C" as "lijst.xlsx, blad 2
     * (Leden), kolom C". Names of files and sheets stay as they are.
     */
    public String place(String language, String where) {
        return FilePlace.of(where, placeWords).line(word -> placeWord(language, word));
    }

    /** The same within a sentence: "in blad 2, kolom C (blad Leden) van de bijlage lijst.xlsx". */
    private String saidPlace(String language, String where) {
        FilePlace place = FilePlace.of(where, placeWords);
        UnaryOperator<String> said = word -> placeWord(language, word);
        if (place.steps().isEmpty()) {
            return others(language, place, text(language, "notice.in-attachment", place.file()));
        }
        String first = texts.get(known(language)).getOrDefault("places." + place.steps().get(0).word(), "");
        String lead = first.indexOf('|') < 0 ? text(language, "notice.in") : first.substring(0, first.indexOf('|'));
        String inside = lead + " " + place.inside(said);
        String names = place.names(said);
        String named = others(language, place, names.isEmpty() ? inside : inside + " (" + names + ")");
        return place.file().isEmpty() ? named : text(language, "notice.in-part-of-attachment", named, place.file());
    }

    private String others(String language, FilePlace place, String said) {
        return place.others() == 0 ? said : text(language, "notice.and-other-places", said, place.others());
    }

    private String placeWord(String language, String word) {
        String said = texts.get(known(language)).getOrDefault("places." + word, word);
        return said.substring(said.indexOf('|') + 1);
    }

    /** What these nudges saw, a sentence each, without repeats, at most 20. Every nudge gives at least one sentence. */
    public List<String> sentences(List<Nudge> nudges, String language) {
        Set<String> sentences = new LinkedHashSet<>();
        for (Nudge nudge : nudges) {
            if (nudge.evidence().isEmpty()) {
                sentences.add(text(language, "notice.unknown-evidence", nudge.rule()));
            }
            for (Nudge.Evidence evidence : nudge.evidence()) {
                sentences.add(sentence(nudge.rule(), evidence, language));
            }
        }
        return sentences.stream().limit(MAX_SENTENCES).toList();
    }

    private String sentence(String rule, Nudge.Evidence evidence, String language) {
        List<String> values = evidence.values().stream().map(Shown::line)
                .map(value -> value.isEmpty() ? text(language, "notice.unnamed") : value).toList();
        Phrase phrase = phrases.get(known(language)).get("evidence." + evidence.key());
        if (phrase != null) {
            return fill(phrase, language, values);
        }
        List<String> said = new ArrayList<>(List.of(Shown.line(evidence.key().replace('-', ' '))));
        said.addAll(values);
        return text(language, "notice.unknown-evidence-values", rule, String.join(", ", said));
    }

    /** The banner's plain text; for an unknown key the confidential one, so that a typing error in a rule loses no warning. */
    public String banner(String key, String language) {
        return bannerForm(key, ".text", language);
    }

    /** The banner's HTML: one block with its styles inside, trusted as it stands. */
    public String bannerHtml(String key, String language) {
        return bannerForm(key, ".html", language);
    }

    /** Whether both languages have this banner: for the check of rules that name one. */
    public boolean hasBanner(String key) {
        return texts.values().stream().allMatch(all -> all.containsKey("banners." + key + ".text"));
    }

    private String bannerForm(String key, String form, String language) {
        Map<String, String> all = texts.get(known(language));
        String text = all.get("banners." + key + form);
        return text != null ? text : all.get("banners.confidential" + form);
    }
}
