package nl.duwtje.gateway;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import nl.duwtje.gateway.directory.Directory;
import nl.duwtje.gateway.directory.Person;
import nl.duwtje.rules.fact.Facts;
import nl.duwtje.rules.fact.Message;
import nl.duwtje.rules.fact.Party;
import nl.duwtje.rules.inspect.Organisation;
import nl.duwtje.rules.mail.AddressException;
import nl.duwtje.rules.mail.MailAddress;

/** Who can be asked about a message: never an outsider, never the null sender; and who that is. Safe for all threads. */
record Senders(Organisation organisation, Directory directory) {

    /** The reverse-path, else Sender, else From: the first that is one of our own addresses. Empty: nobody, so nothing may be held. */
    Optional<MailAddress> toAsk(Facts facts) {
        Message message = facts.message();
        if (message.nullSender()) {
            return Optional.empty();
        }
        return ours(message.reversePath()).or(() -> ours(message.sender())).or(() -> ours(message.from()));
    }

    private Optional<MailAddress> ours(String text) {
        return address(text).filter(this::areOurs);
    }

    /** Whether an address is one of our own. */
    boolean areOurs(MailAddress address) {
        return organisation.party(address) == Party.INSIDE;
    }

    /**
     * Everybody who is told and may answer, {@link #toAsk} first: for mail from a shared mailbox or on somebody's behalf the mailbox (From) and
     * the delegate (Sender) too. Never an outsider or a service account. At most three.
     */
    List<MailAddress> toTell(Facts facts) {
        Message message = facts.message();
        return toAsk(facts).stream()
                .flatMap(asked -> Stream.concat(Stream.of(asked),
                        Stream.of(message.from(), message.sender()).flatMap(text -> address(text).stream())
                                .filter(address -> organisation.party(address) == Party.INSIDE)
                                .filter(address -> !directory.of(address).serviceAccount())))
                .distinct().toList();
    }

    /** What is known of who can be asked; {@link Person#UNKNOWN} when that is nobody. */
    Person person(Facts facts) {
        return toAsk(facts).map(directory::of).orElse(Person.UNKNOWN);
    }

    private static Optional<MailAddress> address(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(MailAddress.of(text));
        } catch (AddressException e) {
            return Optional.empty();
        }
    }
}
