package nl.duwtje.gateway.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import nl.duwtje.gateway.demo.DemoNextHop.Arrived;
import nl.duwtje.rules.decision.Nudge;

/**
 * One mail that somebody sent in the demo, and all that came of it. Immutable.
 *
 * @param number  from 1
 * @param reply   what the gateway answered to it
 * @param nudges  what the rules say of it
 * @param arrived in order of arrival, both what its recipients got and what its sender was told
 */
record Play(int number, Letter letter, SampleMail mail, String reply, List<Nudge> nudges, List<Arrived> arrived) {

    private static final int MOST_ARRIVED = 60;

    Play {
        nudges = List.copyOf(nudges);
        arrived = List.copyOf(arrived);
    }

    /** What its recipients got. */
    List<Arrived> copies() {
        return arrived.stream().filter(this::isCopy).toList();
    }

    /** What its sender was told, oldest first. */
    List<Arrived> notices() {
        return arrived.stream().filter(Predicate.not(this::isCopy)).toList();
    }

    /** Whether this is a copy of the mail itself. */
    boolean isCopy(Arrived one) {
        return one.header("Message-ID").equals(mail.messageId());
    }

    /** Whether this is about it: a notice to its sender that names its subject. */
    boolean isTold(Arrived one) {
        return one.envelope().reversePath().isNull()
                && one.envelope().recipients().stream().anyMatch(to -> to.address().text().equals(letter.from()))
                && HeaderText.decoded(one.header("Subject")).contains(letter.subject());
    }

    Play with(Arrived one) {
        if (arrived.size() == MOST_ARRIVED) {
            return this;
        }
        List<Arrived> more = new ArrayList<>(arrived);
        more.add(one);
        return new Play(number, letter, mail, reply, nudges, more);
    }

    Play answered(String theirs) {
        return new Play(number, letter, mail, theirs, nudges, arrived);
    }
}
