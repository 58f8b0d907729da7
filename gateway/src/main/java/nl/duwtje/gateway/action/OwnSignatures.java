package nl.duwtje.gateway.action;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import nl.duwtje.rules.fact.Party;
import nl.duwtje.rules.inspect.Organisation;
import nl.duwtje.rules.mail.AddressException;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.mime.HeaderField;
import nl.duwtje.rules.mime.MimeOutline;
import nl.duwtje.rules.mime.Splice;

/** DKIM signatures of our own domains that do not hold any more after a change (RFC 6376 section 6.1: a broken one helps nobody). */
final class OwnSignatures {

    private final Organisation organisation;

    OwnSignatures(Organisation organisation) {
        this.organisation = organisation;
    }

    /** The values of all DKIM-Signature fields. */
    static Set<String> values(MimeOutline outline) {
        Set<String> values = new java.util.HashSet<>();
        outline.headers("DKIM-Signature").forEach(field -> values.add(outline.value(field)));
        return values;
    }

    /** Adds the deletes to {@code splices} and gives the domains; only signatures among {@code stale} go. */
    List<String> remove(MimeOutline outline, Set<String> stale, List<Splice> splices) {
        List<String> domains = new ArrayList<>();
        for (HeaderField field : outline.headers("DKIM-Signature")) {
            String value = outline.value(field);
            String domain = domain(value);
            boolean gone = splices.stream().anyMatch(splice -> splice.from() == field.from() && splice.to() == field.to());
            if (!gone && stale.contains(value) && isOwn(domain)) {
                splices.add(Splice.delete(field.from(), field.to()));
                domains.add(domain);
            }
        }
        return domains;
    }

    /** The d= tag, blanks taken out (RFC 6376 section 3.2); empty when there is none. */
    private static String domain(String signature) {
        for (String tag : signature.split(";")) {
            int equals = tag.indexOf('=');
            if (equals > 0 && tag.substring(0, equals).strip().equals("d")) {
                return tag.substring(equals + 1).replace(" ", "").replace("\t", "").toLowerCase(Locale.ROOT);
            }
        }
        return "";
    }

    /** One of our domains or below one. */
    private boolean isOwn(String domain) {
        for (String at = domain; !at.isEmpty(); at = at.indexOf('.') < 0 ? "" : at.substring(at.indexOf('.') + 1)) {
            try {
                if (organisation.party(MailAddress.of("postmaster@" + at)) == Party.INSIDE) {
                    return true;
                }
            } catch (AddressException notADomain) {
                return false;
            }
        }
        return false;
    }
}
