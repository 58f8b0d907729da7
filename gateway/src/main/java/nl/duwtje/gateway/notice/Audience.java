package nl.duwtje.gateway.notice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import nl.duwtje.rules.fact.Facts;
import nl.duwtje.rules.fact.Recipient;
import nl.duwtje.rules.fact.Recipient.Known;
import nl.duwtje.rules.mail.Envelope;
import nl.duwtje.rules.mail.ForwardPath;

/**
 * Who gets it, grouped by domain, the largest groups first; bounded.
 *
 * @param groups      at most the number asked for
 * @param moreDomains groups left out
 * @param people      how many there are in all
 * @param visible     how many of those every recipient can read; 0 when that is not known or nobody but one
 * @param newcomers   how many of those nobody of ours wrote to before
 */
public record Audience(List<Group> groups, int moreDomains, int people, int visible, int newcomers) {

    static final Audience NOBODY = new Audience(List.of(), 0, 0, 0, 0);

    /**
     * @param count   all addresses of this domain
     * @param visible how many of those every recipient can read
     * @param isNew   whether nobody of ours wrote to this domain before
     * @param people  the first few
     * @param more    how many are left out
     */
    public record Group(String domain, int count, int visible, boolean isNew, List<Person> people, int more) {}

    /** @param address as written, fit to be shown */
    public record Person(String address, boolean visible, boolean isNew) {}

    /** The outsiders among the recipients; when there are none, everybody the held leg would go to. */
    public static Audience of(Facts facts, Envelope held, int maxDomains, int maxAddresses) {
        List<Recipient> outside = facts.recipients().stream().filter(Recipient::isOutside).toList();
        return outside.isEmpty() ? of(held.recipients(), maxDomains, maxAddresses) : group(outside, maxDomains, maxAddresses);
    }

    /** These recipients, without a word about who sees whom. */
    public static Audience of(List<ForwardPath> recipients, int maxDomains, int maxAddresses) {
        return group(recipients.stream().map(r -> new Recipient(r.address().text(), r.address().domain(), null, false)).toList(),
                maxDomains,
                maxAddresses);
    }

    private static Audience group(List<Recipient> recipients, int maxDomains, int maxAddresses) {
        Map<String, List<Recipient>> byDomain = new LinkedHashMap<>();
        recipients.forEach(one -> byDomain.computeIfAbsent(one.domain(), domain -> new ArrayList<>()).add(one));
        List<Group> groups = byDomain.entrySet().stream().map(entry -> group(entry.getKey(), entry.getValue(), maxAddresses))
                .sorted(Comparator.comparingInt(Group::count).reversed()).toList();
        int shown = Math.min(maxDomains, groups.size());
        return new Audience(groups.subList(0, shown), groups.size() - shown, recipients.size(), visible(recipients),
                (int) recipients.stream().filter(one -> one.known() != Known.YES).count());
    }

    private static Group group(String domain, List<Recipient> members, int maxAddresses) {
        List<Person> people = members.stream().limit(maxAddresses)
                .map(one -> new Person(Shown.plain(one.address()), one.visible(), one.known() != Known.YES)).toList();
        boolean isNew = members.stream().allMatch(one -> one.known() == Known.NEW_DOMAIN);
        return new Group(Shown.plain(domain), members.size(), visible(members), isNew, people, members.size() - people.size());
    }

    private static int visible(List<Recipient> recipients) {
        return (int) recipients.stream().filter(Recipient::visible).count();
    }
}
