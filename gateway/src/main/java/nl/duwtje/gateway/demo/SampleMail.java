package nl.duwtje.gateway.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import java.util.UUID;

import jakarta.activation.DataHandler;
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

/** A {@link Letter} as its mail program would send it. */
record SampleMail(Envelope envelope, RawMessage message, String messageId) {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    static SampleMail of(Letter letter) {
        return of(letter, "", "");
    }

    /**
     * An answer to one of our notices.
     *
     * @param automatic whether a machine writes it: an out-of-office (RFC 3834)
     */
    static SampleMail answer(String from, String to, String subject, String text, boolean automatic) {
        return of(new Letter(from, java.util.List.of(to), subject, text, Letter.Attachment.NONE), automatic ? "Auto-Submitted" : "",
                "auto-replied");
    }

    private static SampleMail of(Letter letter, String header, String value) {
        String messageId = "<" + UUID.randomUUID() + "@" + Cast.DOMAIN + ">";
        try {
            MimeMessage mail = new MimeMessage(Session.getInstance(new Properties())) {
                @Override
                protected void updateMessageID() throws MessagingException {
                    setHeader("Message-ID", messageId);
                }
            };
            mail.setFrom(new InternetAddress(letter.from(), Cast.of(letter.from()).name(), "UTF-8"));
            for (String address : letter.to()) {
                InternetAddress to = new InternetAddress();
                to.setAddress(address);
                mail.addRecipient(RecipientType.TO, to);
            }
            mail.setSubject(letter.subject(), "UTF-8");
            mail.setSentDate(new Date());
            if (!header.isEmpty()) {
                mail.setHeader(header, value);
            }
            content(mail, letter);
            mail.saveChanges();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            mail.writeTo(bytes);
            return new SampleMail(
                    Envelope.of(MailAddress.of(letter.from()), letter.to().stream().map(MailAddress::of).toList()),
                    new MemoryMessage(bytes.toByteArray()), messageId);
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("cannot write a sample mail", e);
        }
    }

    private static void content(MimeMessage mail, Letter letter) throws MessagingException {
        String text = letter.text().stripTrailing().replaceAll("\r?\n", "\r\n") + "\r\n"; // SMTP knows no last line without an end
        if (letter.attachment() == Letter.Attachment.NONE) {
            mail.setText(text, "UTF-8");
            return;
        }
        boolean pupils = letter.attachment() == Letter.Attachment.PUPILS;
        MimeBodyPart body = new MimeBodyPart();
        body.setText(text, "UTF-8");
        MimeBodyPart file = new MimeBodyPart();
        file.setDataHandler(new DataHandler(pupils
                ? new ByteArrayDataSource(Workbook.ofPupils(), XLSX)
                : new ByteArrayDataSource("dag;zaal\r\nmaandag;A1\r\ndinsdag;B2\r\n".getBytes(StandardCharsets.UTF_8), "text/csv")));
        file.setFileName(pupils ? "leerlingen.xlsx" : "planning.csv");
        mail.setContent(new MimeMultipart(body, file));
    }

    /** As it is sent. */
    String text() {
        return StandardCharsets.UTF_8.decode(message.bytes()).toString();
    }
}
