package nl.duwtje.gateway.notice;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A place in a file, read back from the line that facts carry: "lijst.xlsx, sheet 2 (Leden), column C (+1)". Only its end is made of our own
 * words; what stands before is the name of a file (or of files in each other), however many commas it has.
 *
 * @param file   empty for what is in no file
 * @param steps  from the outside in
 * @param others how many other places there are
 */
record FilePlace(String file, List<Step> steps, int others) {

    private static final Pattern OTHERS = Pattern.compile("(.*) \\(\\+(\\d{1,6})\\)", Pattern.DOTALL);
    private static final Pattern NUMBERED = Pattern.compile("([a-z ]+) ([A-Z]{1,3}\\d{0,9}|\\d{1,9})(?: \\((.*)\\))?", Pattern.DOTALL);
    /** These are beside the files, not in one. */
    private static final Set<String> ON_THEIR_OWN = Set.of("file name");

    /**
     * One step of a place.
     *
     * @param word   ours, in English: "sheet"
     * @param number "2", "C", "C7"; may be empty
     * @param name   what people call it: "Leden"; may be empty
     */
    record Step(String word, String number, String name) {

        private static Optional<Step> of(String text, Collection<String> words) {
            if (words.contains(text)) {
                return Optional.of(new Step(text, "", ""));
            }
            Matcher numbered = NUMBERED.matcher(text);
            return numbered.matches() && words.contains(numbered.group(1))
                    ? Optional.of(new Step(numbered.group(1), numbered.group(2), numbered.group(3) == null ? "" : numbered.group(3)))
                    : Optional.empty();
        }

        /** "blad 2" */
        String said(UnaryOperator<String> words) {
            return number.isEmpty() ? words.apply(word) : words.apply(word) + " " + number;
        }

        private String line(UnaryOperator<String> words) {
            return name.isEmpty() ? said(words) : said(words) + " (" + name + ")";
        }
    }

    /** @param words those that a step may begin with */
    static FilePlace of(String where, Collection<String> words) {
        Matcher more = OTHERS.matcher(where);
        int others = more.matches() ? Integer.parseInt(more.group(2)) : 0;
        String rest = others > 0 ? more.group(1) : where;
        if (ON_THEIR_OWN.contains(rest)) {
            return new FilePlace("", List.of(new Step(rest, "", "")), others);
        }
        Deque<Step> steps = new ArrayDeque<>();
        for (int comma = comma(rest); comma >= 0; comma = comma(rest)) {
            Optional<Step> step = Step.of(rest.substring(comma + 2), words);
            if (step.isEmpty()) {
                break;
            }
            steps.addFirst(step.get());
            rest = rest.substring(0, comma);
        }
        return new FilePlace(rest, List.copyOf(steps), others);
    }

    /** The last one outside brackets: the name of a sheet may hold commas too. */
    private static int comma(String text) {
        int depth = 0;
        for (int i = text.length() - 1; i > 0; i--) {
            char c = text.charAt(i);
            depth += c == ')' ? 1 : c == '(' ? -1 : 0;
            if (depth <= 0 && c == ' ' && text.charAt(i - 1) == ',') {
                return i - 1;
            }
        }
        return -1;
    }

    /** "lijst.xlsx, blad 2 (Leden), kolom C (+1)": the file first, as a list shows it. */
    String line(UnaryOperator<String> words) {
        String inside = steps.stream().map(step -> step.line(words)).collect(Collectors.joining(", "));
        String all = file.isEmpty() ? inside : inside.isEmpty() ? file : file + ", " + inside;
        return others > 0 ? all + " (+" + others + ")" : all;
    }

    /** "blad 2, kolom C" */
    String inside(UnaryOperator<String> words) {
        return steps.stream().map(step -> step.said(words)).collect(Collectors.joining(", "));
    }

    /** "blad Leden": what people call the steps that have a name. */
    String names(UnaryOperator<String> words) {
        return steps.stream().filter(step -> !step.name().isEmpty()).map(step -> words.apply(step.word()) + " " + step.name())
                .collect(Collectors.joining(", "));
    }
}
