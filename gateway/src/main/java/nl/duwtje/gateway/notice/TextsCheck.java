package nl.duwtje.gateway.notice;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds what is wrong with one file of texts: missing, empty and unknown keys, braces that are no placeholder, placeholders that get no value.
 *
 * @param shipped the file of the same language in our jar
 * @param other   the operator's file of the other language
 */
record TextsCheck(String file, Map<String, String> given, Map<String, String> shipped, Map<String, String> other) {

    /** Sections that an operator may add keys to, because rules and findings name them. */
    private static final Set<String> OPEN_SECTIONS = Set.of("evidence", "types", "persons", "reasons", "banners");
    private static final Set<String> NAME_SECTIONS = Set.of("types", "persons", "places", "reasons");

    void run(List<String> errors) {
        for (String key : shipped.keySet()) {
            if (!given.containsKey(key)) {
                errors.add(file + ": " + key + ": is missing");
            }
        }
        for (String key : new TreeSet<>(other.keySet())) {
            if (!given.containsKey(key) && !shipped.containsKey(key)) {
                errors.add(file + ": " + key + ": is missing; the other language has it");
            }
        }
        given.forEach((key, text) -> check(key, text, errors));
    }

    private void check(String key, String text, List<String> errors) {
        if (text.isEmpty()) {
            errors.add(file + ": " + key + ": is empty");
            return;
        }
        if (!shipped.containsKey(key) && !OPEN_SECTIONS.contains(key.substring(0, key.indexOf('.')))) {
            errors.add(file + ": " + key + ": is not a text we use");
            return;
        }
        if (key.startsWith("banners.")) {
            return;
        }
        try {
            Phrase phrase = new Phrase(text);
            Set<Integer> allowed = allowed(key);
            for (int index : phrase.used()) {
                if (allowed != null && !allowed.contains(index)) {
                    errors.add(file + ": " + key + ": has placeholder {" + index + "}; allowed here: " + allowed);
                }
            }
            for (String section : phrase.sections()) {
                if (!NAME_SECTIONS.contains(section)) {
                    errors.add(file + ": " + key + ": names section \"" + section + "\"; allowed: persons, places, reasons, types");
                }
            }
        } catch (IllegalArgumentException e) {
            errors.add(file + ": " + key + ": " + e.getMessage());
        }
    }

    /** What the shipped text uses; for a key of the operator's own, what the other language uses; null for anything. */
    private Set<Integer> allowed(String key) {
        String model = shipped.containsKey(key) ? shipped.get(key) : other.get(key);
        try {
            return model == null ? null : new Phrase(model).used();
        } catch (IllegalArgumentException told) {
            return null;
        }
    }
}
