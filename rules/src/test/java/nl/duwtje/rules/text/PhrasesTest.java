package nl.duwtje.rules.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

/** One pass finds what {@link String#contains} finds in many. */
class PhrasesTest {

    private static final List<String> WANTED = List.of("this e-mail", "e-mail", "mail is", "is", "confidential", "denk aan het milieu",
            "aan het");
    private final Phrases phrases = new Phrases(WANTED);

    @Test
    void findsPhrasesWithinAndAcrossOthersInAnyCase() {
        String text = "THIS E-MAIL is vertrouwelijk. Denk aan\nhet milieu";

        assertThat(found(text, 0, text.length())).containsExactly("this e-mail", "e-mail", "mail is", "is");
        assertThat(found(text, 5, 14)).as("only what stands within the bounds").containsExactly("e-mail", "mail is", "is");
    }

    @Test
    void agreesWithContainsOnWhateverTextIsMadeOfPiecesOfThem() {
        Random random = new Random(5);
        for (int n = 0; n < 20_000; n++) {
            StringBuilder text = new StringBuilder();
            for (int piece = random.nextInt(4); piece >= 0; piece--) {
                String phrase = WANTED.get(random.nextInt(WANTED.size()));
                text.append(phrase, random.nextInt(2), phrase.length() - random.nextInt(2)).append(" x\n-".charAt(random.nextInt(4)));
            }
            assertThat(found(text.toString(), 0, text.length())).as(text.toString())
                    .containsExactlyElementsOf(WANTED.stream().filter(text.toString()::contains).toList());
        }
    }

    private List<String> found(String text, int from, int to) {
        long bits = phrases.in(text.toCharArray(), from, to);
        List<String> found = new ArrayList<>();
        for (int n = 0; n < WANTED.size(); n++) {
            if ((bits >>> n & 1) != 0) {
                found.add(WANTED.get(n));
            }
        }
        return found;
    }
}
