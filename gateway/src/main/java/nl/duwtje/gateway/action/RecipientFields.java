package nl.duwtje.gateway.action;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import jakarta.mail.MessagingException;

import nl.duwtje.rules.mime.HeaderField;
import nl.duwtje.rules.mime.MimeOutline;
import nl.duwtje.rules.mime.Splice;

/** The header fields that name recipients, and the splices that put one To in their place. */
final class RecipientFields {

    private static final Set<String> NAMES = Set.of("to", "cc", "bcc", "resent-to", "resent-cc", "resent-bcc", "apparently-to",
            "envelope-to",
            "x-envelope-to", "x-original-to", "x-rcpt-to", "delivered-to", "original-recipient", "x-ms-exchange-organization-bcc",
            "x-ms-exchange-organization-originalenveloperecipients");

    private RecipientFields() {}

    /** The splices: all recipient fields go, {@code value} stands where the first To or Cc stood. No To or Cc: none is put. */
    static List<Splice> replacedBy(String value, MimeOutline outline) throws MessagingException {
        if (!outline.isComplete()) {
            // a field behind the bound would keep its addresses
            throw new MessagingException("has more header fields than can be looked through");
        }
        List<Splice> splices = new ArrayList<>();
        boolean put = false;
        for (HeaderField field : outline.headers()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            if (!NAMES.contains(name)) {
                continue;
            }
            boolean here = !put && (name.equals("to") || name.equals("cc"));
            put |= here;
            splices.add(here
                    ? new Splice(field.from(), field.to(), ("To: " + value + "\r\n").getBytes(StandardCharsets.UTF_8))
                    : Splice.delete(field.from(), field.to()));
        }
        return splices;
    }
}
