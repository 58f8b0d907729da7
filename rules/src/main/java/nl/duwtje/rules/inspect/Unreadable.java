package nl.duwtje.rules.inspect;

import java.util.List;

import nl.duwtje.rules.fact.Attachment;
import nl.duwtje.rules.fact.Facts;
import nl.duwtje.rules.fact.Message;
import nl.duwtje.rules.fact.Party;
import nl.duwtje.rules.fact.Recipient;
import nl.duwtje.rules.mail.Envelope;

/** The facts of a message on which reading itself failed: its envelope, and one attachment that could not be looked into. Never "clean". */
public final class Unreadable {

    private Unreadable() {}

    /** @param size in bytes */
    public static Facts of(Envelope envelope, Organisation organisation, long size, String messageId) {
        List<Recipient> recipients = envelope.recipients().stream()
                .map(path -> new Recipient(path.address().text(), path.address().domain(), organisation.party(path.address()), false))
                .toList();
        int outsiders = (int) recipients.stream().filter(recipient -> recipient.party() == Party.OUTSIDER).count();
        String sender = envelope.reversePath().text();
        Message message = new Message(sender, sender, "", "", "", messageId, "", size, 0, 0, outsiders, 1, envelope.reversePath().isNull(),
                false,
                false, false, false, false, false, false, false, false, false, false, false, true, "cannot be read", "", true);
        return new Facts(message, recipients, List.of(), List.of(new Attachment("", "", "unknown", size, false, false, false, "corrupt")),
                List.of());
    }
}
