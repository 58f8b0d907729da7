package nl.duwtje.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;

import nl.duwtje.rules.fact.Facts;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.ForwardPath;
import nl.duwtje.rules.mime.MimeOutline;
import nl.duwtje.rules.mime.Part;

/**
 * Recognises a message that is sent again: same sender, recipients, subject, words and files. Headers, boundaries, encodings and white space
 * may differ, as they do when a mail program sends a draft once more.
 */
final class Fingerprint {

    private static final int MAX_PART = 64 << 20;

    private Fingerprint() {}

    /** 64 hex characters. */
    static String of(Envelope envelope, MimeOutline outline, Facts facts) {
        MessageDigest digest = Ids.sha256();
        add(digest, envelope.reversePath().text().toLowerCase(java.util.Locale.ROOT));
        TreeSet<String> recipients = new TreeSet<>();
        for (ForwardPath recipient : envelope.recipients()) {
            recipients.add(recipient.address().text().toLowerCase(java.util.Locale.ROOT));
        }
        recipients.forEach(recipient -> add(digest, recipient));
        add(digest, facts.message().subject());
        List<Part> leaves = outline.leaves();
        boolean hasPlainText = leaves.stream().anyMatch(part -> part.is("text/plain"));
        for (Part part : leaves) {
            if (part.is("text/plain") || part.is("text/html") && !hasPlainText) {
                addWords(digest, part.text(MAX_PART));
            } else if (!part.is("text/html")) {
                digest.update(part.decoded(MAX_PART));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void addWords(MessageDigest digest, String text) {
        StringBuilder words = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (Character.isLetterOrDigit(text.charAt(i))) {
                words.append(text.charAt(i));
            }
        }
        add(digest, words.toString());
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}
