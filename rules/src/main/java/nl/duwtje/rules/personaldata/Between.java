package nl.duwtje.rules.personaldata;

/** What stands between two places of a text or around one: a name, a mark, an empty line, nothing but "and". Places are offsets, the second exclusive. */
final class Between {

    private static final int ADJACENT = 20;
    private static final int LIST_LINE = 80;
    private static final int NAME_LENGTH = 60;

    private final char[] text;
    private final int length;

    Between(Sweep sweep) {
        text = sweep.text;
        length = sweep.length;
    }

    /** Whether only a name stands between: words with a capital, initials, and what Dutch names have between. */
    boolean isName(int from, int to) {
        if (to - from > NAME_LENGTH || to - from < 3) {
            return false;
        }
        boolean capital = false;
        int word = 0;
        for (int i = from; i < to; i++) {
            char c = text[i];
            if (Characters.isDigit(c) || c == '\n') {
                return false;
            }
            if (Characters.isLetter(c)) {
                boolean upper = Character.isUpperCase(c);
                capital |= upper && word == 0;
                word = word == 0 ? upper ? -1 : 1 : word < 0 ? word : word + 1;
                if (word > 3) {
                    return false;
                }
            } else {
                word = 0;
            }
        }
        return capital;
    }

    /** Whether a surname stands right before, behind a first name or initials: "Betreft cliënt J. de Vries (". */
    boolean endsInName(int to) {
        int from = Math.max(lineStart(to), to - NAME_LENGTH);
        int capitals = 0;
        int word = to;
        while (capitals < 2) {
            int end = word;
            while (end > from && !Characters.isWord(text[end - 1])) {
                end--;
            }
            word = wordStart(from, end);
            boolean upper = word < end && Character.isUpperCase(text[word]);
            if (!upper && (capitals == 0 || word == end || end - word > 3)) {
                return false;
            }
            capitals += upper ? 1 : 0;
        }
        return true;
    }

    int lineStart(int at) {
        int start = at;
        while (start > 0 && at - start < 200 && text[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    /** Whether only the rest of a line and empty lines stand between, and no sentence ends there. */
    boolean isEndOfLine(int from, int to) {
        boolean ended = false;
        boolean colon = false;
        int lines = 0;
        for (int i = from; i < to; i++) {
            char c = text[i];
            boolean blank = Characters.isSpace(c) || c == '\r' || c == '-' || c == '=' || c == '_';
            if (to - from > LIST_LINE + NAME_LENGTH || c == '.' || c == '?' || c == '!' || ended && !blank && c != '\n') {
                return false;
            }
            lines += c == '\n' ? 1 : 0;
            colon |= c == ':';
            ended |= c == '\n' || c == ':';
        }
        return colon || lines <= 1;
    }

    /** Whether a field was left open in its line, to be filled in: "Uw BSN: ________". */
    boolean isLeftOpen(int from, int to) {
        int marks = 0;
        for (int i = from; i < to && text[i] != '\n'; i++) {
            marks += text[i] == '_' || text[i] == '.' ? 1 : 0;
        }
        return marks > 3;
    }

    /** Whether an empty line stands between, and something else begins behind it: not a number alone, nor one that was announced by a colon. */
    boolean isOtherParagraph(int from, int start, int end) {
        boolean empty = false;
        boolean blank = false;
        boolean colon = false;
        boolean words = false;
        for (int i = from; i < start; i++) {
            if (text[i] == '\n') {
                empty |= blank;
                blank = true;
                words = false;
            } else if (text[i] > ' ' && text[i] != '>') {
                blank = false;
                colon |= !empty && text[i] == ':';
                words |= Characters.isLetter(text[i]);
            }
        }
        return empty && (words || !colon && !isAloneOnLine(start, end));
    }

    boolean hasEmptyLine(int from, int to) {
        int ends = 0;
        for (int i = from; i < to; i++) {
            ends += text[i] == '\n' ? 1 : 0;
        }
        return ends > 1;
    }

    boolean isAloneOnLine(int from, int to) {
        for (int i = lineStart(from); i < from; i++) {
            if (Characters.isWord(text[i])) {
                return false;
            }
        }
        for (int i = to; i < length && text[i] != '\n' && i < to + LIST_LINE; i++) {
            if (Characters.isWord(text[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether two numbers stand in their lines behind the same: nothing but a mark, the same word, or a name. */
    boolean isListedAlike(int one, int other) {
        int first = lineStart(one);
        int second = lineStart(other);
        boolean words = false;
        for (int i = second; i < other; i++) {
            words |= Characters.isLetter(text[i]);
        }
        if (!words) {
            return true;
        }
        int same = 0;
        while (first + same < one && second + same < other && text[first + same] == text[second + same]
                && !Characters.isDigit(text[first + same])) {
            same++;
        }
        return same > 2 && (Characters.isLetter(text[first + same - 1]) || first + same == one && second + same == other)
                || endsInName(other) || endsInName(one) && isName(second, other);
    }

    /** Whether two blanks or more stand right before, as between the columns of a letter's head. */
    boolean isBehindGap(int at) {
        return at > 1 && Characters.isSpace(text[at - 1]) && Characters.isSpace(text[at - 2]);
    }

    /** Whether only punctuation and the word "and" stand between. */
    boolean isAdjacent(int from, int to) {
        int letters = 0;
        for (int i = from; i < to; i++) {
            char c = text[i];
            if (Characters.isDigit(c)) {
                return false;
            }
            letters += Characters.isLetter(c) ? 1 : 0;
        }
        return letters <= 3 && to - from <= ADJACENT;
    }

    boolean isSlash(int from, int to) {
        int slashes = 0;
        for (int i = from; i < to; i++) {
            slashes += text[i] == '/' ? 1 : text[i] == ' ' ? 0 : 2;
        }
        return slashes == 1;
    }

    /** Whether what stands between a label and a value is the rest of a field's name: "BSN deelnemer: ", "bsn_kind": ". */
    boolean isField(int from, int to) {
        int last = to - 1;
        while (last > from && (text[last] == ' ' || text[last] == '"' || text[last] == '\'')) {
            last--;
        }
        boolean is = text[last] == ':' || text[last] == '=' || text[last] == '>';
        boolean aside = false;
        for (int i = from; i < to; i++) {
            aside = text[i] == '(' || aside && text[i] != ')'; // "BSN (9 cijfers): "
            is &= text[i] != '\n' && (aside || !Characters.isDigit(text[i])) && (i >= last || ".,;:!?".indexOf(text[i]) < 0);
        }
        return is;
    }

    boolean hasClosing(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] == ')') {
                return true;
            }
        }
        return false;
    }

    /** Whether a new thing begins between a number and the label behind it: "foutcode 123456782: parameter bsn". */
    boolean isClosed(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] == ':' || text[i] == ';' || text[i] == '.' || text[i] == '?' || text[i] == '!') {
                return true;
            }
        }
        return false;
    }

    /** Whether the month stands right behind in which a card expires: "09/27". */
    boolean hasExpiry(int from, int most) {
        int to = Math.min(length, from + most);
        for (int i = from; i + 4 < to && text[i] != '\n'; i++) {
            boolean free = !Characters.isWord(text[i - 1]) && text[i - 1] != '/'
                    && (i + 5 >= length || !Characters.isWord(text[i + 5]) && text[i + 5] != '/');
            if (free && text[i + 2] == '/' && isTwo(i, 1, 12) && isTwo(i + 3, 20, 49)) {
                return true;
            }
        }
        return false;
    }

    private boolean isTwo(int at, int least, int most) {
        if (!Characters.isDigit(text[at]) || !Characters.isDigit(text[at + 1])) {
            return false;
        }
        int number = Characters.digit(text[at]) * 10 + Characters.digit(text[at + 1]);
        return number >= least && number <= most;
    }

    private int wordStart(int from, int end) {
        int at = end;
        while (at > from && Characters.isLetter(text[at - 1])) {
            at--;
        }
        return at;
    }
}
