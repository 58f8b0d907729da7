package nl.duwtje.gateway.notice;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import nl.duwtje.gateway.directory.Person;
import nl.duwtje.gateway.store.Choice;
import nl.duwtje.gateway.store.Hold;
import nl.duwtje.gateway.store.HoldState;
import nl.duwtje.rules.decision.Nudge;
import nl.duwtje.rules.fact.Attachment;
import nl.duwtje.rules.fact.Message;
import nl.duwtje.rules.fact.Recipient;
import nl.duwtje.rules.mail.ForwardPath;
import nl.duwtje.rules.mail.MailAddress;

/** What a sender may choose, the same on the page and by mail. */
public final class Offered {

    /** A copy for each of more recipients is a mailing, and no work for one commit. */
    private static final int MOST_ONE_BY_ONE = 5_000;

    private Offered() {}

    /** Without somebody to ask. */
    public static List<Choice> of(Hold hold) {
        return of(hold, false);
    }

    /**
     * The safer choices first, "as it is" last: the first one is what a button's colour points at. That is taking back when something was
     * seen that hiding addresses does not help against. Empty when it has been decided.
     *
     * @param canAsk whether there is an ambassador who has a mailbox, and who was not asked yet
     */
    public static List<Choice> of(Hold hold, boolean canAsk) {
        if (hold.state() != HoldState.HELD && hold.state() != HoldState.EXPIRED) {
            return List.of();
        }
        boolean held = hold.state() == HoldState.HELD;
        List<Choice> choices = new ArrayList<>();
        add(choices, Choice.CANCEL, held && hold.nudges().stream().anyMatch(Offered::isBeyondHiding));
        add(choices, Choice.SEND_WITHOUT_ATTACHMENT, !attachments(hold).isEmpty());
        add(choices, Choice.SEND_HIDDEN, hold.proposals().contains(Nudge.Proposal.HIDE_RECIPIENTS));
        add(choices, Choice.SEND_ONE_BY_ONE,
                hold.proposals().contains(Nudge.Proposal.ONE_BY_ONE) && hold.recipients() <= MOST_ONE_BY_ONE);
        add(choices, Choice.CANCEL, held && !choices.contains(Choice.CANCEL));
        add(choices, Choice.SEND_INSIDE_ONLY, held ? insiders(hold) > 0 : !waitingInsiders(hold).isEmpty());
        add(choices, Choice.ASK_AMBASSADOR, held && canAsk);
        choices.add(Choice.SEND);
        return choices;
    }

    /** Whether this person can ask an ambassador about it: there is one with a mailbox, somebody else, who was not asked yet. */
    public static boolean canAsk(Hold hold, Person person, MailAddress asker) {
        return !Choice.ASK_AMBASSADOR.written().equals(hold.answer().choice())
                && person.ambassador().mailbox().filter(mailbox -> !mailbox.equals(asker)).isPresent();
    }

    private static void add(List<Choice> choices, Choice choice, boolean fits) {
        if (fits) {
            choices.add(choice);
        }
    }

    private static boolean isBeyondHiding(Nudge nudge) {
        return nudge.effect() == Nudge.Effect.HOLD && !nudge.proposals().contains(Nudge.Proposal.HIDE_RECIPIENTS);
    }

    /** The recipients of the held leg who are no outsiders: they wait too. */
    public static List<ForwardPath> waitingInsiders(Hold hold) {
        Set<String> inside = inside(hold);
        return hold.envelope().recipients().stream().filter(path -> inside.contains(path.address().text())).toList();
    }

    /** How many recipients of the message are no outsiders, whether they have it already or not. */
    public static int insiders(Hold hold) {
        return inside(hold).size();
    }

    private static Set<String> inside(Hold hold) {
        return hold.facts().recipients().stream().filter(one -> !one.isOutside()).map(Recipient::address).collect(Collectors.toSet());
    }

    /**
     * The names of the attachments that a rule offers to leave out. Empty when that cannot be done for sure: the message is signed, encrypted
     * or of doubtful structure, or something that was seen is in a file without a name.
     */
    public static List<String> attachments(Hold hold) {
        Message message = hold.facts().message();
        if (!hold.proposals().contains(Nudge.Proposal.WITHOUT_ATTACHMENT) || message.signed() || message.encrypted() || message.ambiguous()
                || message.tnef()) {
            return List.of();
        }
        List<String> names = hold.facts().attachments().stream().map(Attachment::name).filter(name -> !name.isEmpty()).distinct().toList();
        List<String> found = new ArrayList<>();
        for (Nudge nudge : hold.nudges()) {
            if (nudge.proposals().contains(Nudge.Proposal.WITHOUT_ATTACHMENT)) {
                for (Nudge.Evidence seen : nudge.evidence()) {
                    List<String> here = names.stream().filter(name -> isNamed(name, seen)).toList();
                    if (here.isEmpty()) {
                        return List.of();
                    }
                    here.stream().filter(name -> !found.contains(name)).forEach(found::add);
                }
            }
        }
        return found;
    }

    /** "lijst.xlsx" is named by "lijst.xlsx, sheet 2, column C". */
    private static boolean isNamed(String name, Nudge.Evidence seen) {
        return seen.values().stream().anyMatch(value -> value.equals(name) || value.startsWith(name + ", "));
    }
}
