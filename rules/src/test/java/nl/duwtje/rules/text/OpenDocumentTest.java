package nl.duwtje.rules.text;

import static nl.duwtje.rules.text.Reading.extract;
import static nl.duwtje.rules.text.Reading.places;
import static nl.duwtje.rules.text.Reading.sample;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Files that LibreOffice has written. */
class OpenDocumentTest {

    @Test
    void aSpreadsheetIsReadCellByCellAsItIsStored() {
        Extracted sheet = extract(sample("leden.ods"));
        assertThat(sheet.type()).isEqualTo("ods");
        assertThat(sheet.notInspected()).isEmpty();
        assertThat(places(sheet, "123456782")).as("shown as 1,23E+08, on a hidden sheet, behind repeated rows")
                .containsExactly("sheet 2 (Leden), cell C5");
        assertThat(places(sheet, "31-01-1980")).containsExactly("sheet 2 (Leden), cell D5");
        assertThat(places(sheet, "111222333")).singleElement().asString().matches("sheet 2 \\(Leden\\), cell [A-Z][0-9]+, comments");
        assertThat(places(sheet, "999990019")).containsExactly("properties");
        assertThat(places(sheet, "BSN contact")).as("the name of the value stands above it").hasSize(1);
    }

    @Test
    void allInOneFileIsTheSame() {
        Extracted sheet = extract(sample("leden.fods"));
        assertThat(sheet.type()).isEqualTo("odf");
        assertThat(sheet.notInspected()).isEmpty();
        assertThat(places(sheet, "123456782")).containsExactly("sheet 2 (Leden), cell C5");
    }

    @Test
    void aTextIsReadWithAllThatHangsOnIt() {
        Extracted text = extract(sample("brief.odt"));
        assertThat(text.type()).isEqualTo("odt");
        assertThat(text.notInspected()).isEmpty();
        assertThat(places(text, "Uw BSN is  123456782.")).containsExactly("paragraph 2");
        assertThat(places(text, "111222333")).containsExactly("table 1 (Leden), cell B2");
        assertThat(places(text, "Voetnoot 999990020")).containsExactly("notes");
        assertThat(places(text, "In een kader: 999990019")).containsExactly("text box");
        assertThat(places(text, "weg 10000008")).containsExactly("deleted text");
        assertThat(places(text, "Dossier 999990032")).containsExactly("header");
    }

    @Test
    void propertiesOfAFlatDocumentAreRead() {
        Extracted text = extract(
                "<o:document xmlns:o='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:t='t' xmlns:m='m' xmlns:d='d'>"
                        + "<o:meta><d:title>Dossier 123456782</d:title><m:user-defined m:name='BSN contact'>111222333</m:user-defined></o:meta>"
                        + "<o:body><o:text><t:p>Hallo <t:meta>allemaal</t:meta></t:p></o:text></o:body></o:document>");
        assertThat(places(text, "Dossier 123456782")).containsExactly("properties");
        assertThat(places(text, "BSN contact: 111222333")).containsExactly("properties");
        assertThat(places(text, "Hallo allemaal")).containsExactly("paragraph 1");
    }

    @Test
    void slidesAreCounted() {
        Extracted slides = extract(sample("dia.odp"));
        assertThat(slides.type()).isEqualTo("odp");
        assertThat(slides.notInspected()).isEmpty();
        assertThat(places(slides, "123456782")).containsExactly("slide 2");
        assertThat(places(slides, "111222333")).containsExactly("slide 2, notes");
    }

    @Test
    void whatHasAPasswordIsEncrypted() {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("mimetype", OfficeFiles.utf8("application/vnd.oasis.opendocument.text"));
        parts.put("content.xml", new byte[]{1, 2, 3});
        parts.put("META-INF/manifest.xml",
                OfficeFiles.utf8("<m:manifest xmlns:m='m'><m:file-entry m:full-path='content.xml'><m:encryption-data/>"
                        + "</m:file-entry></m:manifest>"));
        Extracted text = extract(OfficeFiles.zip(parts));
        assertThat(text.type()).isEqualTo("odt");
        assertThat(text.encrypted()).isTrue();
        assertThat(text.notInspected()).isEqualTo("encrypted");
    }

    @Test
    void aMillionRepeatedCellsCostNothing() {
        String content = "<o:document-content xmlns:o='o' xmlns:t='t' xmlns:x='x'><o:body><o:spreadsheet><t:table t:name='L'>"
                + "<t:table-row t:number-rows-repeated='1048576'><t:table-cell t:number-columns-repeated='16384' o:value-type='float' o:value='123456782'/>"
                + "</t:table-row><t:table-row t:number-rows-repeated='99999999999'><t:table-cell o:value-type='float' o:value='111222333'/></t:table-row>"
                + "</t:table></o:spreadsheet></o:body></o:document-content>";
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("mimetype", OfficeFiles.utf8("application/vnd.oasis.opendocument.spreadsheet"));
        parts.put("content.xml", OfficeFiles.utf8(content));
        Extracted sheet = extract(OfficeFiles.zip(parts));
        assertThat(sheet.inspected()).isTrue();
        assertThat(places(sheet, "123456782")).containsExactly("sheet 1 (L), cell A1");
        assertThat(places(sheet, "111222333")).containsExactly("sheet 1 (L), cell A1048577");
    }
}
