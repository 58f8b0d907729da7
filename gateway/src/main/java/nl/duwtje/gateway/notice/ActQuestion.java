package nl.duwtje.gateway.notice;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import nl.duwtje.gateway.store.Hold;
import nl.duwtje.rules.decision.Nudge;
import nl.duwtje.rules.fact.Message;
import nl.duwtje.rules.fact.Recipient;

/**
 * The one act that "send as it is" asks for, tied to the risk: how many addresses everybody can read, which organisation outside is meant, or
 * how many people outside get it. The same question for the same hold every time. Immutable.
 *
 * @param key     names the question in texts: {@code page.act-KEY}
 * @param right   the right option
 * @param options with plausible wrong ones, in the order shown
 */
public record ActQuestion(String key, String right, List<String> options) {

    private static final int OPTIONS = 4;

    public ActQuestion {
        options = List.copyOf(options);
    }

    /** Nothing when nobody outside gets it. */
    public static Optional<ActQuestion> of(Hold hold) {
        Message message = hold.facts().message();
        List<Recipient> outside = hold.facts().recipients().stream().filter(Recipient::isOutside).toList();
        if (outside.isEmpty()) {
            return Optional.empty();
        }
        if (hold.proposals().contains(Nudge.Proposal.HIDE_RECIPIENTS) && message.visibleOutsiders() > 1) {
            return Optional.of(number("visible", message.visibleOutsiders(), hold.id()));
        }
        List<String> domains = outside.stream().map(one -> Shown.plain(one.domain())).distinct().toList();
        return Optional
                .of(domains.size() == 1 ? domain(domains.get(0), own(message), hold.id()) : number("outside", outside.size(), hold.id()));
    }

    public boolean isRight(String answer) {
        return right.equals(answer);
    }

    /** Numbers around it, the right one at any place among them. */
    private static ActQuestion number(String key, int right, String seed) {
        int step = Math.max(1, right / 3);
        int below = Math.min(new Random(seed.hashCode()).nextInt(OPTIONS), (right - 1) / step);
        List<String> options = new ArrayList<>();
        for (int i = -below; i < OPTIONS - below; i++) {
            options.add(String.valueOf(right + i * step));
        }
        return new ActQuestion(key, String.valueOf(right), options);
    }

    /** Names that one has to read to tell apart, and the organisation's own. */
    private static ActQuestion domain(String right, String own, String seed) {
        int dot = right.lastIndexOf('.');
        String name = dot < 0 ? right : right.substring(0, dot);
        String top = dot < 0 ? "" : right.substring(dot);
        Set<String> wrong = new LinkedHashSet<>();
        wrong.add(name + (top.equals(".nl") ? ".com" : ".nl"));
        wrong.add(name + "-advies" + top);
        if (!own.isEmpty()) {
            wrong.add(own);
        }
        wrong.add(name + "-groep" + top);
        wrong.remove(right);
        List<String> options = new ArrayList<>(wrong.stream().limit(OPTIONS - 1).toList());
        options.add(right);
        Collections.shuffle(options, new Random(seed.hashCode()));
        return new ActQuestion("domain", right, options);
    }

    private static String own(Message message) {
        String address = message.reversePath().isEmpty() ? message.from() : message.reversePath();
        return Shown.plain(address.substring(address.lastIndexOf('@') + 1));
    }
}
