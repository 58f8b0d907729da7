package nl.duwtje.loadtest.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Office files of about a wanted size: real containers with real text, filled up with an incompressible picture. */
final class Files {

    private static final String WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private static final String SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final int MOST_ROWS = 3000;

    private final Random random;
    private final Words words;

    Files(Random random, Words words) {
        this.random = random;
        this.words = words;
    }

    byte[] docx(int size, boolean personal) {
        StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"" + WORD + "\"><w:body>");
        // text makes up a tenth of a file, and compresses well
        for (int i = 0; i < Math.max(5, size / 1000); i++) {
            text.append("<w:p><w:r><w:t>").append(words.sentence()).append(' ').append(words.sentence())
                    .append(random.nextInt(100_000)).append("</w:t></w:r></w:p>");
            if (personal && i < 5) {
                text.append("<w:p><w:r><w:t>BSN ").append(bsn()).append("</w:t></w:r></w:p>");
            }
        }
        return zip(size, "word/document.xml", text.append("</w:body></w:document>").toString(), "word/media/image1.png",
                relations("word/document.xml"), "word", "wordprocessingml.document");
    }

    byte[] xlsx(int size, boolean personal) {
        StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"" + SHEET + "\"><sheetData>");
        row(text, 1, personal ? "BSN" : "Ordernummer", "Naam", "Omschrijving", "Bedrag");
        int rows = Math.min(MOST_ROWS, 20 + size / 150);
        for (int i = 2; i < rows; i++) {
            row(text, i, personal ? bsn() : String.valueOf(100_000 + random.nextInt(900_000)), "Bewoner " + random.nextInt(1000),
                    words.sentence(),
                    String.valueOf(random.nextInt(10_000)));
        }
        return zip(size, "xl/worksheets/sheet1.xml", text.append("</sheetData></worksheet>").toString(), "xl/media/image1.png",
                relations("xl/workbook.xml"), "xl", "spreadsheetml.sheet");
    }

    byte[] pdf(int size) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(size);
        out.writeBytes(ascii("%PDF-1.5\n%\u00e2\u00e3\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"));
        for (int object = 3; out.size() < size; object++) {
            byte[] stream = object % 4 == 0 ? noise(20_000) : deflated("BT /F1 11 Tf (" + words.paragraph(20) + ") Tj ET");
            out.writeBytes(ascii(object + " 0 obj<</Length " + stream.length + "/Filter/FlateDecode>>stream\n"));
            out.writeBytes(stream);
            out.writeBytes(ascii("\nendstream endobj\n"));
        }
        out.writeBytes(ascii("trailer<</Root 1 0 R>>\n%%EOF\n"));
        return out.toByteArray();
    }

    /** A PNG as far as its first bytes tell. */
    static byte[] picture(int size) {
        byte[] head = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0, 16, 0, 0, 0, 16, 8, 2,
                0, 0, 0};
        return java.util.Arrays.copyOf(head, size);
    }

    byte[] noise(int size) {
        byte[] noise = new byte[Math.max(0, size)];
        random.nextBytes(noise);
        return noise;
    }

    /** A number that passes the eleven test; of nobody we know. */
    private String bsn() {
        while (true) {
            int[] digits = new int[9];
            int sum = 0;
            for (int i = 0; i < 8; i++) {
                digits[i] = i == 0 ? 1 + random.nextInt(9) : random.nextInt(10);
                sum += (9 - i) * digits[i];
            }
            if (sum % 11 < 10) {
                digits[8] = sum % 11;
                StringBuilder text = new StringBuilder();
                for (int digit : digits) {
                    text.append(digit);
                }
                return text.toString();
            }
        }
    }

    private static void row(StringBuilder text, int number, String... cells) {
        text.append("<row r=\"").append(number).append("\">");
        for (int i = 0; i < cells.length; i++) {
            text.append("<c r=\"").append((char) ('A' + i)).append(number).append("\" t=\"inlineStr\"><is><t>").append(cells[i])
                    .append("</t></is></c>");
        }
        text.append("</row>");
    }

    private static String relations(String target) {
        return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\""
                + RELATIONS + "/officeDocument\" Target=\"" + target + "\"/></Relationships>";
    }

    private byte[] zip(int size, String textName, String text, String picture, String relations, String folder, String kind) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(size);
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            put(zip, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                    + "<Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/" + textName
                    + "\" ContentType=\"application/vnd.openxmlformats-officedocument." + kind + ".main+xml\"/></Types>");
            put(zip, "_rels/.rels", relations);
            if (folder.equals("xl")) {
                put(zip, "xl/workbook.xml", "<workbook xmlns=\"" + SHEET + "\" xmlns:r=\"" + RELATIONS
                        + "\"><sheets><sheet name=\"Blad1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
                put(zip, "xl/_rels/workbook.xml.rels",
                        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\""
                                + RELATIONS + "/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
            }
            put(zip, textName, text);
            zip.flush();
            zip.putNextEntry(new ZipEntry(picture));
            zip.write(noise(size - out.size()));
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static byte[] deflated(String text) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(ascii(text));
            deflater.finish();
            byte[] out = new byte[text.length() + 100];
            return java.util.Arrays.copyOf(out, deflater.deflate(out));
        } finally {
            deflater.end();
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
