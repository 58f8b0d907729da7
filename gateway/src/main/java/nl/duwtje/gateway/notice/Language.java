package nl.duwtje.gateway.notice;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import nl.duwtje.gateway.config.GatewaySettings;

/** In which language we write about a message: the one that is set, or a guess by the small words in it; Dutch when in doubt. */
public final class Language {

    private static final int MAX_CHARACTERS = 4_000;
    private static final Set<String> DUTCH = words(
            "de het een en van ik je jij u uw we wij zijn niet met voor op aan bij dat dit die er te "
                    + "om naar ook als maar kan wordt worden heb hebben graag groet groeten beste geachte bedankt dank mijn ons onze deze over "
                    + "uit nog wel geen vraag bijlage vergadering uitnodiging hierbij verslag aanvraag besluit overzicht lijst");
    private static final Set<String> ENGLISH = words(
            "the a an and of i you your we are is not with for on to at that this it there if from "
                    + "also but can be been have has please regards dear thanks thank my our these about out yet no question attached attachment "
                    + "meeting invitation hereby report request decision overview list new update");

    private Language() {}

    private static Set<String> words(String text) {
        return new HashSet<>(Arrays.asList(text.split(" ")));
    }

    /**
     * "nl" or "en".
     *
     * @param text of the body, as far as known; may be empty
     */
    public static String of(GatewaySettings.Language setting, String subject, String text) {
        return switch (setting) {
            case NL -> "nl";
            case EN -> "en";
            case AUTO -> guess(subject + " " + text);
        };
    }

    private static String guess(String text) {
        int dutch = 0;
        int english = 0;
        String start = text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) : text;
        for (String word : start.toLowerCase(Locale.ROOT).split("[^\\p{L}]+")) {
            dutch += DUTCH.contains(word) ? 1 : 0;
            english += ENGLISH.contains(word) ? 1 : 0;
        }
        return english > dutch ? "en" : "nl";
    }
}
