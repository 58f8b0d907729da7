package nl.duwtje.gateway.action;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeUtility;

import nl.duwtje.rules.decision.Action;
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

    private byte[] field;

    @Override
    public void init() throws MessagingException {
        checkInitParameters(Set.of("name", "value"));
        String name = getInitParameter("name", "");
        Action.Tag tag;
        try {
            tag = new Action.Tag(name, getInitParameter("value", ""));
        } catch (IllegalArgumentException e) {
            throw new MessagingException("parameter name " + e.getMessage());
        }
        field = field(tag);
    }

    private static byte[] field(Action.Tag tag) throws MessagingException {
        return (tag.name() + ": " + encoded(tag) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** A field behind the others, whoever asks for it. @throws IllegalArgumentException when the name is none that mail may have */
    static Splice splice(SplicedMail mail, String name, String value) throws MessagingException {
        return behind(mail, field(new Action.Tag(name, value)));
    }

    private static Splice behind(SplicedMail mail, byte[] field) {
        List<HeaderField> fields = mail.outline().headers();
        return Splice.insert(fields.isEmpty() ? 0 : fields.get(fields.size() - 1).to(), field);
    }

    private static String encoded(Action.Tag tag) throws MessagingException {
        try {
            return MimeUtility.fold(tag.name().length() + 2, MimeUtility.encodeText(tag.value(), "UTF-8", null));
        } catch (UnsupportedEncodingException e) {
            throw new MessagingException("no UTF-8", e);
        }
    }

    @Override
    void splice(SplicedMail mail) {
        mail.splice(behind(mail, field));
    }
}
