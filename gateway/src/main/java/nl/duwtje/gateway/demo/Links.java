package nl.duwtje.gateway.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import nl.duwtje.gateway.config.HostPort;

/** Finds the link in a notice, as a reader of its plain text would. */
final class Links {

    private Links() {}

    /** @throws IllegalStateException when there is none */
    static String in(String message, HostPort web) {
        String text = plainText(message);
        int from = text.indexOf("http://" + web + "/m/");
        if (from < 0) {
            throw new IllegalStateException("the notice has no link");
        }
        int to = from;
        while (to < text.length() && !Character.isWhitespace(text.charAt(to))) {
            to++;
        }
        return text.substring(from, to);
    }

    /** What a reader without HTML sees of a message. */
    static String plainText(String message) {
        try {
            byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
            return plainText(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes)).getContent());
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("a message cannot be read", e);
        }
    }

    private static String plainText(Object content) throws MessagingException, IOException {
        if (content instanceof Multipart multipart) {
            for (int i = 0; i < multipart.getCount(); i++) {
                BodyPart part = multipart.getBodyPart(i);
                if (part.isMimeType("text/plain") || part.isMimeType("multipart/*")) {
                    return plainText(part.getContent());
                }
            }
        }
        return String.valueOf(content);
    }
}
