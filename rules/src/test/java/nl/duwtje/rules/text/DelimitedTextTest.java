package nl.duwtje.rules.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables in plain text as people leave them. */
class DelimitedTextTest {

    private static List<String> cells(String text) {
        List<String> cells = new ArrayList<>();
        for (DelimitedText.Region region : DelimitedText.find(text)) {
            Table t = region.table();
            for (int cell = 0; cell < t.size(); cell++) {
                cells.add(Table.columnName(t.column(cell)) + (t.row(cell) + 1) + " " + text.substring(t.start(cell), t.end(cell)));
            }
        }
        return cells;
    }

    @Test
    void aBlankLineDoesNotEndATable() {
        assertThat(cells("Naam;Nr\nJan;1\n\nPiet;2\n")).containsExactly("A1 Naam", "B1 Nr", "A2 Jan", "B2 1", "A3 Piet", "B3 2");
    }

    @Test
    void aHeadBelowABlankLineBeginsAnother() {
        assertThat(DelimitedText.find("Naam;Nr\nJan;1\n\nOrder;Bedrag\n123;45\n")).hasSize(2);
    }

    @Test
    void columnsThatAreEmptyStayColumns() {
        assertThat(cells(
                "Naam      Nr        Plaats\n----------------------------\nJan       12        Ede\n          13        Goes\nPiet                Tiel\n"))
                .contains("B3 13", "C3 Goes", "A4 Piet", "C4 Tiel");
    }

    @Test
    void rowsOfHtmlThatAreWrittenOut() {
        assertThat(
                cells("zie <TABLE><tr><th>Naam</th><th>Nr</th></tr><tr><td><b>Jan</b></td><td align=\"right\"> 12 </td></tr></table> dus"))
                .containsExactly("A1 Naam", "B1 Nr", "A2 Jan", "B2 12");
    }

    @Test
    void oneCellALine() {
        assertThat(cells("Naam\nNr\nJan\n123456782\nPiet\n111222333\nKees\n999990019\n")).contains("B1 Nr", "B2 123456782", "A4 Kees",
                "B4 999990019");
    }

    @Test
    void namesAboveRowsWithMoreCommas() {
        assertThat(cells("Stichting,RSIN,Subsidie\nDe Eik,123456782,107.635,27\nDe Es,111222333,988.120,00\n")).contains("B1 RSIN",
                "B2 123456782");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", "<t<", "<tr><td>", "a,b1\n\n", "---\n", "a  b\n", "|-", "123456782\n\n"})
    void rubbishTakesTimeInProportion(String piece) {
        String text = "a  b  c<t>\n" + piece.repeat(1_000_000 / piece.length()) + ">";
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        DelimitedText.find(text);
        assertThat(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before).isLessThan(5_000_000_000L);
    }
}
