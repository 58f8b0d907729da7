package nl.duwtje.gateway.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.apache.poi.hslf.usermodel.HSLFTextBox;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** The same list of twelve invented citizens in every kind of file, as real programs write it. The BSNs are of the official test series. */
public final class HealthyFiles {

    public static final List<String> BSNS = bsns(12);

    private HealthyFiles() {}

    private static List<String> bsns(int count) {
        List<String> found = new ArrayList<>();
        for (int n = 999_990_100; found.size() < count; n += 7) {
            String digits = Integer.toString(n);
            int sum = -(digits.charAt(8) - '0');
            for (int i = 0; i < 8; i++) {
                sum += (9 - i) * (digits.charAt(i) - '0');
            }
            if (sum % 11 == 0) {
                found.add(digits);
            }
        }
        return List.copyOf(found);
    }

    /** By the extension that people would give them. */
    public static Map<String, byte[]> all() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("csv", utf8(lines(";")));
        files.put("txt", utf8("Overzicht\n\n" + lines("\t")));
        files.put("html", utf8("<html><body><table><tr><td>" + lines("</td><td>").strip().replace("\n", "</td></tr><tr><td>")
                + "</td></tr></table></body></html>"));
        files.put("xml", utf8(xml()));
        files.put("json", utf8(json()));
        files.put("vcf", utf8(cards()));
        files.put("rtf", ("{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}\\pard " + lines("\\tab ").replace("\n", "\\par\n") + "}").getBytes(
                StandardCharsets.US_ASCII));
        files.put("xlsx", workbook(new XSSFWorkbook()));
        files.put("xls", workbook(new HSSFWorkbook()));
        files.put("docx", docx());
        files.put("pptx", pptx());
        files.put("ppt", ppt());
        files.put("odt", odt());
        files.put("pdf", pdf());
        files.put("msg", msg(lines("\t"), files.get("xlsx")));
        files.put("eml", utf8(eml(files.get("xlsx"))));
        files.put("winmail.dat", tnef(files.get("csv")));
        files.put("zip", zip(Map.of("map/leden.xlsx", files.get("xlsx"), "leden.csv", files.get("csv"))));
        files.put("nested.zip", zip(Map.of("binnen.zip", zip(Map.of("leden.pdf", files.get("pdf"))))));
        files.put("7z", sevenZip(files.get("csv")));
        files.put("tar", tar(files.get("csv")));
        files.put("csv.gz", gz(files.get("csv")));
        return files;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String lines(String between) {
        StringBuilder text = new StringBuilder("Naam" + between + "BSN\n");
        for (String bsn : BSNS) {
            text.append("Inwoner ").append((char) ('A' + BSNS.indexOf(bsn))).append(between).append(bsn).append('\n');
        }
        return text.toString();
    }

    private static String xml() {
        StringBuilder text = new StringBuilder("<?xml version='1.0'?>\n<leden>\n");
        BSNS.forEach(bsn -> text.append("  <lid><naam>Inwoner</naam><bsn>").append(bsn).append("</bsn></lid>\n"));
        return text + "</leden>\n";
    }

    private static String json() {
        StringBuilder text = new StringBuilder("[");
        BSNS.forEach(bsn -> text.append(text.length() > 1 ? ",\n" : "").append("{\"naam\":\"Inwoner\",\"bsn\":").append(bsn).append('}'));
        return text + "]\n";
    }

    private static String cards() {
        StringBuilder text = new StringBuilder();
        BSNS.forEach(bsn -> text.append("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Inwoner\r\nNOTE:BSN ").append(bsn).append("\r\nEND:VCARD\r\n"));
        return text.toString();
    }

    private static byte[] workbook(Workbook empty) throws IOException {
        try (empty; ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            Sheet sheet = empty.createSheet("Leden");
            Row header = sheet.createRow(0);
            header.createCell(0).setCellValue("Naam");
            header.createCell(1).setCellValue("BSN");
            for (int i = 0; i < BSNS.size(); i++) {
                Row row = sheet.createRow(i + 1);
                row.createCell(0).setCellValue("Inwoner " + (char) ('A' + i));
                row.createCell(1).setCellValue(Double.parseDouble(BSNS.get(i)));
            }
            empty.write(out);
            return out.toByteArray();
        }
    }

    private static byte[] docx() throws IOException {
        try (XWPFDocument document = new XWPFDocument(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            lines(": ").lines().forEach(line -> document.createParagraph().createRun().setText(line));
            document.write(out);
            return out.toByteArray();
        }
    }

    private static byte[] pptx() throws IOException {
        try (XMLSlideShow show = new XMLSlideShow(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            show.createSlide().createTextBox().setText(lines(": "));
            show.write(out);
            return out.toByteArray();
        }
    }

    private static byte[] ppt() throws IOException {
        try (HSLFSlideShow show = new HSLFSlideShow(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            HSLFTextBox box = new HSLFTextBox();
            box.setText(lines(": "));
            show.createSlide().addShape(box);
            show.write(out);
            return out.toByteArray();
        }
    }

    private static byte[] odt() throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("mimetype", utf8("application/vnd.oasis.opendocument.text"));
        parts.put("content.xml", utf8("<?xml version='1.0'?><office:document-content "
                + "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'>"
                + "<office:body><office:text><text:p>" + lines(": ").strip().replace("\n", "</text:p><text:p>")
                + "</text:p></office:text></office:body></office:document-content>"));
        return zip(parts);
    }

    private static byte[] pdf() throws IOException {
        try (PDDocument document = new PDDocument(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                float y = 750;
                for (String line : lines(": ").lines().toList()) {
                    content.beginText();
                    content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 11);
                    content.newLineAtOffset(50, y -= 16);
                    content.showText(line);
                    content.endText();
                }
            }
            document.save(out);
            return out.toByteArray();
        }
    }

    /** [MS-OXMSG]: a subject, a body and one attachment. */
    static byte[] msg(String body, byte[] file) throws IOException {
        try (POIFSFileSystem files = new POIFSFileSystem(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            DirectoryEntry root = files.getRoot();
            stream(root, "__properties_version1.0", new byte[32]);
            stream(root, "__substg1.0_0037001F", "Lijst".getBytes(StandardCharsets.UTF_16LE));
            stream(root, "__substg1.0_1000001F", body.getBytes(StandardCharsets.UTF_16LE));
            DirectoryEntry attachment = root.createDirectory("__attach_version1.0_#00000000");
            stream(attachment, "__properties_version1.0", new byte[8]);
            stream(attachment, "__substg1.0_3707001F", "leden.xlsx".getBytes(StandardCharsets.UTF_16LE));
            stream(attachment, "__substg1.0_37010102", file);
            files.writeFilesystem(out);
            return out.toByteArray();
        }
    }

    private static void stream(DirectoryEntry folder, String name, byte[] content) throws IOException {
        folder.createDocument(name, new java.io.ByteArrayInputStream(content));
    }

    private static String eml(byte[] file) {
        return "From: Jan <jan@example.org>\r\nTo: piet@buiten.test\r\nSubject: Lijst\r\nMIME-Version: 1.0\r\nMessage-ID: <l@example.org>\r\n"
                + "Content-Type: multipart/mixed; boundary=grens\r\n\r\n--grens\r\nContent-Type: text/plain\r\n\r\nHierbij.\r\n\r\n--grens\r\n"
                + "Content-Type: application/octet-stream; name=leden.xlsx\r\nContent-Disposition: attachment; filename=leden.xlsx\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n" + Base64.getMimeEncoder().encodeToString(file) + "\r\n--grens--\r\n";
    }

    /** [MS-OXTNEF] section 2.1.3. */
    private static byte[] tnef(byte[] file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(little(6).putInt(0x223e9f78).putShort((short) 1).array());
        attribute(out, 2, 0x00069002, new byte[14]);
        attribute(out, 2, 0x00018010, utf8("leden.csv\0"));
        attribute(out, 2, 0x0006800f, file);
        return out.toByteArray();
    }

    private static void attribute(ByteArrayOutputStream out, int level, int id, byte[] data) {
        int sum = 0;
        for (byte one : data) {
            sum += one & 0xff;
        }
        out.write(level);
        out.writeBytes(little(8).putInt(id).putInt(data.length).array());
        out.writeBytes(data);
        out.writeBytes(little(2).putShort((short) sum).array());
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    static byte[] zip(Map<String, byte[]> files) throws IOException {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream(); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : new java.util.TreeMap<>(files).entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
            zip.finish();
            return out.toByteArray();
        }
    }

    static byte[] sevenZip(byte[] file) throws IOException {
        try (SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel()) {
            try (SevenZOutputFile archive = new SevenZOutputFile(channel)) {
                SevenZArchiveEntry entry = new SevenZArchiveEntry();
                entry.setName("leden.csv");
                archive.putArchiveEntry(entry);
                archive.write(file);
                archive.closeArchiveEntry();
            }
            return java.util.Arrays.copyOf(channel.array(), (int) channel.size());
        }
    }

    private static byte[] tar(byte[] file) throws IOException {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream(); TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            TarArchiveEntry entry = new TarArchiveEntry("leden.csv");
            entry.setSize(file.length);
            tar.putArchiveEntry(entry);
            tar.write(file);
            tar.closeArchiveEntry();
            tar.finish();
            return out.toByteArray();
        }
    }

    static byte[] gz(byte[] file) throws IOException {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            try (GZIPOutputStream gz = new GZIPOutputStream(out)) {
                gz.write(file);
            }
            return out.toByteArray();
        }
    }
}
