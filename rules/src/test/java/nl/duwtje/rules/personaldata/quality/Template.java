package nl.duwtje.rules.personaldata.quality;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns a template into papers: {@code [[a|b]]} is a choice, <code>{BSN}</code> in capitals a value that must be found,
 * <code>{iban}</code> in small letters one that may be found or is no personal data at all. A line that starts with {@code *3-8} and a space is
 * written three to eight times, its {@code \n} are line breaks.
 */
record Template(String name, String body, Boolean nudge) {

    private static final Pattern CHOICE = Pattern.compile("\\[\\[([^\\[\\]]*)]]");
    private static final Pattern ROWS = Pattern.compile("(?m)^\\*([0-9]+)-([0-9]+) (.*)$");
    private static final Pattern VALUE = Pattern.compile("\\{([A-Za-z][A-Za-z0-9]*)}");

    /** The templates of a file: separated by lines of %%, the first line "name yes|no|either". */
    static List<Template> of(String file) {
        try (InputStream in = Template.class.getResourceAsStream(file)) {
            List<Template> all = new ArrayList<>();
            for (String part : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("(?m)^%% ?")) {
                if (!part.isBlank()) {
                    String[] head = part.substring(0, part.indexOf('\n')).trim().split(" +");
                    Boolean nudge = head.length < 2 || head[1].equals("either") ? null : Boolean.valueOf(head[1].equals("yes"));
                    String body = part.substring(part.indexOf('\n') + 1).stripTrailing();
                    all.add(new Template(head[0], body, nudge));
                }
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Paper fill(long seed) {
        Random random = new Random((seed * 1_000_003L + name.hashCode()) * 0x9E3779B97F4A7C15L);
        String text = rows(body, random).replace("\\t", "\t");
        for (Matcher m = CHOICE.matcher(text); m.find(); m = CHOICE.matcher(text)) {
            String[] choices = m.group(1).split("\\|", -1);
            text = text.substring(0, m.start()) + choices[random.nextInt(choices.length)] + text.substring(m.end());
        }
        Draft draft = new Draft(random);
        Matcher m = VALUE.matcher(text);
        int at = 0;
        while (m.find()) {
            draft.say(text.substring(at, m.start()));
            draft.value(m.group(1), m.group());
            at = m.end();
        }
        draft.say(text.substring(at));
        return draft.paper(name + "#" + seed, nudge);
    }

    private static String rows(String body, Random random) {
        return ROWS.matcher(body).replaceAll(rows -> {
            int least = Integer.parseInt(rows.group(1));
            int count = least + random.nextInt(Integer.parseInt(rows.group(2)) - least + 1);
            String row = rows.group(3).replace("\\n", "\n");
            return Matcher.quoteReplacement(String.join("\n", Collections.nCopies(count, row)));
        });
    }
}
