package nl.duwtje.gateway.hostile;

import static nl.duwtje.gateway.hostile.HealthyFiles.utf8;
import static nl.duwtje.gateway.hostile.HealthyFiles.zip;
import static nl.duwtje.gateway.hostile.HostileFile.held;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Files made by hand, in which a list is out of reach or which cost more than they may. None of them may go out unseen. */
final class HostileFiles {

    private static final String LAUGHS = "<!DOCTYPE x [<!ENTITY a \"1234567890\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
            + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\">"
            + "<!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;\"><!ENTITY f \"&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;\">]>";
    private static final String OUTSIDE = "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>";

    private HostileFiles() {}

    /** @param healthy some of them start from these */
    static List<HostileFile> all(Map<String, byte[]> healthy) throws IOException {
        List<HostileFile> files = new ArrayList<>(HostilePdfs.all());
        healthy.forEach((name, bytes) -> files.add(held("unhurt." + name, bytes)));
        swelling(files);
        deep(files, healthy);
        entities(files);
        locked(files, healthy);
        disguised(files, healthy);
        packedOtherwise(files, healthy);
        files.add(HostileFile.any("nothing at all", new byte[0]));
        return files;
    }

    private static void swelling(List<HostileFile> files) throws IOException {
        files.add(held("140 MB of zeros.gz", HealthyFiles.gz(new byte[140 << 20])));
        files.add(held("sheet of 140 MB.xlsx", zip(Map.of("[Content_Types].xml", utf8("<Types/>"), "xl/worksheets/sheet1.xml",
                utf8("<worksheet><sheetData>" + " ".repeat(140 << 20))))));
        files.add(held("text that grows a thousand times.docx", zip(Map.of("[Content_Types].xml", utf8("<Types/>"), "word/document.xml",
                utf8("<w:document xmlns:w='w'>" + " ".repeat(20 << 20))))));
        byte[] zeros = zip(Map.of("a", new byte[30 << 20]));
        files.add(held("five zips of 30 MB.zip", zip(Map.of("a", zeros, "b", zeros, "c", zeros, "d", zeros, "e", zeros))));
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i < 12_000; i++) {
            many.put("f" + i, new byte[0]);
        }
        files.add(held("12,000 entries.zip", zip(many)));
        files.add(held("a line of 10 MB.csv", utf8("x".repeat(10 << 20) + "\nBSN: " + String.join("\nBSN: ", HealthyFiles.BSNS))));
        byte[] tar = new byte[1024];
        System.arraycopy(utf8("leden.csv"), 0, tar, 0, 9);
        System.arraycopy(utf8("77777777777"), 0, tar, 124, 11);
        System.arraycopy(utf8("ustar"), 0, tar, 257, 5);
        int sum = 8 * ' ';
        for (int i = 0; i < 512; i++) {
            sum += i >= 148 && i < 156 ? 0 : tar[i] & 0xff;
        }
        System.arraycopy(utf8(String.format("%06o\0 ", sum)), 0, tar, 148, 8);
        files.add(held("an entry of 8 GB.tar", tar));
    }

    private static void deep(List<HostileFile> files, Map<String, byte[]> healthy) throws IOException {
        byte[] zip = healthy.get("zip");
        for (int i = 0; i < 9; i++) {
            zip = zip(Map.of("binnen.zip", zip));
        }
        files.add(held("ten zips deep.zip", zip));
        byte[] gz = healthy.get("csv");
        for (int i = 0; i < 9; i++) {
            gz = HealthyFiles.gz(gz);
        }
        files.add(held("nine times packed.gz", gz));
        files.add(held("deep.json", utf8("[".repeat(500_000) + HealthyFiles.BSNS)));
        files.add(held("deep.xml", utf8("<?xml version='1.0'?>" + "<a>".repeat(300_000) + HealthyFiles.BSNS)));
        files.add(held("deep.rtf", utf8("{\\rtf1 " + "{".repeat(200_000) + "BSN " + HealthyFiles.BSNS)));
        byte[] msg = HealthyFiles.msg("", healthy.get("csv"));
        for (int i = 0; i < 8; i++) {
            msg = HealthyFiles.msg("", msg);
        }
        files.add(held("nine mails deep.msg", msg));
    }

    private static void entities(List<HostileFile> files) throws IOException {
        for (String prolog : List.of(LAUGHS, OUTSIDE)) {
            String body = "&f; BSN " + String.join(" BSN ", HealthyFiles.BSNS);
            files.add(held("entities.xml", utf8("<?xml version='1.0'?>" + prolog + "<x>" + body + "</x>")));
            files.add(held("entities.svg", utf8("<?xml version='1.0'?>" + prolog + "<svg xmlns='http://www.w3.org/2000/svg'><text>" + body
                    + "</text></svg>")));
            files.add(held("entities.docx", zip(Map.of("[Content_Types].xml", utf8("<Types/>"), "word/document.xml",
                    utf8(prolog + "<w:document xmlns:w='w'><w:p><w:t>" + body + "</w:t></w:p></w:document>")))));
            files.add(held("entities.xlsx", zip(Map.of("[Content_Types].xml", utf8("<Types/>"), "xl/sharedStrings.xml",
                    utf8(prolog + "<sst><si><t>" + body + "</t></si></sst>")))));
            files.add(held("entities.odt", zip(Map.of("mimetype", utf8("application/vnd.oasis.opendocument.text"), "content.xml",
                    utf8(prolog + "<o xmlns:t='t'><t:p>" + body + "</t:p></o>")))));
        }
    }

    private static void locked(List<HostileFile> files, Map<String, byte[]> healthy) throws IOException {
        try (POIFSFileSystem locked = new POIFSFileSystem(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            var encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword("geheim");
            try (OutputStream stream = encryptor.getDataStream(locked)) {
                stream.write(healthy.get("xlsx"));
            }
            locked.writeFilesystem(out);
            files.add(held("password.xlsx", out.toByteArray()));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
        try (SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel()) {
            try (SevenZOutputFile archive = new SevenZOutputFile(channel, "geheim".toCharArray())) {
                SevenZArchiveEntry entry = new SevenZArchiveEntry();
                entry.setName("leden.csv");
                archive.putArchiveEntry(entry);
                archive.write(healthy.get("csv"));
                archive.closeArchiveEntry();
            }
            files.add(held("password.7z", java.util.Arrays.copyOf(channel.array(), (int) channel.size())));
        }
        files.add(held("password.zip", patched(healthy.get("zip"), 6, 8, 1)));
        files.add(held("message.pgp", utf8("-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n")));
    }

    private static void disguised(List<HostileFile> files, Map<String, byte[]> healthy) throws IOException {
        files.add(new HostileFile("a workbook called logo.png", "image/png", healthy.get("xlsx"), false));
        files.add(new HostileFile("a PDF called a text", "text/plain", healthy.get("pdf"), false));
        files.add(new HostileFile("a list called a signature", "application/pkcs7-signature", healthy.get("csv"), false));
        files.add(new HostileFile("a list called a PDF", "application/pdf", healthy.get("csv"), false));
        files.add(held("../../../etc/cron.d/slip.zip", zip(Map.of("../../../../etc/cron.d/leden.csv", healthy.get("csv"),
                "C:\\Windows\\leden.txt", healthy.get("txt")))));
        files.add(held("a zip behind a picture", joined(utf8("GIF89a\1\0\1\0\0\0\0;"), healthy.get("zip"))));
    }

    /** Of every other way to pack a file, what we cannot unpack is said. */
    private static void packedOtherwise(List<HostileFile> files, Map<String, byte[]> healthy) throws IOException {
        for (int method : new int[]{1, 6, 9, 12, 14, 19, 93, 95, 97, 98, 99}) {
            files.add(held("method " + method + ".zip", patched(healthy.get("zip"), 8, 10, method)));
        }
        ByteArrayOutputStream bz2 = new ByteArrayOutputStream();
        try (OutputStream out = new BZip2CompressorOutputStream(bz2)) {
            out.write(healthy.get("tar"));
        }
        ByteArrayOutputStream xz = new ByteArrayOutputStream();
        try (OutputStream out = new XZCompressorOutputStream(xz)) {
            out.write(healthy.get("tar"));
        }
        byte[] zstd = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 4, 0, 1, 0, 0, 0};
        byte[] rar = joined("Rar!\u001a\7\0".getBytes(StandardCharsets.ISO_8859_1), new byte[200]);
        Map<String, byte[]> packed = Map.of("leden.tar.bz2", bz2.toByteArray(), "leden.tar.xz", xz.toByteArray(), "leden.tar.zst", zstd,
                "leden.rar", rar);
        for (Map.Entry<String, byte[]> one : packed.entrySet()) {
            files.add(held(one.getKey(), one.getValue()));
            files.add(held(one.getKey() + " in a zip", zip(Map.of(one.getKey(), one.getValue()))));
            files.add(held(one.getKey() + " in a 7z", HealthyFiles.sevenZip(one.getValue())));
        }
        Map<String, byte[]> xlsb = new LinkedHashMap<>();
        xlsb.put("[Content_Types].xml", utf8("<Types/>"));
        xlsb.put("xl/workbook.bin", new byte[100]);
        xlsb.put("xl/worksheets/sheet1.bin", new byte[100]);
        files.add(held("leden.xlsb", zip(xlsb)));
    }

    /** @param local where the number stands behind the local header's first byte, and in the central directory */
    private static byte[] patched(byte[] zip, int local, int central, int value) {
        byte[] patched = zip.clone();
        for (int i = 0; i + 12 < zip.length; i++) {
            if (zip[i] == 'P' && zip[i + 1] == 'K' && (zip[i + 2] == 3 && zip[i + 3] == 4 || zip[i + 2] == 1 && zip[i + 3] == 2)) {
                patched[i + (zip[i + 2] == 3 ? local : central)] = (byte) (local == 6 ? zip[i + (zip[i + 2] == 3 ? 6 : 8)] | value : value);
            }
        }
        return patched;
    }

    static byte[] joined(byte[] first, byte[] second) {
        byte[] both = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
