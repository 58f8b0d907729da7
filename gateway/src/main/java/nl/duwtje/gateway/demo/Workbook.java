package nl.duwtje.gateway.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The attachment of the demo: a workbook with pupils who do not exist. */
final class Workbook {

    /** Numbers of the official test series for BSNs: they pass the eleven test and belong to nobody. */
    private static final List<String> TEST_BSNS = List.of("999990019", "999990123", "999990238", "999990329", "999990342");
    private static final List<String> NAMES = List.of("J. Zandstra", "M. el Amrani", "P. Kooijman", "F. Yildiz", "T. Veenstra");

    private Workbook() {}

    /** The smallest workbook Excel opens: one sheet with a column of names and a column headed BSN. */
    static byte[] ofPupils() {
        StringBuilder rows = new StringBuilder(row(1, "Naam", "BSN"));
        for (int i = 0; i < NAMES.size(); i++) {
            rows.append(row(i + 2, NAMES.get(i), TEST_BSNS.get(i)));
        }
        String main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        String package_ = "http://schemas.openxmlformats.org/package/2006/";
        String office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        String type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            entry(zip, "[Content_Types].xml", "<Types xmlns=\"" + package_ + "content-types\"><Default Extension=\"rels\" ContentType=\""
                    + "application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\""
                    + type
                    + "sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" + type
                    + "worksheet+xml\"/></Types>");
            entry(zip, "_rels/.rels", "<Relationships xmlns=\"" + package_ + "relationships\"><Relationship Id=\"rId1\" Type=\"" + office
                    + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            entry(zip, "xl/workbook.xml", "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + office
                    + "\"><sheets><sheet name=\"Leerlingen\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
            entry(zip, "xl/_rels/workbook.xml.rels",
                    "<Relationships xmlns=\"" + package_ + "relationships\"><Relationship Id=\"rId1\" Type=\"" + office
                            + "/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
            entry(zip, "xl/worksheets/sheet1.xml", "<worksheet xmlns=\"" + main + "\"><sheetData>" + rows + "</sheetData></worksheet>");
        } catch (IOException e) {
            throw new IllegalStateException("cannot write a workbook in memory", e);
        }
        return bytes.toByteArray();
    }

    private static String row(int number, String name, String value) {
        return "<row r=\"" + number + "\"><c r=\"A" + number + "\" t=\"inlineStr\"><is><t>" + name + "</t></is></c><c r=\"B" + number
                + "\" t=\"inlineStr\"><is><t>" + value + "</t></is></c></row>";
    }

    private static void entry(ZipOutputStream zip, String name, String xml) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>" + xml).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
