package nl.duwtje.gateway.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Which of the planted numbers stand in the bytes of a file for anyone who looks: as text, as UTF-16, as the number of a cell, and the same in
 * whatever can be unpacked anywhere in it. Knows nothing of formats, so that it does not share the reader's mistakes.
 */
final class PlainSight {

    private static final int MOST = 4 << 20;
    private static final int A_FEW = 3;
    private static final String LABEL = "BSN";

    private PlainSight() {}

    /** Several of the numbers, and the word that says what they are. */
    static boolean isList(byte[] file) {
        Set<String> seen = new HashSet<>();
        look(file, seen, 3);
        return seen.size() > A_FEW && seen.contains(LABEL);
    }

    private static void look(byte[] bytes, Set<String> seen, int deeper) {
        String latin = new String(bytes, StandardCharsets.ISO_8859_1);
        if (latin.contains(LABEL) || latin.contains(String.join("\0", LABEL.split("")))) {
            seen.add(LABEL);
        }
        for (String bsn : HealthyFiles.BSNS) {
            byte[] cell = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(Double.parseDouble(bsn)).array();
            if (latin.contains(bsn) || latin.contains(String.join("\0", bsn.split("")))
                    || latin.contains(new String(cell, StandardCharsets.ISO_8859_1))
                    || latin.contains("9.999" + bsn.substring(4) + "E8")) {
                seen.add(bsn);
            }
        }
        if (deeper > 0) {
            for (byte[] inner : unpacked(bytes, latin)) {
                look(inner, seen, deeper - 1);
            }
        }
    }

    private static List<byte[]> unpacked(byte[] bytes, String latin) {
        List<byte[]> found = new ArrayList<>();
        for (int at = latin.indexOf("PK\u0003\u0004"); at >= 0; at = latin.indexOf("PK\u0003\u0004", at + 4)) {
            if (at + 30 < bytes.length && bytes[at + 8] == 8) {
                int name = bytes[at + 26] & 0xff | (bytes[at + 27] & 0xff) << 8;
                int extra = bytes[at + 28] & 0xff | (bytes[at + 29] & 0xff) << 8;
                inflate(bytes, at + 30 + name + extra, found);
            }
        }
        for (int at = latin.indexOf("stream"); at >= 0; at = latin.indexOf("stream", at + 6)) {
            int begin = at + 6;
            while (begin < bytes.length && (bytes[begin] == '\r' || bytes[begin] == '\n')) {
                begin++;
            }
            inflate(bytes, begin + 2, found);
        }
        for (int at = latin.indexOf("\u001f\u008b\b"); at >= 0; at = latin.indexOf("\u001f\u008b\b", at + 3)) {
            inflate(bytes, at + 10, found);
        }
        for (int at = latin.indexOf("base64\r\n\r\n"); at >= 0; at = latin.indexOf("base64\r\n\r\n", at + 6)) {
            int end = latin.indexOf("\r\n--", at);
            if (end > at) {
                found.add(Base64.getMimeDecoder().decode(pad(latin.substring(at + 10, end).replaceAll("[^A-Za-z0-9+/]", ""))));
            }
        }
        return found;
    }

    private static String pad(String base64) {
        return base64.substring(0, base64.length() / 4 * 4);
    }

    private static void inflate(byte[] bytes, int from, List<byte[]> found) {
        if (from >= bytes.length) {
            return;
        }
        Inflater inflater = new Inflater(true);
        inflater.setInput(bytes, from, bytes.length - from);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int n = inflater.inflate(buffer); n > 0 && out.size() < MOST; n = inflater.inflate(buffer)) {
                out.write(buffer, 0, n);
            }
        } catch (DataFormatException damaged) {
            // what came out before is still in plain sight
        }
        inflater.end();
        if (out.size() > 0) {
            found.add(out.toByteArray());
        }
    }
}
