package nl.duwtje.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

import nl.duwtje.rules.fact.Facts;
import nl.duwtje.rules.mail.ForwardPath;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mime.HeaderField;
import nl.duwtje.rules.mime.MimeOutline;

/**
 * By what a message is known to belong to one that was held before. Exchange splits one message into several transactions (bifurcation, lists
 * of more than 1,000): siblings have the same Message-ID, From, Date and body, and each its own recipients. A user who sends again makes a new
 * message with the same recipients and content. Both only count for the same person. Immutable.
 *
 * @param message the mark of all siblings; empty without a Message-ID
 * @param again   the mark of all copies that say the same to the same recipients
 * @param chunk   what the waiting recipients of this transaction are
 * @param bytes   what it is byte for byte, but for what the servers before us wrote about its way
 */
record Kinship(String message, String again, String chunk, String bytes) {

    /** @param waiting the recipients that wait, of those in the envelope */
    static Kinship of(Arrival arrival, Facts facts, MailAddress asked, List<ForwardPath> waiting) {
        ByteBuffer bytes = arrival.message().bytes();
        MimeOutline outline = MimeOutline.of(bytes);
        MessageDigest body = Ids.sha256();
        body.update(bytes.duplicate().position((int) outline.bodyFrom()));
        byte[] bodyHash = body.digest();
        String person = asked.text().toLowerCase(Locale.ROOT);
        String message = arrival.messageId().isEmpty()
                ? ""
                : "message " + Ids.hash(arrival.binding() + '\n' + person + '\n' + HexFormat.of().formatHex(bodyHash));
        String again = "again " + Ids.hash(Fingerprint.of(arrival.envelope(), outline, facts) + '\n' + person);
        return new Kinship(message, again, chunk(waiting), bytes(bytes, outline, bodyHash));
    }

    /** The recipients whatever their order. */
    static String chunk(List<ForwardPath> recipients) {
        return Ids.hash(String.join("\n", recipients.stream().map(r -> r.address().text().toLowerCase(Locale.ROOT)).sorted().toList()));
    }

    private static String bytes(ByteBuffer bytes, MimeOutline outline, byte[] bodyHash) {
        MessageDigest digest = Ids.sha256();
        for (HeaderField field : outline.headers()) {
            if (!field.is("Received")) {
                digest.update(bytes.duplicate().position((int) field.from()).limit((int) field.to()));
            }
        }
        digest.update("\n".getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(digest.digest(bodyHash));
    }
}
