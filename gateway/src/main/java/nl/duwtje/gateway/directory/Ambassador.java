package nl.duwtje.gateway.directory;

import java.util.Optional;

import nl.duwtje.rules.mail.AddressException;
import nl.duwtje.rules.mail.MailAddress;
import nl.duwtje.rules.settings.BadValue;

/**
 * The colleague to ask first, without blame.
 *
 * @param name    as people know them, at most 80 characters
 * @param contact a mail address, a telephone number, a room: shown as it is written, at most 120 characters
 */
public record Ambassador(String name, String contact) {

    /** Nobody: nothing is shown. */
    public static final Ambassador NONE = new Ambassador();

    private Ambassador() {
        this("-", "-");
    }

    public Ambassador {
        name = line("name", name, 80);
        contact = line("contact", contact, 120);
    }

    public boolean isPresent() {
        return this != NONE;
    }

    /** The first mail address in the contact; empty when there is none, then nobody can be asked by mail. */
    public Optional<MailAddress> mailbox() {
        for (String word : contact.split("[\\s,;()<>]+")) {
            if (word.indexOf('@') > 0) {
                try {
                    return Optional.of(MailAddress.of(word));
                } catch (AddressException notAnAddress) {
                    // the next word, perhaps
                }
            }
        }
        return Optional.empty();
    }

    private static String line(String key, String text, int most) {
        if (text == null || text.isBlank()) {
            throw new BadValue(key, "is missing; an ambassador has a name and a contact");
        }
        if (text.length() > most || text.chars().anyMatch(Character::isISOControl)) {
            throw new BadValue(key, "must be one line of at most " + most + " characters");
        }
        return text.strip();
    }
}
