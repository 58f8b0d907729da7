package nl.duwtje.rules.text;

import static nl.duwtje.rules.text.BlockKind.DISCLAIMER;
import static nl.duwtje.rules.text.BlockKind.QUOTED;
import static nl.duwtje.rules.text.BlockKind.SIGNATURE;
import static nl.duwtje.rules.text.BlockKind.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MailTextTest {

    private static final String DISCLAIMER_NL = "De informatie in dit e-mailbericht is uitsluitend bestemd voor de geadresseerde en kan\n"
            + "vertrouwelijk zijn. Aan dit bericht kunnen geen rechten worden ontleend.\n";

    private static List<Prose> cut(String text) {
        List<Prose> blocks = MailText.blocks(new Prose("", "", text));
        StringBuilder whole = new StringBuilder();
        blocks.forEach(block -> {
            assertThat(block.offset()).isEqualTo(whole.length());
            whole.append(block.text());
        });
        assertThat(whole).as("nothing is lost and nothing is moved").hasToString(text);
        return blocks;
    }

    private static BlockKind kindOf(String text, String piece) {
        return MailText.kindAt(cut(text), text.indexOf(piece));
    }

    @Test
    void aMailWithASignatureADisclaimerAndTheMailItAnswers() {
        String mail = "Beste Piet,\n\nHierbij de stukken.\n\nMet vriendelijke groet,\n\nAnna de Boer\nT 030 123 45 67\nNL91ABNA0417164300\n\n"
                + DISCLAIMER_NL
                + "\nVan: Piet <p@outside.test>\nVerzonden: maandag\nAan: Anna\nOnderwerp: vraag\n\nKun je mij bellen?\n\nGroet,\nPiet\n06-12345678\n";
        assertThat(cut(mail)).extracting(Prose::kind).containsExactly(TEXT, SIGNATURE, DISCLAIMER, SIGNATURE, QUOTED, SIGNATURE);
        assertThat(kindOf(mail, "Hierbij")).isEqualTo(TEXT);
        assertThat(kindOf(mail, "030 123")).isEqualTo(SIGNATURE);
        assertThat(kindOf(mail, "vertrouwelijk")).isEqualTo(DISCLAIMER);
        assertThat(kindOf(mail, "Van: Piet")).isEqualTo(QUOTED);
        assertThat(kindOf(mail, "mij bellen")).isEqualTo(QUOTED);
        assertThat(kindOf(mail, "06-123")).isEqualTo(SIGNATURE);
    }

    @Test
    void answersInBetweenStayWhatWasWritten() {
        String mail = "Op ma 2 mrt schreef Piet:\n> Hoe laat?\nOm drie uur.\n";
        assertThat(kindOf(mail, "Hoe laat")).isEqualTo(QUOTED);
        String plain = "> Hoe laat?\nOm drie uur.\n> Waar?\nHier.\n";
        assertThat(cut(plain)).extracting(Prose::kind).containsExactly(QUOTED, TEXT, QUOTED, TEXT);
        assertThat(kindOf("Hallo\n\nOn Mon, 2 Mar 2026 at 10:00, Piet\n<p@outside.test> wrote:\n> Hi\n", "On Mon")).isEqualTo(QUOTED);
    }

    @Test
    void aListBelowAClosingIsNoSignature() {
        String list = "BSN 123456782 van een bewoner in een zin die zo lang is dat geen handtekening hem heeft, met daarin alles wat er over hem te zeggen valt.\n";
        assertThat(kindOf("Met vriendelijke groet,\nAnna\n\n" + list, "123456782")).isEqualTo(TEXT);
        assertThat(kindOf("Groeten,\nAnna\n\nPS: het BSN is 123456782\n", "123456782")).isEqualTo(TEXT);
        assertThat(kindOf("Groeten,\nAnna\nHieronder de gegevens van de bewoners:\n123456782\n", "123456782")).isEqualTo(TEXT);
        StringBuilder rows = new StringBuilder("Groeten,\nAnna\n");
        for (int i = 0; i < 40; i++) {
            rows.append("Bewoner ").append(i).append('\n');
        }
        assertThat(kindOf(rows.toString(), "Bewoner 35")).isEqualTo(TEXT);
    }

    @Test
    void wordsOfSentencesEndNothing() {
        assertThat(cut(
                "Met vriendelijke groeten kom je er niet, zei zij, en zij had daar natuurlijk gelijk in.\nOp 3 mei schreef hij een brief.\n"
                        + "Van: hier tot daar.\nDit bericht is vertrouwelijk.\n"))
                .extracting(Prose::kind).containsExactly(TEXT);
        assertThat(kindOf("Dit bericht is uitsluitend bestemd voor de geadresseerde en vertrouwelijk, want het bsn is 123456782.\n", "123"))
                .as("boilerplate names nobody").isEqualTo(TEXT);
    }

    @Test
    void htmlIsCutAlikeAndItsCardsToo() {
        Extracted read = new Extractor(ExtractLimits.defaults(), System::nanoTime)
                .html("<p>Beste Piet</p><p>Zie bijlage.</p><p>Met vriendelijke groet,</p>"
                        + "<table><tr><td>T</td><td>030 1234567</td></tr><tr><td>E</td><td>anna@example.org</td></tr></table><p>"
                        + DISCLAIMER_NL
                        + "</p><div><b>Van:</b> Piet<br><b>Verzonden:</b> maandag<br><b>Aan:</b> Anna<br></div><p>Bel mij</p>");
        assertThat(read.blocks()).extracting(Block::kind).containsExactly(SIGNATURE, TEXT, SIGNATURE, DISCLAIMER, QUOTED);
        assertThat(read.blocks().get(0)).isInstanceOf(Table.class);
        assertThat(read.blocks()).element(4).satisfies(block -> assertThat(block.text().toString()).contains("Bel mij"));
    }

    @Test
    void whateverComesIsCutInTimeAndWhole() {
        Random random = new Random(3);
        String[] pieces = {">", "\n", "Van: ", "\nAan: ", "\nVerzonden: ", "Groet,\n", "-- \n",
                "intended recipient uitsluitend bestemd virus aansprakelijk ", "x",
                "\r", "wrote:\n", "On "};
        for (int round = 0; round < 300; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(200); i > 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            cut(text.toString());
        }
        for (String piece : pieces) {
            long start = System.nanoTime();
            cut(piece.repeat(2_000_000 / piece.length()));
            cut((piece + "\n>\n").repeat(200_000));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).as(piece).isLessThan(Duration.ofSeconds(20));
        }
    }
}
