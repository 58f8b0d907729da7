package nl.duwtje.gateway.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;

import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mail.MemoryMessage;
import nl.duwtje.rules.mail.RawMessage;

/** The mails the demo sends: everyday office mail of a municipality that does not exist, to people who do not exist. */
record SampleMail(Envelope envelope, RawMessage message) {

    static final String SENDER = "sanne.devries@duinrade.test";
    /** Numbers of the official test series for BSNs: they pass the eleven test and belong to nobody. */
    private static final List<String> TEST_BSNS = List.of("999990019", "999990123", "999990238", "999990329", "999990342");
    private static final List<String> NAMES = List.of("J. Zandstra", "M. el Amrani", "P. Kooijman", "F. Yildiz", "T. Veenstra");

    /** An ordinary mail. */
    static SampleMail ordinary() {
        return of(List.of("info@bouwbedrijf.test"), "Planning week 48",
                "Beste mevrouw Jansen,\n\nDe planning voor week 48 is rond.\n\nGroet,\nSanne", null, null);
    }

    /** A confidential one: gets a banner. */
    static SampleMail confidential() {
        return of(List.of("advies@juristen.test"), "VERTROUWELIJK: concept-advies",
                "Beste Karel,\n\nHierbij het concept-advies.\n\nGroet,\nSanne", null, null);
    }

    /** Twelve residents who would see each other's address. */
    static SampleMail newsletter() {
        List<String> residents = java.util.stream.IntStream.rangeClosed(1, 12).mapToObj(i -> "bewoner" + i + "@wijk" + i + ".test")
                .toList();
        return of(residents, "Uitnodiging bewonersavond",
                "Beste bewoners,\n\nU bent van harte welkom op dinsdag 8 december.\n\nGroet,\nSanne", null, null);
    }

    /** A spreadsheet with residents' numbers. */
    static SampleMail list() {
        return of(List.of("planning@vervoerder.test"), "Lijst leerlingenvervoer",
                "Beste collega,\n\nIn de bijlage de lijst.\n\nGroet,\nSanne",
                "leerlingen.xlsx", spreadsheet());
    }

    /** As it is sent. */
    static String text(SampleMail mail) {
        return StandardCharsets.UTF_8.decode(mail.message.bytes()).toString();
    }

    private static SampleMail of(List<String> to, String subject, String text, String fileName, byte[] file) {
        try {
            MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()));
            mail.setFrom(new InternetAddress(SENDER, "Sanne de Vries", "UTF-8"));
            for (String address : to) {
                mail.addRecipient(RecipientType.TO, new InternetAddress(address));
            }
            mail.setSubject(subject, "UTF-8");
            mail.setSentDate(new java.util.Date());
            if (file == null) {
                mail.setText(text, "UTF-8");
            } else {
                MimeBodyPart body = new MimeBodyPart();
                body.setText(text, "UTF-8");
                MimeBodyPart attachment = new MimeBodyPart();
                attachment.setDataHandler(new jakarta.activation.DataHandler(
                        new ByteArrayDataSource(file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")));
                attachment.setFileName(fileName);
                mail.setContent(new MimeMultipart(body, attachment));
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            mail.writeTo(bytes);
            return new SampleMail(Envelope.of(MailAddress.of(SENDER), to.stream().map(MailAddress::of).toList()),
                    new MemoryMessage(bytes.toByteArray()));
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("cannot write a sample mail", e);
        }
    }

    /** The smallest workbook Excel opens: one sheet with a column of names and a column headed BSN. */
    private static byte[] spreadsheet() {
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
