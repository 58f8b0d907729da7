package nl.duwtje.gateway.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

/** Finds the link in a notice, as a reader of its plain text would. */
final class Links {

    private static final Pattern PAGE = Pattern.compile("http://\\S+/m/[0-9a-z]+");

    private Links() {}

    /** @throws IllegalStateException when there is none */
    static String in(String message) {
        return page(plainText(message)).orElseThrow(() -> new IllegalStateException("the notice has no link"));
    }

    /** The link in a plain text; empty when there is none. */
    static Optional<String> page(String text) {
        Matcher page = PAGE.matcher(text);
        return page.find() ? Optional.of(page.group()) : Optional.empty();
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
