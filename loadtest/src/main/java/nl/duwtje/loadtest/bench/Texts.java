package nl.duwtje.loadtest.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import nl.duwtje.gateway.isolation.PlainPdf;

/** What is measured with: Dutch prose, tables dense with digits, a workbook and a document; invented, the same every time. */
final class Texts {

    static final int BYTES = 1 << 20;
    private static final String[] WORDS = ("de het een van en in is dat op te zijn met voor niet aan er om ook als dan maar bij nog uit naar heeft wordt worden"
            + " gemeente aanvraag besluit vergunning inwoner afspraak vergadering college raad bezwaar wethouder subsidie onderwijs zorg jeugdhulp"
            + " bestemmingsplan omgevingsvergunning behandelend ambtenaar bijlage vandaag volgende week graag reactie informatie beste groet")
            .split(" ");

    private Texts() {}

    /** About one character in forty is a digit. */
    static String prose() {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder(BYTES + 100);
        int words = 0;
        while (text.length() < BYTES) {
            text.append(WORDS[random.nextInt(WORDS.length)]);
            words++;
            if (words % 60 == 0) {
                text.append(" op ").append(1 + random.nextInt(28)).append(" maart 202").append(random.nextInt(7));
            }
            if (words % 90 == 0) {
                text.append(", zaak ").append(100_000_000 + random.nextInt(900_000_000));
            }
            text.append(words % 14 == 0 ? ".\n" : " ");
        }
        return text.toString();
    }

    /** Semicolons, seven columns, most of it digits. */
    static String table() {
        Random random = new Random(2);
        StringBuilder text = new StringBuilder(BYTES + 100).append("Naam;BSN;Ordernr;Bedrag;IBAN;Datum;Telefoon\n");
        while (text.length() < BYTES) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(';').append(100_000_000 + random.nextInt(900_000_000)).append(';')
                    .append(100_000_000 + random.nextInt(900_000_000)).append(';').append(random.nextInt(10_000)).append(',')
                    .append(10 + random.nextInt(90))
                    .append(";NL").append(10 + random.nextInt(89)).append("ABNA0").append(100_000_000 + random.nextInt(900_000_000))
                    .append(';')
                    .append(10 + random.nextInt(18)).append("-0").append(1 + random.nextInt(9)).append("-202").append(random.nextInt(7))
                    .append(";06")
                    .append(10_000_000 + random.nextInt(89_000_000)).append('\n');
        }
        return text.toString();
    }

    /** 5,000 rows of ten cells, numbers and texts. */
    static byte[] workbook() {
        Random random = new Random(3);
        StringBuilder sheet = new StringBuilder(
                "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
        for (int row = 1; row <= 5000; row++) {
            sheet.append("<row r=\"").append(row).append("\">");
            for (int column = 0; column < 10; column++) {
                String name = (char) ('A' + column) + String.valueOf(row);
                sheet.append(column % 2 == 0
                        ? "<c r=\"" + name + "\"><v>" + (100_000_000 + random.nextInt(900_000_000)) + "</v></c>"
                        : "<c r=\"" + name + "\" t=\"inlineStr\"><is><t>" + WORDS[random.nextInt(WORDS.length)] + "</t></is></c>");
            }
            sheet.append("</row>");
        }
        return zip("[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\""
                        + " ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument"
                        + ".spreadsheetml.sheet.main+xml\"/></Types>",
                "_rels/.rels", relation("officeDocument", "xl/workbook.xml"), "xl/workbook.xml",
                "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument"
                        + "/2006/relationships\"><sheets><sheet name=\"Lijst\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
                "xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml",
                sheet.append("</sheetData></worksheet>").toString());
    }

    /** Ten pages: 5,000 words in paragraphs of 70. */
    static byte[] document() {
        Random random = new Random(4);
        StringBuilder body = new StringBuilder(
                "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>");
        for (int p = 0; p < 72; p++) {
            body.append("<w:p><w:r><w:t xml:space=\"preserve\">");
            for (int w = 0; w < 70; w++) {
                body.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
            }
            body.append("</w:t></w:r></w:p>");
        }
        return zip("[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\""
                        + " ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument"
                        + ".wordprocessingml.document.main+xml\"/></Types>",
                "_rels/.rels", relation("officeDocument", "word/document.xml"), "word/document.xml",
                body.append("</w:body></w:document>").toString());
    }

    /** Twenty pages of a report: 45 lines of some 15 words each. */
    static byte[] paper() {
        Random random = new Random(5);
        StringBuilder line = new StringBuilder();
        for (int w = 0; w < 15; w++) {
            line.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        }
        return PlainPdf.of(20, 45, line.toString());
    }

    private static String relation(String type, String target) {
        return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas"
                + ".openxmlformats.org/officeDocument/2006/relationships/" + type + "\" Target=\"" + target + "\"/></Relationships>";
    }

    private static byte[] zip(String... namesAndTexts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }
}
