package nl.duwtje.rules.personaldata.devset;

import java.util.ArrayList;
import java.util.List;

/** A text, and where in it which personal data stand. */
record Sample(String family, String text, List<Gold> gold, boolean harmless, boolean table) {

    /** One piece of personal data. */
    record Gold(String type, int start, int end) {}

    /** Writes a text and remembers where the values are. */
    static final class Draft {
        private final StringBuilder text = new StringBuilder();
        private final List<Gold> gold = new ArrayList<>();

        Draft say(String words) {
            text.append(words);
            return this;
        }

        Draft put(String type, String value) {
            gold.add(new Gold(type, text.length(), text.length() + value.length()));
            return say(value);
        }

        /** Words in which {TYPE} stands for a value. */
        Draft fill(String template, Values values) {
            int at = 0;
            for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', at)) {
                int close = template.indexOf('}', open);
                say(template.substring(at, open));
                String key = template.substring(open + 1, close);
                if (Values.IS_PERSONAL.contains(key) || key.startsWith("NATIONAL_ID_")) {
                    put(key, values.of(key));
                } else {
                    say(values.of(key));
                }
                at = close + 1;
            }
            return say(template.substring(at));
        }

        Sample done(String family, boolean harmless) {
            return new Sample(family, text.toString(), gold, harmless, false);
        }

        Sample table(String family, boolean harmless) {
            return new Sample(family, text.toString(), gold, harmless, true);
        }
    }
}
