package nl.duwtje.rules.inspect;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import nl.duwtje.rules.fact.Party;
import nl.duwtje.rules.mail.AddressException;
import nl.duwtje.rules.mail.MailAddress;

/**
 * Which domains are ours and which belong to partners. An entry is an exact domain ("example.org") or, with a leading dot, that domain's
 * sub-domains (".example.org": "a.example.org" and deeper, not "example.org" itself, not "badexample.org"). Immutable, safe for all threads.
 */
public final class Organisation {

    private final Suffixes inside;
    private final Suffixes partners;

    /** @throws IllegalArgumentException naming the entry that is not a domain */
    public Organisation(List<String> domains, List<String> partners) {
        this.inside = new Suffixes(domains);
        this.partners = new Suffixes(partners);
    }

    public Party party(MailAddress address) {
        return inside.has(address.domain()) ? Party.INSIDE : partners.has(address.domain()) ? Party.PARTNER : Party.OUTSIDER;
    }

    /** Its own mail domains: "example.org", and ".example.org" for every name below it. */
    public List<String> domains() {
        return java.util.stream.Stream.concat(inside.exact.stream(), inside.suffixes.stream().map(s -> "." + s)).toList();
    }

    private static final class Suffixes {
        private final Set<String> exact = new HashSet<>();
        private final Set<String> suffixes = new HashSet<>();

        Suffixes(List<String> entries) {
            for (String entry : entries) {
                boolean suffix = entry.startsWith(".");
                String domain = suffix ? entry.substring(1) : entry;
                try {
                    if (domain.isEmpty() || domain.contains("*")) {
                        throw new IllegalArgumentException();
                    }
                    (suffix ? suffixes : exact).add(MailAddress.normaliseDomain(domain));
                } catch (AddressException e) {
                    throw new IllegalArgumentException("\"" + entry + "\" " + e.reason() + "; write example.org or .example.org", e);
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("\"" + entry + "\" is not a domain; write example.org or .example.org", e);
                }
            }
        }

        boolean has(String domain) {
            if (exact.contains(domain)) {
                return true;
            }
            if (suffixes.isEmpty()) {
                return false;
            }
            for (int dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
                if (suffixes.contains(domain.substring(dot + 1))) {
                    return true;
                }
            }
            return false;
        }
    }
}
