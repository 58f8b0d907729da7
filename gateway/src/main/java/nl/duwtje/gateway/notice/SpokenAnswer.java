package nl.duwtje.gateway.notice;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import nl.duwtje.gateway.store.Choice;

/**
 * An answer in somebody's own words: the first line that is not quoted, in Dutch or English. The whole line must be one we know, so that no
 * half sentence ("ok, but first take out the list") decides anything.
 */
public final class SpokenAnswer {

    private static final int MAX_LINE = 80;
    private static final int MAX_TEXT = 20_000;
    private static final Map<String, Choice> WORDS = new HashMap<>();

    static {
        know(Choice.SEND, "ok", "akkoord", "verstuur", "verstuur maar", "versturen", "versturen zoals hij is",
                "verstuur zoals hij is", "toch versturen", "toch versturen zoals hij is", "verzend", "verzend maar", "verzenden", "stuur",
                "stuur maar", "sturen", "ok verstuur", "ok verstuur maar", "akkoord verstuur", "send", "send it", "send as is",
                "send it as it is", "ok send", "ok send it", "go ahead");
        know(Choice.SEND_HIDDEN, "bcc", "in bcc", "verstuur in bcc", "verstuur met bcc", "verberg", "verborgen", "verberg adressen",
                "adressen verbergen", "adressen verborgen", "versturen met adressen verborgen", "send in bcc", "hide", "hidden",
                "hide addresses", "addresses hidden", "send hidden", "send with addresses hidden");
        know(Choice.SEND_ONE_BY_ONE, "apart", "ieder apart", "aan ieder apart", "aan ieder apart versturen", "verstuur apart",
                "een voor een", "separately", "send separately", "one by one", "send one by one", "send to each separately");
        know(Choice.SEND_WITHOUT_ATTACHMENT, "zonder bijlage", "verstuur zonder bijlage", "versturen zonder bijlage",
                "versturen zonder deze bijlage", "zonder deze bijlage", "without attachment", "send without attachment",
                "send without this attachment", "without this attachment", "no attachment");
        know(Choice.SEND_INSIDE_ONLY, "intern", "alleen intern", "alleen collega s", "alleen binnen", "alleen naar collega s",
                "alleen naar collega s versturen", "inside", "inside only", "only inside", "colleagues only", "only colleagues",
                "send only to colleagues");
        know(Choice.ASK_AMBASSADOR, "vraag", "vraag het", "vraag ambassadeur", "vraag mijn ambassadeur", "vraag het mijn ambassadeur",
                "weet niet", "weet ik niet", "twijfel", "ask", "ask ambassador", "ask my ambassador", "not sure",
                "not sure ask my ambassador");
        know(Choice.CANCEL, "stop", "oeps", "oeps stop", "oops", "oops stop", "annuleer", "annuleren", "annuleer maar", "terug",
                "terughalen", "haal terug",
                "terughalen en aanpassen", "niet versturen", "niet sturen", "cancel", "take back", "take back and edit", "do not send",
                "don t send", "dont send");
    }

    private SpokenAnswer() {}

    private static void know(Choice choice, String... lines) {
        for (String line : lines) {
            WORDS.put(line, choice);
        }
    }

    /** The word we put in mails and buttons; {@link #of} knows it. */
    static String word(Choice choice, String language) {
        boolean dutch = language.equals("nl");
        return switch (choice) {
            case SEND -> dutch ? "verstuur" : "send";
            case SEND_HIDDEN -> "bcc";
            case SEND_ONE_BY_ONE -> dutch ? "apart" : "separately";
            case SEND_WITHOUT_ATTACHMENT -> dutch ? "zonder bijlage" : "without attachment";
            case SEND_INSIDE_ONLY -> dutch ? "intern" : "inside";
            case CANCEL -> "stop";
            case ASK_AMBASSADOR -> dutch ? "vraag" : "ask";
        };
    }

    /** What the first line that is not empty and not quoted says; nothing when that is not exactly one of the answers we know. */
    public static Optional<Choice> of(String text) {
        String start = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
        return start.lines().map(line -> line.replace('\u00a0', ' ').strip()).filter(line -> !line.isEmpty() && !line.startsWith(">"))
                .findFirst().filter(line -> line.length() <= MAX_LINE).map(line -> WORDS.get(plain(line)));
    }

    /** Lower case, no accents, words with one space between them. */
    private static String plain(String line) {
        return Normalizer.normalize(line.toLowerCase(Locale.ROOT), Normalizer.Form.NFD).replaceAll("\\p{M}+", "")
                .replaceAll("[^\\p{L}\\p{N}]+", " ").strip()
                .replaceFirst("^(?:oke|okee|okay)\\b", "ok");
    }
}
