package nl.duwtje.gateway.directory;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import nl.duwtje.rules.mail.AddressException;
import nl.duwtje.rules.mail.MailAddress;

/**
 * Finds what belongs to an address: by the address itself, else by its domain, else by the longest domain it is below. Entries are written
 * "anna@example.org", "example.org" or ".example.org" (every name below it, not itself). Not changed once it is filled; then for all threads.
 */
final class Matching<T> {

    private final Map<MailAddress, T> addresses = new HashMap<>();
    private final Map<String, T> domains = new HashMap<>();
    private final Map<String, T> parents = new HashMap<>();

    /** @throws IllegalArgumentException naming the entry that is no address or domain, or that is there already */
    void add(String entry, T value) {
        boolean isNew;
        try {
            if (entry.indexOf('@') >= 0) {
                isNew = addresses.putIfAbsent(MailAddress.of(entry), value) == null;
            } else if (entry.startsWith(".") && entry.length() > 1) {
                isNew = parents.putIfAbsent(MailAddress.normaliseDomain(entry.substring(1)), value) == null;
            } else {
                isNew = domains.putIfAbsent(MailAddress.normaliseDomain(entry), value) == null;
            }
        } catch (AddressException e) {
            throw new IllegalArgumentException(
                    "\"" + entry + "\" " + e.reason() + "; write anna@example.org, example.org or .example.org", e);
        }
        if (!isNew) {
            throw new IllegalArgumentException("\"" + entry + "\" is there twice");
        }
    }

    Optional<T> byAddress(MailAddress address) {
        return Optional.ofNullable(addresses.get(address));
    }

    Optional<T> byDomain(MailAddress address) {
        String domain = address.domain();
        T exact = domains.get(domain);
        for (int dot = domain.indexOf('.'); exact == null && dot >= 0; dot = domain.indexOf('.', dot + 1)) {
            exact = parents.get(domain.substring(dot + 1));
        }
        return Optional.ofNullable(exact);
    }

    Optional<T> of(MailAddress address) {
        return byAddress(address).or(() -> byDomain(address));
    }
}
