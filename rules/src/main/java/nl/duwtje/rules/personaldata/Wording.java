package nl.duwtje.rules.personaldata;

import java.util.Set;

/** What words say of a number near them, Dutch and English: that it is the one spoken of, or that it is something else. Places are offsets, the second exclusive. */
final class Wording {

    private static final int LIST_LINE = 80;
    private static final int LONGEST_ABBREVIATION = 4;
    /** Words that lead from one number to another of the same kind: "moet zijn", "in plaats van". */
    private static final Set<String> LEADING = Set.of("en", "and", "of", "or", "maar", "but", "niet", "not", "moet", "must", "should", "be",
            "zijn", "is",
            "was", "in", "plaats", "van", "ipv", "i", "p", "v", "instead", "naar", "to", "door", "by", "wordt", "vervangen", "gewijzigd",
            "changed",
            "replaced", "from", "oud", "nieuw", "old", "new", "die", "dat", "the", "partner", "kind", "mijn", "haar", "ons", "onze",
            "dit", "deze", "het", "this", "it", "juiste", "correct", "correcte", "right", "wrong", "foute", "verkeerde", "nu", "now",
            "worden",
            "staan", "abusievelijk", "onterecht", "foutief", "mistakenly", "vrouw", "man", "zoon", "dochter", "moeder",
            "vader", "ook", "my", "his", "her", "wife", "husband", "son", "daughter");
    /** Words that say that what follows is what was spoken of. */
    private static final Set<String> SAYING = Set.of("is", "zijn", "luidt", "luiden", "namelijk", "nl", "are", "betreft", "volgt",
            "hieronder", "heb", "hebben", "have");
    /** Before a noun that has the number behind it: "in bericht 123456782". */
    private static final Set<String> BEFORE_NOUN = Set.of("in", "onder", "bij", "op", "met", "per", "via", "uit", "voor", "door", "tegen",
            "zie",
            "under", "on", "with", "for", "by", "from", "see", "at", "to", "aan", "naar", "over", "about", "after", "na", "sinds", "since");
    private static final Set<String> COUNTING = Set.of("aantal", "aantallen", "count", "totaal", "total", "hoeveelheid", "amount");
    /** A number right behind one of these is where something is or goes. */
    private static final Set<String> BEFORE_NUMBER = Set.of("aan", "in", "bij", "naar", "voor", "over", "to", "at", "for", "into", "about",
            "uit");
    private static final Set<String> OF = Set.of("van", "of", "from", "by", "behorende");
    private static final Set<String> RELATIVES = Set.of("moeder", "vader", "ouder", "zoon", "dochter", "kind", "partner", "echtgenoot",
            "echtgenote", "man", "vrouw", "mother", "father", "parent", "son", "daughter", "child", "husband", "wife");
    private static final Set<String> MEANS = Set.of("via", "per", "by", "over", "door", "aan", "on", "through");
    private static final Set<String> POINTING = Set.of("dat", "dit", "that", "this", "it");
    private static final Set<String> ARTICLE = Set.of("de", "het", "een", "the", "a", "an", "uw", "ons", "onze", "your", "our", "dit",
            "deze",
            "this", "code", "id");
    /** A full stop behind these, or behind one letter, does not end a sentence. */
    private static final Set<String> ABBREVIATIONS = Set.of("mevr", "mw", "dhr", "hr", "mr", "mrs", "ms", "dr", "drs", "ir", "ing", "prof",
            "nr",
            "nrs", "no", "tel", "geb", "fam", "st", "jr", "sr", "bsn", "sofi", "gem", "ca", "bijv", "evt", "resp", "incl", "excl", "wed",
            "nl",
            "mej", "bc", "ma", "msc", "bv", "cl");
    private static final Set<String> ANY_NUMBER = Set.of("nummer", "number", "nummers", "numbers", "klant", "heer", "mevrouw", "man",
            "vrouw", "werknemer", "ouder", "gezinslid", "als", "as", "nr", "is", "van", "of", "en", "and",
            "client", "cliënt", "cliente", "cliënte", "inwoner", "aanvrager", "aanvraagster", "partner", "kind", "moeder", "vader", "zoon",
            "dochter", "medewerker", "leerling", "betrokkene", "burger", "persoon", "patient", "patiënt", "bewoner", "person", "child",
            "mother",
            "father", "son", "daughter", "employee", "applicant", "resident", "citizen", "student", "pupil");

    private final char[] text;
    private final int length;

    Wording(Sweep sweep) {
        text = sweep.text;
        length = sweep.length;
    }

    /** Whether an "and" stands between, not far: "... en die van Piet is 111222333". */
    boolean isJoined(int from, int to) {
        for (int i = from; to - from <= LIST_LINE && i + 3 < to; i++) {
            boolean before = !Characters.isLetter(text[i]);
            boolean en = text[i + 1] == 'e' && text[i + 2] == 'n' && !Characters.isLetter(text[i + 3]);
            boolean and = text[i + 1] == 'a' && text[i + 2] == 'n' && text[i + 3] == 'd';
            if (before && (en || and)) {
                return true;
            }
        }
        return false;
    }

    /** Whether only words stand between that lead from one number to another: "moet zijn", "in plaats van". */
    boolean leads(int from, int to) {
        if (to - from > LIST_LINE) {
            return false;
        }
        int word = from;
        for (int i = from; i <= to; i++) {
            if (i < to && (Characters.isDigit(text[i]) || text[i] == '\n')) {
                return false;
            }
            if (i == to || !Characters.isLetter(text[i])) {
                if (i > word && !LEADING.contains(new String(text, word, i - word))) {
                    return false;
                }
                word = i + 1;
            }
        }
        return true;
    }

    /** Whether a sentence ends between, and another one speaks of something else: "... het BSN. Cursuscode 123456782". */
    boolean isOtherSentence(int from, int to) {
        int end = -1;
        for (int i = from; i + 2 < to; i++) {
            boolean mark = text[i] == '.' || text[i] == '?' || text[i] == '!';
            if (mark && Characters.isSpace(text[i + 1]) && Character.isUpperCase(text[i + 2]) && isWordEnd(from, i)) {
                end = i + 2;
            }
        }
        if (end < 0) {
            return false;
        }
        int last = to;
        while (last > end && !Characters.isLetter(text[last - 1])) {
            last--;
        }
        int first = last;
        while (first > end && Characters.isLetter(text[first - 1])) {
            first--;
        }
        return first < last && (!SAYING.contains(new String(text, first, last - first)) || hasOtherSubject(end, first));
    }

    /**
     * Whether the words right before a number, behind a label, say that it is something else: "het bsn ontbreekt in bericht 123456782",
     * "het bsn toevoegen aan 123456782", "invalid bsn, session 123456782".
     */
    boolean isNamedOtherwise(int from, int to) {
        int last = to;
        while (last > from && (Characters.isSpace(text[last - 1]) && text[last - 1] != '\n' || text[last - 1] == '#')) {
            last--;
        }
        int word = wordStart(from, last);
        if (last - word < 2 || last == to || !Character.isLowerCase(text[word])) {
            return false;
        }
        String noun = new String(text, word, last - word);
        if (BEFORE_NUMBER.contains(noun)) {
            return true;
        }
        if (last - word < 3 || ANY_NUMBER.contains(noun) || SAYING.contains(noun) || LEADING.contains(noun)) {
            return false;
        }
        boolean article = false;
        for (int before = 0; before < 3; before++) {
            int end = word;
            while (end > from && text[end - 1] == ' ') {
                end--;
            }
            if (end == from || !Characters.isLetter(text[end - 1])) {
                // it opens a phrase: "(registratie 123456782)", not "BSN klant 123456782"
                return article || before == 0 && end > from && opensPhrase(from, end - 1);
            }
            word = wordStart(from, end);
            String preposition = new String(text, word, end - word);
            if (OF.contains(preposition)) {
                return false;
            }
            if (BEFORE_NOUN.contains(preposition)) {
                return true;
            }
            article |= before == 0 && ARTICLE.contains(preposition);
        }
        return article;
    }

    /** Whether the mark is one that begins a thing of its own; a dash or a quote behind a label is not. */
    private boolean opensPhrase(int from, int mark) {
        return text[mark] == '(' || text[mark] == ',' || text[mark] == ';' || text[mark] == '.' || text[mark] == '/' && mark > from;
    }

    /** Whether the line of the number has a name for it of its own: "BSN: ... / Controlegetal van de export: 123456782". */
    boolean isNamedOnItsLine(int from, int to) {
        int last = Fields.lastMark(text, from, to);
        if (last <= from || text[last] != ':' && text[last] != '=' && text[last] != '.') {
            return false;
        }
        int end = last;
        while (end > from && (text[end - 1] == '.' || text[end - 1] == ' ')) {
            end--;
        }
        int word = wordStart(from, end);
        return end - word > 2 && (Character.isLowerCase(text[word]) || text[last] == '.')
                && !SAYING.contains(new String(text, word, end - word)) && !ANY_NUMBER.contains(new String(text, word, end - word));
    }

    /** Whether words go on behind a label, and in the line of the number other words stand before it: "BSN in de export / id's boven 123456782". */
    boolean isOtherLine(int label, int line, int number) {
        boolean goesOn = false;
        for (int i = label; i < line && text[i] != '\n'; i++) {
            goesOn = text[i] != '?' && (goesOn || Characters.isLetter(text[i]));
        }
        int at = line;
        while (goesOn && at < number) {
            int word = at;
            while (at < number && Characters.isLetter(text[at])) {
                at++;
            }
            String noun = new String(text, word, at - word);
            if (noun.length() > 3 && Character.isLowerCase(noun.charAt(0)) && !LEADING.contains(noun) && !SAYING.contains(noun)
                    && !ANY_NUMBER.contains(noun)) {
                return true;
            }
            at++;
        }
        return false;
    }

    /** Whether a count is told of: "aantal records met ". The words stand right before {@code to}. */
    boolean isCounted(int from, int to) {
        int word = to;
        for (int n = 0; n < 6 && word > from; n++) {
            int end = word;
            while (end > from && (text[end - 1] == ' ' || text[end - 1] == '-')) {
                end--;
            }
            word = wordStart(from, end);
            if (word == end) {
                return false;
            }
            if (COUNTING.contains(new String(text, word, end - word).toLowerCase(java.util.Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    /** Whether what stands around is about trying out: "testbetaling met". */
    boolean isTrial(int from, int to) {
        int begin = Math.max(from, to - LIST_LINE);
        for (int i = begin; i < to; i++) {
            if ((i == begin || !Characters.isLetter(text[i - 1]))
                    && (Fields.isAt(text, i, "test") || Fields.isAt(text, i, "sandbox") || Fields.isAt(text, i, "dummy"))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a word of some length stands right before a number, as its name: "Vrachtbrief 1234 ...". */
    boolean hasNoun(int to) {
        int last = to;
        while (last > 0 && (text[last - 1] == ' ' || text[last - 1] == ':' || text[last - 1] == '#')) {
            last--;
        }
        int word = wordStart(0, last);
        return last - word > LONGEST_ABBREVIATION + 1;
    }

    /** Whether a noun stands right before the verb of a sentence: "Uw inlogcode is". */
    private boolean hasOtherSubject(int from, int verb) {
        int end = verb;
        while (end > from && text[end - 1] == ' ') {
            end--;
        }
        int start = wordStart(from, end);
        return end - start > 3 && !ANY_NUMBER.contains(new String(text, start, end - start)) && Character.isLowerCase(text[start]);
    }

    /** Whether a full stop at {@code dot} ends a sentence and not an abbreviation: "mevr. Jansen". */
    private boolean isWordEnd(int from, int dot) {
        int letters = 0;
        while (dot - letters > from && Characters.isLetter(text[dot - letters - 1])) {
            letters++;
        }
        return letters > LONGEST_ABBREVIATION || letters == 0 || text[dot] != '.'
                || letters > 1 && !ABBREVIATIONS.contains(new String(text, dot - letters, letters).toLowerCase(java.util.Locale.ROOT));
    }

    /** Whether what is named here is how something was told: "via de telefoon", "over the phone". */
    boolean isMeans(int label) {
        int end = label - 1;
        for (int n = 0; n < 2 && end > 0 && text[end] == ' '; n++) {
            int word = wordStart(0, end);
            String before = new String(text, word, end - word);
            if (MEANS.contains(before)) {
                return true;
            }
            if (!ARTICLE.contains(before)) {
                return false;
            }
            end = word - 1;
        }
        return false;
    }

    /** Whether it stands in brackets behind a member of a family: "Moeder (123456782)". */
    boolean isRelative(int from, int to) {
        if (from < 3 || text[from - 1] != '(' || to >= length || text[to] != ')') {
            return false;
        }
        int end = text[from - 2] == ' ' ? from - 2 : from - 1;
        int word = wordStart(0, end);
        return RELATIVES.contains(new String(text, word, end - word).toLowerCase(java.util.Locale.ROOT));
    }

    /** Whether a sentence behind a number says what it was: "123456782? Dat is het BSN". */
    boolean pointsBack(int from, int to) {
        int at = from;
        while (at < to && !Characters.isLetter(text[at])) {
            at++;
        }
        int end = at;
        while (end < to && Characters.isLetter(text[end])) {
            end++;
        }
        int verb = end + 1;
        return POINTING.contains(new String(text, at, end - at).toLowerCase(java.util.Locale.ROOT)) && verb + 2 < to
                && Fields.isAt(text, verb, "is ");
    }

    /** Whether a word right before a number in a cell says that it is something else than the column: "bezoekers: 123456782". */
    boolean isNamedInCell(int from, int to) {
        int last = to;
        while (last > from && !Characters.isWord(text[last - 1])) {
            last--;
        }
        int word = wordStart(from, last);
        String noun = new String(text, word, last - word).toLowerCase(java.util.Locale.ROOT);
        return noun.length() > LONGEST_ABBREVIATION - 1 && !ANY_NUMBER.contains(noun) && !SAYING.contains(noun)
                && (Character.isLowerCase(text[word]) || text[last] == ':');
    }

    private int wordStart(int from, int end) {
        int at = end;
        while (at > from && Characters.isLetter(text[at - 1])) {
            at--;
        }
        return at;
    }
}
