package nl.duwtje.gateway.action;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeUtility;

import nl.duwtje.rules.mime.HeaderField;
import nl.duwtje.rules.mime.Splice;

/**
 * Adds one header field behind the others. Its value cannot start another field: line ends and control characters become blanks.
 *
 * <pre>
 * class: nl.duwtje.gateway.action.TagHeader
 * parameters: {name: X-Classification, value: vertrouwelijk}
 * </pre>
 */
public final class TagHeader extends SpliceMailet {

    private static final int MAX_VALUE = 2000;
    private static final Set<String> RESERVED = Set.of("from", "sender", "reply-to", "to", "cc", "bcc", "subject", "date", "message-id",
            "mime-version", "received", "return-path", "duwtje-seen");
    private byte[] field;

    @Override
    public void init() throws MessagingException {
        checkInitParameters(Set.of("name", "value"));
        String name = getInitParameter("name", "");
        if (name.isEmpty() || name.length() > 70 || name.chars().anyMatch(c -> c <= ' ' || c >= 127 || c == ':')) {
            throw new MessagingException("parameter name \"" + name.strip() + "\" is not the name of a header field");
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (RESERVED.contains(lower) || lower.startsWith("content-") || lower.startsWith("resent-")) {
            throw new MessagingException("parameter name \"" + name + "\" names a field that a tag may not write");
        }
        field = (name + ": " + encoded(name, getInitParameter("value", "")) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static String encoded(String name, String value) throws MessagingException {
        StringBuilder clean = new StringBuilder();
        value.strip().codePoints().limit(MAX_VALUE)
                .forEach(c -> clean.appendCodePoint(Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? ' ' : c));
        try {
            String encoded = MimeUtility.encodeText(clean.toString(), "UTF-8", null);
            return MimeUtility.fold(name.length() + 2, encoded);
        } catch (UnsupportedEncodingException e) {
            throw new MessagingException("no UTF-8", e);
        }
    }

    @Override
    void splice(SplicedMail mail) {
        List<HeaderField> fields = mail.outline().headers();
        mail.splice(Splice.insert(fields.isEmpty() ? 0 : fields.get(fields.size() - 1).to(), field));
    }
}
