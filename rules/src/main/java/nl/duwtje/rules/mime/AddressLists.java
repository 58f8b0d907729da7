package nl.duwtje.rules.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.apache.james.mime4j.dom.address.Address;
import org.apache.james.mime4j.dom.address.Group;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.address.LenientAddressParser;
import org.apache.james.mime4j.stream.ParserCursor;
import org.apache.james.mime4j.util.ByteArrayBuffer;

import nl.duwtje.rules.mail.AddressException;
import nl.duwtje.rules.mail.MailAddress;

/**
 * The addresses in a To, Cc, From ... value (RFC 5322 section 3.4), read leniently: groups, comments, quoted names with commas, routes. What
 * is no address is left out; where the list cannot be read as one, whatever looks like an address is taken, because a visible address that
 * is missed is worse than one too many. Stateless, safe for all threads.
 */
public final class AddressLists {

    public static final int MAX_ADDRESSES = 10_000;
    private static final int MAX_TOKEN = 400;
    private static final String NO_WORD = "=\u007f";

    private AddressLists() {}

    /** The addresses of all fields called {@code name}, in order, repeats kept; at most {@link #MAX_ADDRESSES}. */
    public static List<MailAddress> of(MimeOutline outline, String name) {
        List<HeaderField> fields = outline.headers(name);
        if (fields.size() <= 1) {
            return fields.isEmpty() ? List.of() : of(outline.value(fields.get(0)));
        }
        List<MailAddress> all = new ArrayList<>();
        for (HeaderField field : fields) {
            all.addAll(of(outline.value(field)));
        }
        return List.copyOf(all.size() > MAX_ADDRESSES ? all.subList(0, MAX_ADDRESSES) : all);
    }

    /** The addresses in one unfolded value, in order, repeats kept; at most {@link #MAX_ADDRESSES}. */
    public static List<MailAddress> of(String value) {
        List<MailAddress> plain = PlainAddresses.of(value);
        return plain.isEmpty() ? leniently(value) : plain;
    }

    /** The same, as a library reads it that knows all ways of writing. */
    static List<MailAddress> leniently(String value) {
        List<MailAddress> found = new ArrayList<>();
        boolean whole = parse(value, found);
        if (!whole || found.isEmpty()) {
            Set<MailAddress> all = new LinkedHashSet<>(found);
            all.addAll(salvage(value));
            return all.stream().limit(MAX_ADDRESSES).toList();
        }
        return List.copyOf(found);
    }

    /** False when it was not read to its end or something in it was no address. */
    private static boolean parse(String value, List<MailAddress> found) {
        // names are not wanted, and decoding encoded words in long ones takes the square of their length
        byte[] utf8 = value.replace("=?", NO_WORD).getBytes(StandardCharsets.UTF_8);
        ByteArrayBuffer buffer = new ByteArrayBuffer(utf8.length);
        buffer.append(utf8, 0, utf8.length);
        ParserCursor cursor = new ParserCursor(0, utf8.length);
        boolean clean = true;
        try {
            for (Address address : LenientAddressParser.DEFAULT.parseAddressList(buffer, cursor)) {
                List<Mailbox> mailboxes = address instanceof Group group ? group.getMailboxes() : List.of((Mailbox) address);
                for (Mailbox mailbox : mailboxes) {
                    if (found.size() < MAX_ADDRESSES) {
                        clean &= add(value, mailbox, found);
                    }
                }
            }
        } catch (RuntimeException unreadable) {
            // the parser is lenient, not total; the salvage below takes over
            return false;
        }
        return clean && cursor.atEnd();
    }

    private static boolean add(String value, Mailbox mailbox, List<MailAddress> found) {
        String local = mailbox.getLocalPart() == null ? null : mailbox.getLocalPart().replace(NO_WORD, "=?");
        String domain = mailbox.getDomain();
        if (local == null || domain == null) {
            // "Jansen" of an unquoted "Jansen, P. <p@example.org>"
            return local == null || local.indexOf('@') < 0;
        }
        try {
            found.add(MailAddress.of(local + "@" + domain));
            return true;
        } catch (AddressException notDotAtom) {
            String quoted = "\"" + local.replace("\\", "\\\\").replace("\"", "\\\"") + "\"@" + domain;
            return value.contains(quoted) && addQuoted(quoted, found);
        }
    }

    private static boolean addQuoted(String quoted, List<MailAddress> found) {
        try {
            found.add(MailAddress.of(quoted));
            return true;
        } catch (AddressException notAnAddress) {
            return false;
        }
    }

    /** Whatever has an @ between the characters that separate addresses. */
    private static List<MailAddress> salvage(String value) {
        List<MailAddress> found = new ArrayList<>();
        int from = 0;
        int at = -1;
        for (int i = 0; i <= value.length() && found.size() < MAX_ADDRESSES; i++) {
            if (i == value.length() || value.charAt(i) <= ' ' || "<>,;:()\"'[]".indexOf(value.charAt(i)) >= 0) {
                if (at > from && at < i - 1 && i - from <= MAX_TOKEN) {
                    addIfAddress(value.substring(from, i), found);
                }
                from = i + 1;
                at = -1;
            } else if (value.charAt(i) == '@' && at < 0) {
                at = i;
            }
        }
        return found;
    }

    private static void addIfAddress(String token, List<MailAddress> found) {
        try {
            found.add(MailAddress.of(token));
        } catch (AddressException notOne) {
            // left out: nothing can be sent there either
        }
    }
}
