package nl.duwtje.rules.text.risky;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.apache.poi.hslf.usermodel.HSLFTextBox;

/** Files in the risky formats, by the programs that write them; invented people. */
public final class RiskyFiles {

    private RiskyFiles() {}

    /** A file that LibreOffice wrote: brief.doc, brief.rtf, brief.pdf, leden.xls, leden.pdf. */
    public static byte[] libreOffice(String name) {
        try (var in = RiskyFiles.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A page for each list; a line that holds tabs has its cells 120 points apart. */
    public static byte[] pdf(List<List<String>> pages) {
        return pdf(pages, "");
    }

    /** @param password to open it; empty for none */
    public static byte[] pdf(List<List<String>> pages, String password) {
        try (PDDocument document = new PDDocument(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDType1Font font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
            for (List<String> lines : pages) {
                PDPage page = new PDPage();
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    float y = 750;
                    for (String line : lines) {
                        float x = 50;
                        for (String cell : line.split("\t")) {
                            content.beginText();
                            content.setFont(font, 10);
                            content.newLineAtOffset(x, y);
                            content.showText(cell);
                            content.endText();
                            x += 120;
                        }
                        y -= 14;
                    }
                }
            }
            if (!password.isEmpty()) {
                document.protect(new StandardProtectionPolicy("owner" + password, password, new AccessPermission()));
            }
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] ppt(List<String> slides) {
        try (HSLFSlideShow show = new HSLFSlideShow(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            for (String text : slides) {
                HSLFTextBox box = new HSLFTextBox();
                box.setText(text);
                show.createSlide().addShape(box);
            }
            show.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param password of the archive; empty for none */
    public static byte[] sevenZip(Map<String, byte[]> files, String password) {
        try (SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel()) {
            try (SevenZOutputFile archive = password.isEmpty()
                    ? new SevenZOutputFile(channel)
                    : new SevenZOutputFile(channel, password.toCharArray())) {
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    SevenZArchiveEntry entry = new SevenZArchiveEntry();
                    entry.setName(file.getKey());
                    archive.putArchiveEntry(entry);
                    archive.write(file.getValue());
                    archive.closeArchiveEntry();
                }
            }
            return java.util.Arrays.copyOf(channel.array(), (int) channel.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A winmail.dat ([MS-OXTNEF] section 2.1.3) with a body and one attachment. */
    public static byte[] tnef(String subject, String body, String fileName, byte[] file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(little(6).putInt(0x223e9f78).putShort((short) 1).array());
        attribute(out, 1, 0x00018004, text(subject));
        attribute(out, 1, 0x0002800c, text(body));
        attribute(out, 2, 0x00069002, new byte[14]);
        attribute(out, 2, 0x00018010, text(fileName));
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

    private static byte[] text(String text) {
        return (text + "\0").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
