package nl.duwtje.rules.scenario;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;

import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Writes the spreadsheets that the scenarios carry, as base64 to paste into a message.eml. People are invented, BSNs from the test range. */
public final class SampleWorkbook {

    private static final String[] NAMES = {"A. de Boer", "B. Yilmaz", "C. van Dijk", "D. El Amrani", "E. Visser", "F. Janssen", "G. Bakker",
            "H. Kaya", "I. Smit", "J. Mulder", "K. Bos", "L. Peters"};

    private SampleWorkbook() {}

    public static void main(String[] args) throws IOException {
        System.out.println(
                Base64.getMimeEncoder(76, "\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).encodeToString(switch (args[0]) {
                    case "citizens" -> citizens();
                    case "orders" -> orders();
                    default -> throw new IllegalArgumentException("citizens or orders");
                }));
    }

    /** Twelve residents with their BSN under a header that says so. */
    static byte[] citizens() throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook()) {
            Sheet sheet = book.createSheet("Aanvragen");
            row(sheet, "Naam", "BSN", "Adres", "Regeling");
            int number = 999990010;
            for (int i = 0; i < NAMES.length; i++) {
                number = nextBsn(number + 1);
                row(sheet, NAMES[i], number, "Dorpsstraat " + (i + 1) + ", Zandoever", "Bijzondere bijstand");
            }
            return bytes(book);
        }
    }

    /** Orders of office chairs: numbers of nine digits that are no BSN. */
    static byte[] orders() throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook()) {
            Sheet sheet = book.createSheet("Bestelling");
            row(sheet, "Artikel", "Bestelnummer", "Aantal", "Prijs");
            int number = 123456700;
            for (int i = 0; i < 6; i++) {
                number++;
                if (isBsn(number)) {
                    number++;
                }
                row(sheet, "Bureaustoel " + (char) ('A' + i), number, i + 1, 189.5);
            }
            return bytes(book);
        }
    }

    private static byte[] bytes(XSSFWorkbook book) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        book.write(out);
        return out.toByteArray();
    }

    private static int nextBsn(int from) {
        int number = from;
        while (!isBsn(number)) {
            number++;
        }
        return number;
    }

    /** The eleven-test: weights 9 to 2 and -1. */
    private static boolean isBsn(int number) {
        int sum = -(number % 10);
        int rest = number / 10;
        for (int weight = 2; weight <= 9; weight++) {
            sum += weight * (rest % 10);
            rest /= 10;
        }
        return sum % 11 == 0;
    }

    private static void row(Sheet sheet, Object... cells) {
        Row row = sheet.createRow(sheet.getPhysicalNumberOfRows());
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] instanceof Number number) {
                row.createCell(i).setCellValue(number.doubleValue());
            } else {
                row.createCell(i).setCellValue(String.valueOf(cells[i]));
            }
        }
    }
}
