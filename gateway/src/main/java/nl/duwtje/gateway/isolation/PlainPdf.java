package nl.duwtje.gateway.isolation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The simplest PDF there is (ISO 32000-2, annex H.3): pages of lines in Helvetica, for warming up and for measuring. Safe for all threads. */
public final class PlainPdf {

    private final StringBuilder out = new StringBuilder("%PDF-1.4\n");
    private final List<Integer> offsets = new ArrayList<>();

    private PlainPdf() {}

    /**
     * @param pages     1 or more
     * @param perPage   lines on each
     * @param line      printable ASCII; the number of the line is put behind it
     */
    public static byte[] of(int pages, int perPage, String line) {
        PlainPdf pdf = new PlainPdf();
        StringBuilder kids = new StringBuilder();
        for (int page = 0; page < pages; page++) {
            kids.append(4 + page * 2).append(" 0 R ");
        }
        pdf.object("<</Type/Catalog/Pages 2 0 R>>");
        pdf.object("<</Type/Pages/Count " + pages + "/Kids[" + kids + "]>>");
        pdf.object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
        for (int page = 0; page < pages; page++) {
            StringBuilder text = new StringBuilder("BT /F1 10 Tf 15 TL 50 790 Td\n");
            for (int i = 0; i < perPage; i++) {
                text.append('(').append(escaped(line)).append(' ').append(page * perPage + i + 1).append(") Tj T*\n");
            }
            text.append("ET\n");
            pdf.object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents " + (5 + page * 2)
                    + " 0 R>>");
            pdf.object("<</Length " + text.length() + ">>\nstream\n" + text + "endstream");
        }
        return pdf.end();
    }

    private static String escaped(String line) {
        return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)");
    }

    private void object(String content) {
        offsets.add(out.length());
        out.append(offsets.size()).append(" 0 obj\n").append(content).append("\nendobj\n");
    }

    private byte[] end() {
        int table = out.length();
        out.append("xref\n0 ").append(offsets.size() + 1).append("\n0000000000 65535 f \n");
        offsets.forEach(offset -> out.append("%010d 00000 n \n".formatted(offset)));
        out.append("trailer\n<</Root 1 0 R/Size ").append(offsets.size() + 1).append(">>\nstartxref\n").append(table).append("\n%%EOF\n");
        return out.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
