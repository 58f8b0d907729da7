package nl.duwtje.gateway.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

/**
 * A message as its reader's mail program shows it. Immutable.
 *
 * @param text  the plain text; empty when there is none
 * @param html  the HTML; empty when there is none
 * @param files names of attachments
 */
record ReadMail(String from, String to, String cc, String subject, String replyTo, String text, String html, List<String> files) {

    static ReadMail of(String message) {
        try {
            MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()),
                    new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)));
            StringBuilder text = new StringBuilder();
            StringBuilder html = new StringBuilder();
            List<String> files = new ArrayList<>();
            read(mail, text, html, files);
            String[] replyTo = mail.getHeader("Reply-To");
            return new ReadMail(people(mail.getFrom()), people(mail.getRecipients(RecipientType.TO), mail.getHeader("To", ", ")),
                    people(mail.getRecipients(RecipientType.CC), ""), mail.getSubject() == null ? "" : mail.getSubject(),
                    replyTo == null ? "" : new InternetAddress(replyTo[0]).getAddress(), text.toString(), html.toString(),
                    List.copyOf(files));
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("a message cannot be read", e);
        }
    }

    private static void read(Part part, StringBuilder text, StringBuilder html, List<String> files)
            throws MessagingException, IOException {
        if (part.getFileName() != null) {
            files.add(part.getFileName());
        } else if (part.isMimeType("multipart/*")) {
            Multipart parts = (Multipart) part.getContent();
            for (int i = 0; i < parts.getCount(); i++) {
                read(parts.getBodyPart(i), text, html, files);
            }
        } else if (part.isMimeType("text/plain")) {
            text.append(part.getContent());
        } else if (part.isMimeType("text/html")) {
            html.append(part.getContent());
        }
    }

    private static String people(Address[] addresses) {
        return people(addresses, "");
    }

    private static String people(Address[] addresses, String otherwise) {
        if (addresses == null || addresses.length == 0) {
            return otherwise == null ? "" : otherwise;
        }
        List<String> people = new ArrayList<>();
        for (Address address : addresses) {
            people.add(address instanceof InternetAddress one ? one.toUnicodeString() : address.toString());
        }
        return String.join(", ", people);
    }
}
