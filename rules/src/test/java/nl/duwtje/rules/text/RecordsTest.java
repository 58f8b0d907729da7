package nl.duwtje.rules.text;

import static nl.duwtje.rules.text.Reading.all;
import static nl.duwtje.rules.text.Reading.extract;
import static nl.duwtje.rules.text.Reading.places;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Data that names its values: the names become the columns of tables. */
class RecordsTest {

    private static String rows(Extracted extracted) {
        StringBuilder out = new StringBuilder();
        for (Block block : extracted.blocks()) {
            Table table = (Table) block;
            out.append(table.place()).append(':');
            for (int cell = 0; cell < table.size(); cell++) {
                out.append(' ').append(Table.columnName(table.column(cell))).append(table.row(cell) + 1).append('=')
                        .append(table.text(), table.start(cell), table.end(cell));
            }
            out.append('\n');
        }
        return out.toString();
    }

    @Test
    void aListOfObjectsIsATable() {
        Extracted read = extract("[{\"naam\":\"Jan\",\"bsn\":123456782},\n {\"bsn\":\"111222333\",\"naam\":\"Pi\\u0065t \\\"\"}]");
        assertThat(read.type()).isEqualTo("json");
        assertThat(read.notInspected()).isEmpty();
        assertThat(rows(read)).isEqualTo(": A1=naam B1=bsn A2=Jan B2=123456782 B3=111222333 A4=Piet \"\n");
    }

    @Test
    void objectsWithinObjectsBelongToTheirRowAndListsAreTablesOfTheirOwn() {
        Extracted read = extract(
                "{\"zaak\":{\"client\":{\"bsn_nummer\":123456782}},\"leden\":[{\"bsn\":1.11222333E8,\"tel\":[1,2]},{\"bsn\":\"999990019\"}],"
                        + "\"nummers\":[10000008,999990020],\"rooster\":[[\"a\",1],[\"b\",2]],\"leeg\":null,\"ja\":true}");
        assertThat(rows(read)).isEqualTo(": A1=zaak client bsn nummer B1=ja A2=123456782 B2=true\n"
                + "leden: A1=bsn A2=111222333 A3=999990019\n" + "leden.tel: A1=tel A2=1 A3=2\n"
                + "nummers: A1=nummers A2=10000008 A3=999990020\n" + "rooster: A1=  B1=  A2=a B2=1 A3=b B3=2\n");
    }

    @Test
    void linesOfJsonAreOneTable() {
        assertThat(rows(extract("{\"bsn\":123456782}\n{\"bsn\":111222333}\n"))).isEqualTo(": A1=bsn A2=123456782 A3=111222333\n");
    }

    @Test
    void whatOnlyBeginsLikeJsonIsText() {
        for (String text : new String[]{"[zie bijlage] BSN 123456782", "{BSN 123456782}", "{\"a\": \"BSN 123456782", "[1,2", "[]x"}) {
            Extracted read = extract(text);
            assertThat(read.type()).as(text).isEqualTo("text");
            assertThat(all(read)).contains(text);
            assertThat(read.notInspected()).isEmpty();
        }
    }

    @Test
    void elementsAndAttributesAreColumns() {
        Extracted read = extract("<?xml version=\"1.0\"?><leden><lid nr=\"7\"><naam>Jan</naam><bsn>123456782</bsn></lid>"
                + "<lid><naam>Piet</naam><bsn>111222333</bsn></lid><lid naam=\"Kees\" bsn=\"999990019\"/></leden>");
        assertThat(read.type()).isEqualTo("xml");
        assertThat(rows(read)).isEqualTo("lid: A1=nr B1=naam C1=bsn A2=7 B2=Jan C2=123456782 B3=Piet C3=111222333 B4=Kees C4=999990019\n");
    }

    @Test
    void anAttributeCanSayWhatTheValueIs() {
        Extracted read = extract("<persoon><id type=\"BSN\">123456782</id><id type=\"zaak\">4711</id></persoon>");
        assertThat(rows(read)).isEqualTo(": A1=id BSN B1=id zaak A2=123456782 B2=4711\n");
    }

    @Test
    void textWithElementsInItRunsOn() {
        Extracted read = extract("<?xml version='1.0'?><doc><p>Uw BSN is 1234<b>567</b>82, zei hij</p></doc>");
        assertThat(all(read)).contains("Uw BSN is 123456782, zei hij");
    }

    @Test
    void brokenXmlIsReadAsItStandsAndNotClean() {
        Extracted read = extract("<?xml version='1.0'?><doc><bsn>123456782</bsn><open></doc> 111222333");
        assertThat(all(read)).contains("123456782", "111222333");
        assertThat(read.inspected()).isFalse();
    }

    @Test
    void whatATextSaysOfItsCharsetCounts() {
        String xml = "<?xml version=\"1.0\" encoding=\"iso-8859-5\"?><лист><имя>Ж 123456782</имя></лист>";
        assertThat(PlainText.decode(xml.getBytes(Charset.forName("iso-8859-5")), "")).isEqualTo(xml);
        String html = "<html><meta charset=windows-1251><p>Ж";
        assertThat(PlainText.decode(html.getBytes(Charset.forName("windows-1251")), "")).isEqualTo(html);
        assertThat(PlainText.decode("BSN 123456782".getBytes(Charset.forName("UTF-32BE")), "")).isEqualTo("BSN 123456782");
        assertThat(all(extract("BSN 123456782".getBytes(Charset.forName("UTF-32LE"))))).isEqualTo("BSN 123456782\n");
        byte[] marked = "\ufeffBSN 123456782".getBytes(Charset.forName("UTF-32LE"));
        assertThat(all(extract(marked))).isEqualTo("BSN 123456782\n");
        assertThat(all(extract("BSN 123456782 en meer".getBytes(StandardCharsets.UTF_16BE)))).isEqualTo("BSN 123456782 en meer\n");
    }

    @Test
    void aCardIsLinesWithLabels() {
        String photo = Base64.getEncoder().encodeToString(OfficeFiles.utf8("BSN 111222333"));
        Extracted read = extract(
                "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jan\r\nitem1.TEL;TYPE=CELL:0612345678\r\nBDAY:1980-01-31\r\nX-BSN:12345\r\n 6782\r\n"
                        + "NOTE;ENCODING=QUOTED-PRINTABLE:Sofi=20nummer =\r\n999990019\r\nKEY;ENCODING=b:" + photo + "\r\nEND:VCARD\r\n");
        assertThat(read.type()).isEqualTo("vcard");
        assertThat(all(read)).contains("TEL CELL: 0612345678", "birth date BDAY: 1980-01-31", "\nBSN: 123456782", "Sofi nummer 999990019",
                "BSN 111222333");
    }

    @Test
    void aCalendarIsUnescapedAndWhatItCarriesIsAFile() {
        String file = Base64.getEncoder().encodeToString(OfficeFiles.zip(java.util.Map.of("a.txt", OfficeFiles.utf8("BSN 123456782"))));
        Extracted read = extract(
                "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDESCRIPTION:Over\\nBSN 1112\n 22333\\, ja\nATTACH;FMTTYPE=application/zip;ENCODING=BASE64;"
                        + "VALUE=BINARY:" + file + "\nEND:VEVENT\nEND:VCALENDAR\n");
        assertThat(all(read)).contains("BSN 111222333, ja");
        assertThat(places(read, "BSN 123456782")).containsExactly("a.txt, line 1");
    }
}
