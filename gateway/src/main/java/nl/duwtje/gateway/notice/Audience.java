package nl.duwtje.gateway.notice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import nl.duwtje.rules.fact.Facts;
import nl.duwtje.rules.fact.Recipient;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.ForwardPath;

/**
 * Who gets it, grouped by domain, the largest groups first; bounded.
 *
 * @param groups      at most the number asked for
 * @param moreDomains groups left out
 */
public record Audience(List<Group> groups, int moreDomains) {

    /**
     * @param count     all addresses of this domain
     * @param addresses the first few of them, as written
     * @param more      how many are left out
     */
    public record Group(String domain, int count, List<String> addresses, int more) {}

    /** The outsiders among the recipients; when there are none, everybody the held leg would go to. */
    public static Audience of(Facts facts, Envelope held, int maxDomains, int maxAddresses) {
        List<String[]> outside = facts.recipients().stream().filter(Recipient::isOutside)
                .map(r -> new String[]{r.domain(), r.address()}).toList();
        return outside.isEmpty() ? of(held.recipients(), maxDomains, maxAddresses) : group(outside, maxDomains, maxAddresses);
    }

    /** These recipients. */
    public static Audience of(List<ForwardPath> recipients, int maxDomains, int maxAddresses) {
        return group(recipients.stream().map(r -> new String[]{r.address().domain(), r.address().text()}).toList(), maxDomains,
                maxAddresses);
    }

    private static Audience group(List<String[]> domainAndAddress, int maxDomains, int maxAddresses) {
        Map<String, List<String>> byDomain = new LinkedHashMap<>();
        for (String[] one : domainAndAddress) {
            byDomain.computeIfAbsent(one[0], domain -> new ArrayList<>()).add(Shown.plain(one[1]));
        }
        List<Group> groups = byDomain.entrySet().stream().map(e -> {
            int shown = Math.min(maxAddresses, e.getValue().size());
            return new Group(Shown.plain(e.getKey()), e.getValue().size(), List.copyOf(e.getValue().subList(0, shown)),
                    e.getValue().size() - shown);
        }).sorted(Comparator.comparingInt(Group::count).reversed()).toList();
        int shown = Math.min(maxDomains, groups.size());
        return new Audience(groups.subList(0, shown), groups.size() - shown);
    }
}
