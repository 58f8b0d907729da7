package nl.duwtje.gateway.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Mails of a municipality that does not exist. The BSNs are of the official test series. */
public final class SampleMails {

    public static final String SENDER = "sanne@example.org";
    private static final String[] BSNS = {"999990019", "999990123", "999990238", "999990329", "999990342"};

    private SampleMails() {}

    public static String plain(String to, String subject) {
        return """
                From: Sanne de Vries <sanne@example.org>
                To: %s
                Subject: %s
                Date: Sat, 21 Nov 2026 10:00:00 +0100
                Message-ID: <%s@example.org>
                Thread-Topic: Planning
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 8bit

                Beste collega,

                De planning voor week 48 is rond. Café om 10 uur?
                .een regel met een punt vooraan
                """.formatted(to, subject, subject.replace(' ', '.'));
    }

    /** Outside addresses, each at a domain of its own. */
    public static List<String> outsiders(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "bewoner" + i + "@wijk" + i + ".test").toList();
    }

    /** A mail with a workbook that has a column of BSNs. */
    public static String withBsns(String to, String subject) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            XSSFSheet sheet = workbook.createSheet("Leerlingen");
            sheet.createRow(0).createCell(0).setCellValue("Naam");
            sheet.getRow(0).createCell(1).setCellValue("BSN");
            for (int i = 0; i < BSNS.length; i++) {
                sheet.createRow(i + 1).createCell(0).setCellValue("Leerling " + (i + 1));
                sheet.getRow(i + 1).createCell(1).setCellValue(Long.parseLong(BSNS[i]));
            }
            workbook.write(bytes);
        }
        return """
                From: Sanne de Vries <sanne@example.org>
                To: %s
                Subject: %s
                Date: Sat, 21 Nov 2026 10:00:00 +0100
                Message-ID: <%s@example.org>
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="b1"

                --b1
                Content-Type: text/plain; charset=utf-8

                Hierbij de lijst.

                --b1
                Content-Type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet; name="leerlingen.xlsx"
                Content-Disposition: attachment; filename="leerlingen.xlsx"
                Content-Transfer-Encoding: base64

                %s
                --b1--
                """.formatted(to, subject, subject.replace(' ', '.'), Base64.getMimeEncoder().encodeToString(bytes.toByteArray()));
    }
}
